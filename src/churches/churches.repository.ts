import type { Clock } from '../platform/clock.js'
import type { ControlDb, Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { Church, NewChurch } from './church.js'
import { effectiveFeatures } from './features.js'

/** The church at `subdomain`, whatever its state; null when nobody has the name. */
export async function churchAt(catalogue: ControlDb, subdomain: string): Promise<Church | null> {
  const row = await catalogue
    .selectFrom('church')
    .select(['id', 'name', 'denomination', 'subdomain', 'status', 'cell', 'schema_name as schemaName'])
    .select(['time_zone as timeZone', 'currency'])
    .where('subdomain', '=', subdomain)
    .executeTakeFirst()
  if (!row?.name || !row.denomination || !row.subdomain) return null

  const overrides = await catalogue
    .selectFrom('church_feature')
    .select(['feature', 'enabled'])
    .where('church_id', '=', row.id)
    .execute()
  const chosen = new Map(overrides.map(({ feature, enabled }) => [feature, enabled]))
  const { id, name, denomination, status, cell, timeZone, currency, schemaName } = row
  return {
    ...{ id, name, denomination, status, cell, timeZone, currency, subdomain: row.subdomain },
    features: effectiveFeatures(denomination, chosen),
    placeKey: schemaName.slice('c_'.length),
  }
}

/** Enters a built, empty schema into the catalogue as a WARM church. Only the owner of the control database may. */
export async function addWarmChurch(
  control: ControlDb,
  built: { readonly id: string; readonly schemaName: string; readonly cell: string; readonly version: number },
): Promise<void> {
  const { id, schemaName, cell, version } = built
  await control.insertInto('church').values({ id, schema_name: schemaName, cell, version }).execute()
}

/** Where a church that was just given away is. */
export interface ClaimedChurch {
  readonly id: string
  readonly cell: string
  readonly placeKey: string
}

/** Gives a WARM church to its owners; null when none is left. Locks the one it takes. */
export async function claimWarmChurch(control: ControlDb, church: NewChurch): Promise<ClaimedChurch | null> {
  const claimed = await control
    .updateTable('church')
    .set({
      status: 'ACTIVE',
      name: church.name,
      denomination: church.denomination,
      subdomain: church.subdomain,
      time_zone: church.timeZone,
      currency: church.currency,
    })
    .where('id', '=', (eb) =>
      eb.selectFrom('church').select('id').where('status', '=', 'WARM').orderBy('id').limit(1).forUpdate().skipLocked(),
    )
    .returning(['id', 'cell', 'schema_name as schemaName'])
    .executeTakeFirst()
  return claimed ? { id: claimed.id, cell: claimed.cell, placeKey: claimed.schemaName.slice('c_'.length) } : null
}

/** Writes the settings a church starts with. */
export async function addChurchSettings(db: Db, clock: Clock, memberPrefix: string): Promise<void> {
  // A founding that died half-way left a row: it is the same church's, and is overwritten.
  await db.deleteFrom('church_settings').execute()
  await db
    .insertInto('church_settings')
    .values({ id: newId(clock), member_prefix: memberPrefix })
    .execute()
}

/** How the church numbers its members: the letters in front, and the first number. */
export async function memberNumbering(db: Db): Promise<{ readonly prefix: string; readonly start: number }> {
  return db
    .selectFrom('church_settings')
    .select(['member_prefix as prefix', 'member_start as start'])
    .executeTakeFirstOrThrow()
}

/** Lets those who fill or rearrange a whole church take turns: locks its settings until the transaction ends. */
export async function lockSettings(db: Db): Promise<void> {
  await db.selectFrom('church_settings').select('id').forUpdate().execute()
}
