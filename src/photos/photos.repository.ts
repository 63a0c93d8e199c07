import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'
import type { Document, FileFacts } from './document.js'

const columns = [
  ...(['id', 'member_id as memberId', 'status', 'storage_key as storageKey'] as const),
  ...(['mime_type as mimeType', 'uploaded_by as uploadedBy'] as const),
] as const

/** A photo that somebody is about to send. */
export interface WantedUpload {
  readonly id: string
  readonly memberId: string
  readonly uploadedBy: string
  readonly now: Instant
}

/** Adds the row of a photo whose bytes are still to come. */
export async function addUpload(db: Db, { id, memberId, uploadedBy, now }: WantedUpload): Promise<void> {
  const row = { id, member_id: memberId, uploaded_by: uploadedBy, created_at: now, updated_at: now }
  await db
    .insertInto('document')
    .values({ ...row, category: 'PHOTO' })
    .execute()
}

/** One document; null when there is none. */
export async function findDocument(db: Db, id: string): Promise<Document | null> {
  const row = await db.selectFrom('document').select(columns).where('id', '=', id).executeTakeFirst()
  return row ?? null
}

/** The same, locked until the transaction ends. */
export async function lockDocument(db: Db, id: string): Promise<Document | null> {
  const row = await db.selectFrom('document').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
  return row ?? null
}

/** Says where the bytes of an upload are about to be. */
export async function nameUpload(
  db: Db,
  { id, storageKey, now }: { readonly id: string; readonly storageKey: string; readonly now: Instant },
): Promise<void> {
  await db.updateTable('document').set({ storage_key: storageKey, updated_at: now }).where('id', '=', id).execute()
}

/** Makes an upload READY: its bytes are there. */
export async function finishUpload(
  db: Db,
  { id, facts, now }: { readonly id: string; readonly facts: FileFacts; readonly now: Instant },
): Promise<void> {
  const { mimeType, sizeBytes, sha256 } = facts
  await db
    .updateTable('document')
    .set({ status: 'READY', mime_type: mimeType, size_bytes: sizeBytes, sha256, updated_at: now })
    .where('id', '=', id)
    .execute()
}

/** Makes an upload REJECTED: what came is no photo. */
export async function rejectUpload(db: Db, id: string, now: Instant): Promise<void> {
  await db
    .updateTable('document')
    .set({ status: 'REJECTED', updated_at: now })
    .where('id', '=', id)
    .where('status', '=', 'UPLOADING')
    .execute()
}

/** Removes documents; their names in the file store, of those that have one. */
export async function removeDocuments(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await db
    .deleteFrom('document')
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .returning('storage_key as storageKey')
    .execute()
  return rows.flatMap(({ storageKey }) => storageKey ?? [])
}

/** Removes all documents of a member; their names in the file store. */
export async function removeDocumentsOf(db: Db, memberId: string): Promise<readonly string[]> {
  const rows = await db
    .deleteFrom('document')
    .where('member_id', '=', memberId)
    .returning('storage_key as storageKey')
    .execute()
  return rows.flatMap(({ storageKey }) => storageKey ?? [])
}

/** Makes every document of one member that of another. */
export async function moveDocuments(db: Db, fromId: string, intoId: string): Promise<void> {
  await db.updateTable('document').set({ member_id: intoId }).where('member_id', '=', fromId).execute()
}

/** The names of all files that are shown. */
export async function readyFiles(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('document')
    .select('storage_key as storageKey')
    .where('status', '=', 'READY')
    .execute()
  return rows.flatMap(({ storageKey }) => storageKey ?? [])
}

/** The ids of uploads that were begun before `before` and never became READY; a thousand at most. */
export async function unfinishedBefore(db: Db, before: Instant): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('document')
    .select('id')
    .where('status', '<>', 'READY')
    .where('created_at', '<', before)
    .limit(1000)
    .execute()
  return rows.map(({ id }) => id)
}
