import type { ControlDb } from '../platform/db/handles.js'

/** Where a church's tables are, and how far their steps had got when somebody last looked. */
export interface ChurchVersion {
  readonly id: string
  /** Null while nobody owns the church. */
  readonly subdomain: string | null
  readonly cell: string
  readonly placeKey: string
  readonly version: number
}

/** Every church that has tables, those that wait for an owner included, in the order they were made. */
export async function churchVersions(catalogue: ControlDb): Promise<readonly ChurchVersion[]> {
  const rows = await catalogue
    .selectFrom('church')
    .select(['id', 'subdomain', 'cell', 'schema_name as schemaName', 'version'])
    .where('status', '<>', 'ERASED')
    .orderBy('id')
    .execute()
  return rows.map(({ schemaName, ...church }) => ({ ...church, placeKey: schemaName.slice('c_'.length) }))
}

/** Remembers in the catalogue how far a church's tables are. Only the owner of the control database may. */
export async function noteVersion(catalogue: ControlDb, id: string, version: number): Promise<void> {
  await catalogue.updateTable('church').set({ version }).where('id', '=', id).where('version', '<>', version).execute()
}
