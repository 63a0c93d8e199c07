/** Messages that ask for an answer, and the one that ends every answer (PostgreSQL, frontend/backend protocol). */
const [query, sync, ready] = [0x51, 0x53, 0x5a]

/** Reads one side of a conversation with PostgreSQL, chunk by chunk, for what begins and ends its turns. */
export class Spoken {
  readonly #turns: readonly number[]
  /** The first message of a client has no letter in front. */
  #letters: 0 | 1
  #rest = Buffer.alloc(0)

  constructor(who: 'client' | 'database') {
    this.#turns = who === 'client' ? [query, sync] : [ready]
    this.#letters = who === 'client' ? 0 : 1
  }

  /** How many turns begin (a client's) or end (the database's) in what `chunk` completes. */
  count(chunk: Buffer): number {
    let turns = 0
    let left = Buffer.concat([this.#rest, chunk])
    while (left.length >= this.#letters + 4) {
      const end = this.#letters + left.readInt32BE(this.#letters)
      if (left.length < end) break
      if (this.#letters === 1 && this.#turns.includes(left[0] ?? 0)) turns += 1
      this.#letters = 1
      left = left.subarray(end)
    }
    this.#rest = left
    return turns
  }
}
