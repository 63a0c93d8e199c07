import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { Spoken } from './spoken.js'

/** A way to a database on which answers come in steps. */
export interface LockStep {
  readonly url: string
  /** Does `work`; resolves to the number of steps that it needed. */
  countSteps(work: () => Promise<unknown>): Promise<number>
  close(): void
}

/** Milliseconds after which whoever says nothing is taken to wait for what is held back. */
const silence = 15
/** The same of a database that owes an answer: it waits for a lock, which only an answer held back can free. */
const longSilence = 300

/**
 * A way to the database at `url` that, while something is counted, holds every answer back until the database has answered
 * all it was asked and whoever asks has fallen silent, and then lets all of them through: that is a step. Each step takes
 * every chain of questions, of which each waits for the answer before it, one question further. So the steps that a piece
 * of work needs are the length of its longest chain, however fast the machine is meanwhile.
 *
 * Opening a connection is no step. What goes on in the background moves in the same steps.
 */
export async function lockStep(url: string): Promise<LockStep> {
  const target = new URL(url)
  const [port, host] = [Number(target.port), target.hostname]
  const lines = new Set<Line>()
  let isCounting = false
  const server = createServer((client) => {
    const line = new Line(client, connect(port, host), () => isCounting)
    lines.add(line)
    client.on('close', () => lines.delete(line))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // It listens on a port, so its address has one.
  target.port = String((server.address() as AddressInfo).port)
  return {
    url: target.href,
    close: () => void server.close(),
    async countSteps(work) {
      isCounting = true
      let [steps, isDone] = [0, false]
      const done = work().finally(() => (isDone = true))
      for (;;) {
        await Promise.race([done, allSilent(lines)])
        if (isDone) break
        // All of them are asked: each has something to let go.
        if ([...lines].filter((line) => line.letThrough()).length > 0) steps += 1
      }
      isCounting = false
      for (const line of lines) line.letThrough()
      return steps
    },
  }
}

async function allSilent(lines: ReadonlySet<Line>): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, silence))
  while ([...lines].some((line) => line.isAtIt()))
}

/** One connection, seen from between. */
class Line {
  readonly #client: Socket
  #held: Buffer[] = []
  /** How many answers the database owes: at first one, to whoever signs in. */
  #owed = 1
  #isSignedIn = false
  #spokeAt = performance.now()

  constructor(client: Socket, database: Socket, isHeldBack: () => boolean) {
    this.#client = client
    const [asked, answered] = [new Spoken('client'), new Spoken('database')]
    client.on('data', (chunk: Buffer) => {
      this.#spokeAt = performance.now()
      this.#owed += asked.count(chunk)
      database.write(chunk)
    })
    database.on('data', (chunk: Buffer) => {
      this.#spokeAt = performance.now()
      const ended = answered.count(chunk)
      this.#owed -= ended
      if (this.#isSignedIn && isHeldBack()) this.#held.push(chunk)
      else client.write(chunk)
      this.#isSignedIn ||= ended > 0
    })
    for (const end of [client, database]) {
      end.setNoDelay(true).on('error', () => undefined)
      end.on('close', () => (client.destroy(), database.destroy()))
    }
  }

  /** Whether somebody is about to say something here. */
  isAtIt(): boolean {
    return performance.now() - this.#spokeAt < (this.#owed > 0 ? longSilence : silence)
  }

  /** Lets through what was held back; false when there was nothing. */
  letThrough(): boolean {
    const held = this.#held.splice(0)
    for (const chunk of held) this.#client.write(chunk)
    if (held.length > 0) this.#spokeAt = performance.now()
    return held.length > 0
  }
}
