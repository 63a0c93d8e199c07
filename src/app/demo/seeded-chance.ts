/** Chance that repeats itself: the same seed deals the same, on every machine. For made-up data, never for secrets. */
export interface Chance {
  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number
  /** True in `percent` of a hundred cases. */
  happens(percent: number): boolean
  /** One of a list. Throws when there is nothing to choose from. */
  oneOf<T>(list: readonly T[]): T
  /** The same list in another order. */
  shuffled<T>(list: readonly T[]): T[]
}

/** Chance out of a whole number. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0
  // A counter whose bits are mixed: each step depends on the seed and its place alone.
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))

  return {
    between,
    happens: (percent) => next() * 100 < percent,
    oneOf<T>(list: readonly T[]): T {
      if (list.length === 0) throw new Error('There is nothing to choose from.')
      // The place lies inside the list.
      return list[between(0, list.length - 1)] as T
    },
    shuffled: (list) =>
      list
        .map((item) => ({ item, place: next() }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ item }) => item),
  }
}
