import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { FailureCount } from './sign-in-failures.js'

/** The failures counted in `slot` so far, locked until the transaction ends; a new count starts at `now`. */
export async function lockFailures(db: Db, slot: number, now: Instant): Promise<FailureCount> {
  await db
    .insertInto('sign_in_failure')
    .values({ slot, window_started_at: now, attempts: 0, told: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return db
    .selectFrom('sign_in_failure')
    .select(['window_started_at as windowStartedAt', 'attempts', 'told'])
    .where('slot', '=', slot)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Keeps the failures counted in `slot`. */
export async function keepFailures(db: Db, slot: number, count: FailureCount): Promise<void> {
  const { windowStartedAt, attempts, told } = count
  await db
    .updateTable('sign_in_failure')
    .set({ window_started_at: windowStartedAt, attempts, told })
    .where('slot', '=', slot)
    .execute()
}
