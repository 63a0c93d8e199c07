/** Megabytes that a backend keeps of each place it has met, and of each statement that it knows there by a name. */
const kept = { place: 0.27, name: 0.024 }
/** A backend of its own takes some 10 MB; it is replaced before it takes 150 (docs/benchmarks.md). */
const mostKept = 130

/** What a connection knows of one place. */
interface Met {
  /** Which of its places it is, counted from 0. */
  readonly number: number
  /** The statements that it keeps there. */
  readonly names: Set<string>
}

/**
 * The places, such as churches, that one connection has met: its backend remembers the tables of each, and the statements
 * that were sent there by a name.
 */
export class PlacesMet {
  readonly #places = new Map<string, Met>()
  readonly #most: number
  #kept = 0

  /** `most` is how many megabytes may be kept of them. */
  constructor(most = mostKept) {
    this.#most = most
  }

  get size(): number {
    return this.#places.size
  }

  /** Whether its backend has kept as much as it may. */
  get isFull(): boolean {
    return this.#kept >= this.#most
  }

  has(place: string): boolean {
    return this.#places.has(place)
  }

  /** Notes that a transaction stands at this place. */
  meet(place: string): void {
    this.#metAt(place)
  }

  /**
   * The name for a statement at this place: each place has its own, because PostgreSQL plans a statement anew that it last
   * ran somewhere else.
   */
  nameAt(place: string, statement: string): string {
    const { number, names } = this.#metAt(place)
    const name = `${statement}_${number}`
    if (!names.has(name)) {
      names.add(name)
      this.#kept += kept.name
    }
    return name
  }

  #metAt(place: string): Met {
    const known = this.#places.get(place)
    if (known) return known
    const met = { number: this.#places.size, names: new Set<string>() }
    this.#places.set(place, met)
    this.#kept += kept.place
    return met
  }
}
