import type { ControlDb } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { FailureCount } from './sign-in-failures.js'

/** Where failures of a church are counted. */
export interface FailurePlace {
  readonly churchId: string
  readonly slot: number
}

/** The failures counted in a place so far, locked until the transaction ends; a new count starts at `now`. */
export async function lockFailures(
  control: ControlDb,
  { churchId, slot }: FailurePlace,
  now: Instant,
): Promise<FailureCount> {
  await control
    .insertInto('account_failure')
    .values({ church_id: churchId, slot, window_started_at: now, attempts: 0, told: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return control
    .selectFrom('account_failure')
    .select(['window_started_at as windowStartedAt', 'attempts', 'told'])
    .where('church_id', '=', churchId)
    .where('slot', '=', slot)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Keeps the failures counted in a place. */
export async function keepFailures(
  control: ControlDb,
  { churchId, slot }: FailurePlace,
  { windowStartedAt, attempts, told }: FailureCount,
): Promise<void> {
  await control
    .updateTable('account_failure')
    .set({ window_started_at: windowStartedAt, attempts, told })
    .where('church_id', '=', churchId)
    .where('slot', '=', slot)
    .execute()
}
