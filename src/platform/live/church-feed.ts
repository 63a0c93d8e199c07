import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Log } from '../log.js'
import {
  compareSeq,
  freezeMessage,
  type LiveMessage,
  parseLiveMessage,
  previousSeq,
  seqDistance,
} from './live-message.js'
import { retry } from './retry.js'

/** The rows that are the truth: what a transport lost is read from here. */
export interface LiveRows {
  /** The church's newest committed sequence number, '0' when there is none; never from a lagging replica. */
  currentSeq(church: string): Promise<string>
  /**
   * The church's messages behind `after`, up to and including `upTo`, oldest first, for every audience.
   * Fewer than `limit` mean that there are no more. Both must settle: while they do not, their church waits.
   */
  readMissed(range: { church: string; after: string; upTo: string; limit: number }): Promise<readonly LiveMessage[]>
}

/** What one church's feed needs. */
interface ChurchFeedOptions {
  readonly church: string
  readonly log: Log
  readonly rows: LiveRows
  /** Milliseconds between tries to read the rows. */
  readonly retryDelaysMs: readonly number[]
  /** Ends the feed: nothing is delivered after it. */
  readonly signal: AbortSignal
  /** Takes one message; they come in order, without holes and without repeats. */
  readonly deliver: (message: LiveMessage) => void
  /** Told when messages were left out; those that follow are newer. */
  readonly resync: () => void
  /** Whether anybody listens: for nobody nothing is read. */
  readonly isHeard: () => boolean
}

/** Messages a church may be behind and still be caught up one by one. */
const MAX_BEHIND = 1_000n
const MAX_WAITING = 1_000
/** Half a sink: between two pages every healthy reader can empty its queue. */
const PAGE = 50

/** Puts one church's messages in order: drops repeats, reads what was lost, keeps what arrives meanwhile waiting. */
export class ChurchFeed {
  readonly #options: ChurchFeedOptions
  #lastSeq: string | null = null
  #waiting: LiveMessage[] = []
  #mayHaveLost = false
  #busy = false
  #delivered = 0

  constructor(options: ChurchFeedOptions) {
    this.#options = options
  }

  /** Begins behind `lastSeq`, with what has come in since the subscription was confirmed. Throws if it is no number. */
  start(lastSeq: string): void {
    this.#lastSeq = String(BigInt(lastSeq))
    void this.#drain()
  }

  /** Takes what the transport brought; what is not a message of ours is logged and dropped. */
  receive(raw: unknown): void {
    const message = parseLiveMessage(raw)
    if (!message) {
      this.#options.log.warn({ church: this.#options.church }, 'dropped a live message that cannot be read')
      return
    }
    if (this.#waiting.length < MAX_WAITING) this.#insert(message)
    else this.#forgetWaiting()
    void this.#drain()
  }

  /** Catches up with the rows, because messages may have been lost. */
  catchUp(): void {
    this.#mayHaveLost = true
    void this.#drain()
  }

  #insert(message: LiveMessage): void {
    let place = this.#waiting.length
    while (place > 0 && compareSeq(this.#waiting[place - 1]?.seq ?? '0', message.seq) > 0) place -= 1
    this.#waiting.splice(place, 0, message)
  }

  /** They are rows too: the catch-up finds them again, and memory stays bounded. */
  #forgetWaiting(): void {
    this.#waiting = []
    this.#mayHaveLost = true
  }

  async #drain(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    while (this.#lastSeq !== null && !this.#options.signal.aborted) {
      const message = this.#waiting.shift()
      if (!message && !this.#mayHaveLost) break
      // Awaited only when there is something to wait for, so that the usual message is delivered in the turn it came in.
      const work = message ? this.#take(message, this.#lastSeq) : this.#catchUpToNow(this.#lastSeq)
      if (work) await work.catch((error: unknown) => this.#giveUp(error, message?.seq))
    }
    this.#busy = false
  }

  #take(message: LiveMessage, lastSeq: string): Promise<unknown> | null {
    const ahead = seqDistance(lastSeq, message.seq)
    if (ahead <= 0n) return null
    if (ahead > 1n && this.#options.isHeard()) return this.#fillIn(message, ahead)
    this.#deliver(message)
    // A burst in one turn would overflow even the readers that keep up.
    return this.#delivered % PAGE === 0 ? nextTurn() : null
  }

  async #fillIn(message: LiveMessage, ahead: bigint): Promise<void> {
    if (ahead - 1n > MAX_BEHIND) return this.#skipTo(message.seq)
    await this.#replay(previousSeq(message.seq))
    if (!this.#options.signal.aborted) this.#deliver(message)
  }

  async #catchUpToNow(lastSeq: string): Promise<void> {
    this.#mayHaveLost = false
    if (!this.#options.isHeard()) return
    const { rows, church } = this.#options
    const current = await retry(() => rows.currentSeq(church), this.#patience())
    const behind = seqDistance(lastSeq, current)
    // A counter that went back is a database restored from a backup: its new messages are all "old".
    if (behind > MAX_BEHIND || behind < 0n) return this.#skipTo(current)
    await this.#replay(current).catch((error: unknown) => this.#giveUp(error, current))
  }

  async #replay(upTo: string): Promise<void> {
    const { rows, church, signal } = this.#options
    for (let after = this.#lastSeq; after !== null && compareSeq(after, upTo) < 0; after = this.#lastSeq) {
      const range = { church, after, upTo, limit: PAGE }
      const page = await retry(() => rows.readMissed(range), this.#patience())
      for (const row of page) {
        if (signal.aborted) return
        const isNext = compareSeq(row.seq, this.#lastSeq ?? '0') > 0 && compareSeq(row.seq, upTo) <= 0
        if (isNext) this.#deliver(freezeMessage(row))
      }
      // Numbers without a row are rows deleted since: there is nothing to wait for.
      if (page.length < PAGE || this.#lastSeq === after) this.#lastSeq = upTo
      await nextTurn()
    }
  }

  #deliver(message: LiveMessage): void {
    this.#lastSeq = message.seq
    this.#delivered += 1
    this.#options.deliver(message)
  }

  #skipTo(seq: string): void {
    this.#lastSeq = seq
    this.#options.resync()
  }

  #giveUp(error: unknown, reached: string | undefined): void {
    const { log, church, signal } = this.#options
    if (signal.aborted) return
    log.warn({ err: error, church }, 'lost live messages could not be read: listeners must fetch everything anew')
    this.#skipTo(reached ?? this.#lastSeq ?? '0')
  }

  #patience() {
    return { delaysMs: this.#options.retryDelaysMs, signal: this.#options.signal }
  }
}
