/** Lets no church take more than its share of a process. */
export interface ChurchSlots {
  /** The churches that have all they may have. */
  full(): string[]
  /** Runs `work` when the church has less than its share; until then it waits. */
  within<T>(church: string, work: () => Promise<T>): Promise<T>
}

/** At most `share` at a time for each church. */
export function churchSlots(share: number): ChurchSlots {
  const running = new Map<string, Promise<unknown>[]>()
  const of = (church: string): Promise<unknown>[] => running.get(church) ?? []

  return {
    full: () => [...running.keys()].filter((church) => of(church).length >= share),
    async within(church, work) {
      while (of(church).length >= share) await Promise.race(of(church))
      const one = work()
      const settled = one.catch(() => undefined)
      running.set(church, [...of(church), settled])
      try {
        return await one
      } finally {
        const rest = of(church).filter((other) => other !== settled)
        if (rest.length > 0) running.set(church, rest)
        else running.delete(church)
      }
    },
  }
}
