import type { LiveRows } from '../platform/live/church-feed.js'
import { compareSeq, type LiveMessage } from '../platform/live/live-message.js'

type Draft = Partial<Pick<LiveMessage, 'audiences' | 'exceptUser' | 'body'>>

/** A church's notification table as an array: `commit` gives the next sequence number, as the business transaction does. */
export interface ArrayRows extends LiveRows {
  commit(church: string, draft?: Draft): LiveMessage
  /** Every range that was read. */
  readonly reads: readonly { readonly church: string; readonly after: string; readonly upTo: string }[]
  /** Makes this many further reads fail. */
  failNext(times: number): void
  /** Holds reads of a church back until the returned function is called. */
  hold(church: string): () => void
}

class Table implements ArrayRows {
  readonly reads: { church: string; after: string; upTo: string }[] = []
  readonly #messages = new Map<string, LiveMessage[]>()
  readonly #holds = new Map<string, Promise<void>>()
  readonly #first: bigint
  #failures = 0

  constructor(first: bigint) {
    this.#first = first
  }

  commit(church: string, draft: Draft = {}): LiveMessage {
    const rows = this.#of(church)
    const seq = String(this.#first + BigInt(rows.length))
    const message: LiveMessage = {
      v: 1,
      seq,
      audiences: ['CHURCH'],
      exceptUser: null,
      body: { n: rows.length },
      ...draft,
    }
    rows.push(message)
    return message
  }

  failNext(times: number): void {
    this.#failures = times
  }

  hold(church: string): () => void {
    let release: () => void = () => undefined
    this.#holds.set(church, new Promise((resolve) => (release = resolve)))
    return release
  }

  async currentSeq(church: string): Promise<string> {
    this.#failIfTold()
    return this.#of(church).at(-1)?.seq ?? String(this.#first - 1n)
  }

  async readMissed(range: { church: string; after: string; upTo: string; limit: number }): Promise<LiveMessage[]> {
    this.reads.push(range)
    await this.#holds.get(range.church)
    this.#failIfTold()
    return this.#of(range.church)
      .filter(({ seq }) => compareSeq(seq, range.after) > 0 && compareSeq(seq, range.upTo) <= 0)
      .slice(0, range.limit)
      .map((message) => structuredClone(message))
  }

  #of(church: string): LiveMessage[] {
    const rows = this.#messages.get(church) ?? []
    this.#messages.set(church, rows)
    return rows
  }

  #failIfTold(): void {
    if (this.#failures === 0) return
    this.#failures -= 1
    throw new Error('the database is away')
  }
}

/** Empty rows for any number of churches; the first message of each has the sequence number `first`. */
export function arrayRows(first: bigint = 1n): ArrayRows {
  return new Table(first)
}
