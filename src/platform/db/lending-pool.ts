import pg from 'pg'
import type { PoolClient } from 'pg'
import { PlacesMet } from './places-met.js'
import { Waiting } from './waiting.js'

/** A connection that has met so many places is left to them where another can be opened. */
const crowd = 30
/** How long a connection may do nothing, in milliseconds. */
const restsAtMost = 30_000

/** How a pool lends. */
export interface Lending extends pg.PoolConfig {
  readonly max: number
  readonly connectionTimeoutMillis: number
  readonly maxLifetimeSeconds: number
  /** Megabytes that a connection may keep of places. */
  readonly mostKept?: number
}

/** A connection on loan. */
export interface Loan {
  readonly client: PoolClient
  readonly met: PlacesMet
  /** What must be said on it before anything else; empty where nothing is. */
  readonly owed: string
}

interface Line extends Loan {
  owed: string
  /** When it is to be replaced, by `performance.now()`: at once when it is broken. */
  until: number
  /** Since when it waits to be lent; null while it is. */
  since: number | null
}

/**
 * A pool that lends its connections by place: whoever asks gets one that has been where they are going, because a backend
 * reads and plans for each place (a church's schema) once, and that takes longer than most statements. For one that is in
 * use they wait a while; then any will do.
 *
 * Where connections pipeline, what ends a transaction that only read needs no turn of its own: it is owed, and sent in front
 * of what the next loan says, or by itself when nobody takes the connection before the event loop goes on.
 *
 * Whoever borrows by `lend` gives back by `giveBack` or `drop`. Pools that do not pipeline may be used by `connect` and
 * `query` as well: those keep nothing back.
 */
export class LendingPool extends pg.Pool {
  readonly #options: Lending
  readonly #lines = new Map<PoolClient, Line>()
  /** The last one was used last. */
  readonly #resting: Line[] = []
  readonly #waiting: Waiting<Line>
  /** Connections that are open or being opened for a loan. */
  #count = 0
  #isSettling = false
  readonly #sweep: NodeJS.Timeout | null

  constructor(options: Lending) {
    super(options)
    this.#options = options
    this.#waiting = new Waiting({
      timeout: options.connectionTimeoutMillis,
      takeAny: () => this.#takeAny() ?? (this.#mayOpen ? this.#open() : null),
    })
    this.on('connect', (client) => this.#watch(client))
    this.on('remove', (client) => this.#lines.delete(client))
    this.#sweep = options.pipeline ? setInterval(() => this.#closeIdle(), restsAtMost / 3).unref() : null
  }

  /** How many connections wait to be lent. */
  get restingCount(): number {
    return this.#resting.length
  }

  /** Lends a connection for one transaction at `place`. Throws when none is free in time, or none can be opened. */
  async lend(place: string): Promise<Loan> {
    return this.#options.pipeline ? this.#find(place) : this.#lineOf(await this.connect())
  }

  /** Takes a connection back, with what its user still owes; closes it when it has met enough. */
  giveBack({ client }: Loan, owed = ''): void {
    const line = this.#lineOf(client)
    line.owed = owed
    if (this.ending || line.met.isFull || line.until < performance.now()) return this.drop(line)
    if (!this.#options.pipeline) return client.release()
    if (this.#waiting.serve(line)) return
    line.since = performance.now()
    this.#resting.push(line)
    if (owed !== '') this.#settleSoon()
  }

  /** Closes a connection that nobody may get next. */
  drop({ client }: Loan): void {
    this.#lines.delete(client)
    client.release(true)
    if (!this.#options.pipeline) return
    this.#count -= 1
    if (this.#mayOpen) this.#waiting.serveOldest(() => this.#open())
  }

  // Overloads of pg that take callbacks are not used anywhere.
  override async end(): Promise<void> {
    if (this.#sweep) clearInterval(this.#sweep)
    const ended = super.end()
    for (const line of this.#resting.splice(0)) this.drop(line)
    await ended
  }

  get #mayOpen(): boolean {
    return this.#count < this.#options.max
  }

  #lineOf(client: PoolClient): Line {
    const line = this.#lines.get(client)
    if (!line) throw new Error('This connection is of another pool.')
    return line
  }

  #find(place: string): Line | Promise<Line> {
    const known = this.#resting.findLast(({ met }) => met.has(place))
    if (known) return this.#take(known)
    const isAway = [...this.#lines.values()].some(({ met }) => met.has(place))
    if (isAway && !this.#waiting.isCrowded(place)) return this.#waiting.waitFor(place, { isPatient: true })
    return this.#takeAny() ?? (this.#mayOpen ? this.#open() : this.#waiting.waitFor(place, { isPatient: false }))
  }

  #take(line: Line): Line {
    this.#resting.splice(this.#resting.indexOf(line), 1)
    line.since = null
    return line
  }

  /** The one that has met fewest, unless it has met many and another can be opened. */
  #takeAny(): Line | null {
    const [first, ...others] = this.#resting
    if (!first) return null
    const least = others.reduce((one, other) => (other.met.size < one.met.size ? other : one), first)
    return least.met.size >= crowd && this.#mayOpen ? null : this.#take(least)
  }

  async #open(): Promise<Line> {
    this.#count += 1
    try {
      return this.#lineOf(await this.connect())
    } catch (error) {
      this.#count -= 1
      if (this.#mayOpen) this.#waiting.serveOldest(() => this.#open())
      throw error
    }
  }

  #watch(client: PoolClient): void {
    const until = performance.now() + this.#options.maxLifetimeSeconds * 1000
    const line = { client, met: new PlacesMet(this.#options.mostKept), owed: '', until, since: null }
    this.#lines.set(client, line)
    const leave = (): void => {
      // Whoever has it gives it back, and it is closed then.
      line.until = 0
      if (this.#resting.includes(line)) this.drop(this.#take(line))
    }
    client.on('error', leave)
    client.on('end', leave)
  }

  #closeIdle(): void {
    const before = performance.now() - restsAtMost
    const idle = this.#resting.filter(({ since }) => since !== null && since < before)
    for (const line of idle) this.drop(this.#take(line))
  }

  #settleSoon(): void {
    if (this.#isSettling) return
    this.#isSettling = true
    setImmediate(() => {
      this.#isSettling = false
      for (const line of this.#resting) settle(line)
    })
  }
}

/** Says what is owed. Whoever borrows meanwhile speaks behind it; a connection on which it fails is broken, and leaves. */
function settle(line: Line): void {
  if (line.owed === '') return
  line.client.query(line.owed).catch(() => undefined)
  line.owed = ''
}
