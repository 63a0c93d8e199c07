import { type Expression, expressionBuilder, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { compiledOnce } from '../platform/db/compiled-once.js'
import type { Db } from '../platform/db/handles.js'
import type { ChurchTables } from '../platform/db/tables.generated.js'
import type { Grant } from './role.js'

/** What an account is in its church at this moment. */
export interface Standing {
  /** The person on the church's roll that it is linked to; null when it is linked to nobody. */
  readonly memberId: string | null
  /**
   * The roles held, as the system role each is or stands in for, null for one that stands alone; and whether it demands
   * a second factor.
   */
  readonly roles: readonly { readonly id: string; readonly key: string | null; readonly requiresTotp: boolean }[]
  /** Everything these roles grant, as many lines as were given. */
  readonly grants: readonly Grant[]
}

/** What this account is in its church, in one statement: every request begins with it. Roles that are over do not count. */
export async function standingOf(db: Db, userId: string): Promise<Standing> {
  const [standing] = await readStanding(db, { userId })
  // It selects from nothing, and so answers one row.
  return standing ?? { memberId: null, roles: [], grants: [] }
}

const readStanding = compiledOnce((db: Db, { userId }: { readonly userId: string }) =>
  db.selectNoFrom(() => standing(sql.val(userId))),
)

/** The same of many accounts at once, by their ids. */
export async function standingsOf(db: Db, userIds: readonly string[]): Promise<ReadonlyMap<string, Standing>> {
  const rows = await db
    .selectFrom(sql<{ id: string }>`unnest(${userIds}::uuid[])`.as<'account'>(sql`account(id)`))
    .select('account.id')
    .select(() => standing(sql.ref('account.id')))
    .execute()
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

function standing(userId: Expression<string>) {
  const build = expressionBuilder<ChurchTables>()
  const held = build
    .selectFrom('user_role')
    .innerJoin('role', 'role.id', 'user_role.role_id')
    .where('user_role.user_id', '=', userId)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', sql<string>`now()`)]))
  const granted = held
    .innerJoin('role_permission', 'role_permission.role_id', 'role.id')
    .select(['role_permission.resource', 'role_permission.action', 'role_permission.scope'])
  return [
    build.selectFrom('member').select('member.id').where('member.user_id', '=', userId).as('memberId'),
    jsonArrayFrom(
      held.select((eb) => [
        'role.id',
        eb.fn.coalesce('role.key', 'role.based_on').as('key'),
        'role.requires_totp as requiresTotp',
      ]),
    ).as('roles'),
    jsonArrayFrom(granted).as('grants'),
  ] as const
}
