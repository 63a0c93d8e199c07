/** How often something may be done: `points` within `seconds`, counted from the first one. Its name is part of the key. */
export interface Limit {
  readonly name: string
  readonly points: number
  readonly seconds: number
}

/** Who spends. Two churches never share a counter. */
export interface Spender {
  /** The church's id; null for what happens outside of any church, such as signing one up. */
  readonly church: string | null
  /** A user's id, an address, an e-mail: the store keeps no more of it than a hash. */
  readonly who: string
}

/** Where a spender stands. */
export interface Spent {
  readonly isWithin: boolean
  /** Points spent so far, those that were refused included. */
  readonly spent: number
  /** Milliseconds until all points are there again; 0 when none is spent. */
  readonly retryAfterMs: number
}

/** Counts what is spent. Never rejects because its store is away: this process then counts alone. */
export interface Limits {
  /** Spends `points` (1 unless given). Points that go beyond the limit are counted, and move its end no further. */
  spend(limit: Limit, spender: Spender, points?: number): Promise<Spent>
  /** Where somebody stands, without spending. */
  look(limit: Limit, spender: Spender): Promise<Spent>
  /** From now on nothing is left, for `seconds`. */
  exhaust(limit: Limit, spender: Spender, seconds: number): Promise<void>
  /** As if nothing had been spent. */
  forget(limit: Limit, spender: Spender): Promise<void>
  /** Ends the connection, if there is one. Repeating it does nothing. */
  close(): Promise<void>
}
