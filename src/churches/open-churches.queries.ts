import type { ControlDb } from '../platform/db/handles.js'

/** Where the tables of a church are. */
export interface OpenChurch {
  readonly cell: string
  readonly key: string
}

/** Every church that people may enter now. */
export async function openChurches(catalogue: ControlDb): Promise<readonly OpenChurch[]> {
  const rows = await catalogue
    .selectFrom('church')
    .select(['cell', 'schema_name as schemaName'])
    .where('status', '=', 'ACTIVE')
    .execute()
  return rows.map(({ cell, schemaName }) => ({ cell, key: schemaName.slice('c_'.length) }))
}
