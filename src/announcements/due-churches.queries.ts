import type { ControlDb } from '../platform/db/handles.js'

/** A church that can be entered. */
export interface OpenChurch {
  readonly id: string
  readonly place: { readonly cell: string; readonly key: string }
}

/** The ACTIVE churches after this id, in the order of their ids; null from the first. */
export async function openChurches(
  catalogue: ControlDb,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly OpenChurch[]> {
  const rows = await catalogue
    .selectFrom('church')
    .select(['id', 'cell', 'schema_name as schemaName'])
    .where('status', '=', 'ACTIVE')
    .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map(({ id, cell, schemaName }) => ({ id, place: { cell, key: schemaName.slice('c_'.length) } }))
}
