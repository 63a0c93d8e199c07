import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'

/** Where a thing came from. */
export interface ExternalRef {
  readonly entityId: string
  readonly externalId: string
}

/** Keeps what things are called where they came from; what is known already stays. */
export async function addRefs(
  db: Db,
  place: { readonly entity: 'member' | 'household'; readonly source: string; readonly importId: string },
  refs: readonly ExternalRef[],
): Promise<void> {
  if (refs.length === 0) return
  await sql`insert into external_ref (entity, entity_id, source, external_id, import_id)
    select ${place.entity}, told."entityId", ${place.source}, told."externalId", ${place.importId}
    from jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as told ("entityId" uuid, "externalId" text)
    on conflict do nothing`.execute(db)
}

/** Forgets what an import told first of these things. */
export async function forgetRefs(db: Db, importId: string, entityIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('external_ref')
    .where('import_id', '=', importId)
    .where('entity_id', '=', sql<string>`any(${entityIds}::uuid[])`)
    .execute()
}

/** Forgets where members came from. */
export async function forgetMemberRefs(db: Db, memberIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('external_ref')
    .where('entity', '=', 'member')
    .where('entity_id', '=', sql<string>`any(${memberIds}::uuid[])`)
    .execute()
}
