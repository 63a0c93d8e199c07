import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Order, Seat, Taken } from './client.js'
import type { StagedChurch } from './stage.js'

/** Which listeners of each church open a socket, and behind which number of its sequence. */
export interface Reach {
  readonly from: number
  readonly to: number
  readonly after: ReadonlyMap<string, string>
  /** Whether they ask for long answers: no unless given. */
  readonly isWide?: boolean
}

/** What one socket was sent, and whose it is. */
export interface Heard extends Taken {
  readonly church: StagedChurch
}

/** So many sockets call from one address: a source port is given once. */
const socketsOfAddress = 200

/** Sockets of listeners, in client processes of their own. */
export class Crowd {
  readonly #port: number
  readonly #clients: readonly ChildProcess[]
  readonly #churchOf = new Map<number, StagedChurch>()

  /** Starts so many client processes, without sockets. */
  constructor(port: number, processes: number) {
    this.#port = port
    this.#clients = Array.from({ length: processes }, () =>
      fork('scripts/bench/live/client.ts', { execArgv: ['--import', 'tsx'], serialization: 'advanced' }),
    )
  }

  /** The clients, for signals. */
  get pids(): readonly number[] {
    return this.#clients.map(({ pid }) => pid ?? 0)
  }

  /** Opens a socket for each listener, from `from` up to `to`, of each church. */
  async open(churches: readonly StagedChurch[], { from, to, after, isWide = false }: Reach): Promise<void> {
    const seats = churches.flatMap((church) =>
      church.listeners.slice(from, to).map((token) => ({
        ...this.#seat(church, token, after.get(church.schema) ?? '0'),
        isWide,
      })),
    )
    const { length } = this.#clients
    await Promise.all(
      this.#clients.map((client, place) =>
        tell(client, { kind: 'open', port: this.#port, seats: seats.filter(({ id }) => id % length === place) }),
      ),
    )
  }

  /** Resolves when each open socket has the newest number of its church; rejects after `limit` milliseconds. */
  async caughtUp(newest: ReadonlyMap<string, string>, limit: number = 60_000): Promise<void> {
    const until = performance.now() + limit
    for (;;) {
      const behind = await this.#ask<number>({ kind: 'behind', newest })
      const sum = behind.reduce((all, one) => all + one, 0)
      if (sum === 0) return
      if (performance.now() > until) throw new Error(`${sum} sockets do not catch up.`)
      await sleep(50)
    }
  }

  /** Everything the sockets were sent since the last time. */
  async take(): Promise<readonly Heard[]> {
    const taken = await this.#ask<readonly Taken[]>({ kind: 'take' })
    return taken.flat().flatMap((one) => {
      const church = this.#churchOf.get(one.id)
      return church ? [{ ...one, church }] : []
    })
  }

  /** Ends the clients at once. */
  close(): void {
    for (const client of this.#clients) client.kill('SIGKILL')
  }

  #ask<Answer>(order: Order): Promise<readonly Answer[]> {
    return Promise.all(this.#clients.map((client) => tell<Answer>(client, order)))
  }

  #seat(church: StagedChurch, token: string, after: string): Omit<Seat, 'isWide'> {
    const id = this.#churchOf.size
    this.#churchOf.set(id, church)
    const at = Math.floor(id / socketsOfAddress)
    const address = `127.0.${1 + Math.floor(at / 250)}.${1 + (at % 250)}`
    return { id, church: church.schema, host: `${church.subdomain}.localhost:${this.#port}`, token, address, after }
  }
}

async function tell<Answer>(client: ChildProcess, order: Order): Promise<Answer> {
  const answer = once(client, 'message')
  client.send(order)
  const [told] = (await answer) as [Answer]
  return told
}
