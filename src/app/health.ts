import type { PubSub } from '../platform/redis/pub-sub.js'
import type { Gate } from '../platform/tenancy/gate.js'

/** Whether this process can do its work, for whoever decides where requests go. */
export interface HealthState {
  readonly ok: boolean
  readonly database: boolean
  readonly live: boolean
  /** Which of a server's processes answered, where it has several. */
  readonly worker?: number
}

/** The state of a process, asked anew each time. */
export interface Health {
  check(): Promise<HealthState>
  /** From now on the answer is no: this process is about to stop. */
  startDraining(): void
}

/** Health of a process that needs `gate` and `pubSub`; `worker` is its number among those of its server. */
export function createHealth(gate: Gate, pubSub: PubSub, worker: number | null = null): Health {
  let isDraining = false
  const succeeds = (work: Promise<unknown>): Promise<boolean> =>
    work.then(
      () => true,
      () => false,
    )
  return {
    async check() {
      const [database, live] = await Promise.all([
        succeeds(gate.catalogue().read((db) => db.selectFrom('church').select('id').limit(1).execute())),
        succeeds(pubSub.ping()),
      ])
      return { ok: database && live && !isDraining, database, live, ...(worker === null ? {} : { worker }) }
    },
    startDraining: () => void (isDraining = true),
  }
}
