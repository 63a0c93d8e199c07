/** Lets no church take more than its share of a process. */
export interface ChurchSlots {
  /** The churches that have all they may have. */
  full(): string[]
  /** Takes a place for a church; call the answer to give it back. Null when it has all it may have. */
  take(church: string): (() => void) | null
}

/** At most `share` places at a time for each church. */
export function churchSlots(share: number): ChurchSlots {
  const taken = new Map<string, number>()
  const change = (church: string, by: 1 | -1): void => {
    const count = (taken.get(church) ?? 0) + by
    if (count > 0) taken.set(church, count)
    else taken.delete(church)
  }
  return {
    full: () => [...taken].filter(([, count]) => count >= share).map(([church]) => church),
    take(church) {
      if ((taken.get(church) ?? 0) >= share) return null
      change(church, 1)
      return () => change(church, -1)
    },
  }
}
