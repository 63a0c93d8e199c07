import { sql } from 'kysely'
import type { MinistryCategory } from '../ministries/index.js'
import type { Db } from '../platform/db/handles.js'
import type { Audience } from './audience.js'

/** Which of the ids an audience names are there: roles, ministries of these categories that go on, people on the roll. */
export async function knownIds(
  db: Db,
  { audienceKind, audienceIds }: Audience,
  categories: readonly MinistryCategory[],
): Promise<ReadonlySet<string>> {
  if (audienceKind === 'CHURCH' || audienceIds.length === 0) return new Set()
  const named = sql<string>`any(${[...audienceIds]}::uuid[])`
  const found = await {
    ROLE: () => db.selectFrom('role').select('id').where('id', '=', named).execute(),
    MINISTRY: () =>
      db
        .selectFrom('ministry')
        .select('id')
        .where('id', '=', named)
        .where('archived_at', 'is', null)
        .where('category', 'in', [...categories])
        .execute(),
    MEMBER: () =>
      db
        .selectFrom('member')
        .select('id')
        .where('id', '=', named)
        .where('archived_at', 'is', null)
        .where('status', '<>', 'ERASED')
        .execute(),
  }[audienceKind]()
  return new Set(found.map(({ id }) => id))
}

/** The members who lead or assist in every one of these ministries. */
export async function leadersOfAll(db: Db, ministryIds: readonly string[]): Promise<readonly string[]> {
  if (ministryIds.length === 0) return []
  const guides = await db
    .selectFrom('ministry_membership')
    .select('member_id as memberId')
    .where('ministry_id', '=', sql<string>`any(${[...ministryIds]}::uuid[])`)
    .where('status', '=', 'ACTIVE')
    .where('role', 'in', ['LEADER', 'ASSISTANT'])
    .groupBy('member_id')
    .having((eb) => eb.fn.countAll(), '=', ministryIds.length)
    .execute()
  return guides.map(({ memberId }) => memberId)
}

/** The ids that an audience reaches at this moment: those it names, or what its group's name stands for. */
export async function reachedIds(db: Db, { audienceGroup, audienceIds }: Audience): Promise<readonly string[]> {
  if (audienceGroup === null) return audienceIds
  const reached =
    audienceGroup === 'LEADERS'
      ? await db.selectFrom('role').select('id').where('key', '=', 'LEADER').execute()
      : await db
          .selectFrom('ministry')
          .select('id')
          .where('category', '=', audienceGroup)
          .where('archived_at', 'is', null)
          .orderBy('id')
          .execute()
  return reached.map(({ id }) => id)
}
