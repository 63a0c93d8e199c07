import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'

/** What kind of thing came from somewhere else. */
export type ExternalEntity = 'member' | 'household'

/** Where a thing came from. */
export interface ExternalRef {
  readonly entityId: string
  readonly externalId: string
}

/** Keeps what things are called where they came from; what is known already stays. */
export async function addRefs(
  db: Db,
  place: { readonly entity: ExternalEntity; readonly source: string; readonly importId: string },
  refs: readonly ExternalRef[],
): Promise<void> {
  if (refs.length === 0) return
  await sql`insert into external_ref (entity, entity_id, source, external_id, import_id)
    select ${place.entity}, told."entityId", ${place.source}, told."externalId", ${place.importId}
    from jsonb_to_recordset(${JSON.stringify(refs)}::jsonb) as told ("entityId" uuid, "externalId" text)
    on conflict do nothing`.execute(db)
}

/** Forgets what an import told first of these things. */
export async function forgetRefs(
  db: Db,
  place: { readonly entity: ExternalEntity; readonly importId: string },
  entityIds: readonly string[],
): Promise<void> {
  await sql`delete from external_ref where ctid = any(${placesOf(place.entity, entityIds)})
    and import_id is not distinct from ${place.importId}`.execute(db)
}

/** Forgets where members came from. */
export async function forgetMemberRefs(db: Db, memberIds: readonly string[]): Promise<void> {
  await sql`delete from external_ref where ctid = any(${placesOf('member', memberIds)})`.execute(db)
}

/** Where these things stand, each looked up by itself: of many at once the planner would read all of their kind. */
const placesOf = (entity: ExternalEntity, entityIds: readonly string[]) => sql`array(
  select found.place from unnest(${entityIds}::uuid[]) wanted cross join lateral (
    select ctid as place from external_ref where entity = ${entity} and entity_id = wanted offset 0
  ) found)`
