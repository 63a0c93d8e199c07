import type { Foundry } from '../app/found-church.js'

/** Which commit of a run is its last, or the first that does not happen any more; 1 for the first. */
export interface PowerCut {
  readonly commit: number
  readonly moment: 'before' | 'after'
}

/** The same foundry, but all work ends right before or after one of its commits: what a killed process leaves behind. */
export function withPowerCut<Options extends Foundry>(options: Options, { commit, moment }: PowerCut): Options {
  let commits = 0
  const cut = async <T>(work: () => Promise<T>, at: PowerCut['moment']): Promise<T> => {
    const outcome = await work()
    if (at === 'before') commits += 1
    if (commits >= commit && at === moment) throw new Error('power cut')
    return outcome
  }
  const { gate, catalogue } = options
  const cutDesk = (desk: typeof catalogue): typeof catalogue => ({
    read: (work) => desk.read(work),
    write: (work) => cut(() => desk.write((control) => cut(() => work(control), 'before')), 'after'),
  })
  return {
    ...options,
    catalogue: cutDesk(catalogue),
    gate: {
      ...gate,
      control: (churchId) => cutDesk(gate.control(churchId)),
      church(place) {
        const session = gate.church(place)
        const transaction = session.transaction.bind(session)
        session.transaction = (work, keeps) =>
          cut(() => transaction((db) => cut(() => work(db), 'before'), keeps), 'after')
        return session
      },
    },
  }
}
