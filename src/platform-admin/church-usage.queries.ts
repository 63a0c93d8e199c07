import type { ControlDb, Db } from '../platform/db/handles.js'

/** How much a church has of what; numbers alone. */
export interface TableCounts {
  readonly members: number
  readonly ministries: number
  readonly events: number
  readonly notifications: number
}

/** Counts what a church has, in one statement. */
export async function countTables(db: Db): Promise<TableCounts> {
  const counted = await db
    .selectNoFrom((eb) => [
      eb.selectFrom('member').select(eb.fn.countAll<string>().as('count')).as('members'),
      eb.selectFrom('ministry').select(eb.fn.countAll<string>().as('count')).as('ministries'),
      eb.selectFrom('event').select(eb.fn.countAll<string>().as('count')).as('events'),
      eb.selectFrom('notification').select(eb.fn.countAll<string>().as('count')).as('notifications'),
    ])
    .executeTakeFirstOrThrow()
  const { members, ministries, events, notifications } = counted
  return {
    members: Number(members),
    ministries: Number(ministries),
    events: Number(events),
    notifications: Number(notifications),
  }
}

/** How many accounts the transaction's church has, of whatever status. */
export async function countAccounts(control: ControlDb): Promise<number> {
  const { count } = await control
    .selectFrom('user_account')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
