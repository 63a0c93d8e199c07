import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import { type ChurchSettings, groupNames, settingsOf, type SettingValue } from './settings.js'

/** The settings of the church. */
export async function churchSettings(db: Db): Promise<ChurchSettings> {
  return asSettings(await db.selectFrom('church_settings').selectAll().executeTakeFirstOrThrow())
}

/** The same, locked until the transaction ends. */
export async function lockChurchSettings(db: Db): Promise<ChurchSettings> {
  return asSettings(await db.selectFrom('church_settings').selectAll().forUpdate().executeTakeFirstOrThrow())
}

/** Changes settings by name and raises their version. Which names and values may be is settled before. */
export async function changeChurchSettings(
  db: Db,
  { values, now }: { readonly values: Readonly<Record<string, SettingValue>>; readonly now: Instant },
): Promise<void> {
  const columns = Object.fromEntries(Object.entries(values).map(([name, value]) => [columnOf(name), value]))
  await db
    .updateTable('church_settings')
    .set({ ...columns, updated_at: now, version: sql<number>`version + 1` })
    .execute()
}

/** Changes the month that fiscal years begin with. */
export async function changeFiscalStart(
  db: Db,
  { month, now }: { readonly month: number; readonly now: Instant },
): Promise<void> {
  await db
    .updateTable('church_settings')
    .set({ fiscal_start_month: month, updated_at: now, version: sql<number>`version + 1` })
    .execute()
}

function asSettings(row: Readonly<Record<string, unknown>>): ChurchSettings {
  const groups = groupNames.map((group) => [
    group,
    Object.fromEntries(settingsOf(group).map(([name]) => [name, row[columnOf(name)]])),
  ])
  const { version, fiscal_start_month: fiscalStartMonth } = row
  const settings: unknown = { ...Object.fromEntries(groups), version, fiscalStartMonth }
  // The table of settings and the columns are compared by a test.
  return settings as ChurchSettings
}

const columnOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
