import type { ControlDb } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Instant } from '../platform/instant.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { ApiKey } from './api-key.js'

const columns = [
  ...(['id', 'name', 'prefix', 'scopes', 'created_by as createdBy', 'created_at as createdAt'] as const),
  ...(['expires_at as expiresAt', 'last_used_at as lastUsedAt', 'revoked_at as revokedAt'] as const),
] as const

// Ids begin with the moment they were made.
const order = keysetOrder<ApiKey>([{ column: 'id', direction: 'desc', kind: 'id' }], 'api_key')

/** A page of the keys of the transaction's church, newest first; `count` as given. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function apiKeyPage(
  control: ControlDb,
  request: PageRequest,
  count: () => Promise<number>,
): Promise<Page<ApiKey>> {
  const rows = control.selectFrom('api_key').select(columns)
  return readPage(request, order, {
    rows: (after, limit) => rows.where(after).orderBy(order.orderBy).limit(limit).execute(),
    count,
  })
}

/** How many keys the transaction's church has or had. */
export const countApiKeys = (control: ControlDb): Promise<number> =>
  countUpTo(control, control.selectFrom('api_key').select('id'))

/** The key with this hash in the transaction's church that counts at `now`; null when there is none. */
export async function findLiveKey(control: ControlDb, hash: Buffer, now: Instant): Promise<ApiKey | null> {
  const key = await control
    .selectFrom('api_key')
    .select(columns)
    .where('key_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return key ?? null
}

/** A key to be kept: without its secret. */
export interface NewApiKey {
  readonly id: string
  readonly churchId: string
  readonly name: string
  readonly prefix: string
  readonly hash: Buffer
  readonly scopes: readonly string[]
  readonly createdBy: string
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

/** Adds a key. */
export const addApiKey = (control: ControlDb, key: NewApiKey): Promise<ApiKey> =>
  control
    .insertInto('api_key')
    .values({
      ...{ id: key.id, church_id: key.churchId, name: key.name, prefix: key.prefix, key_hash: key.hash },
      ...{ scopes: key.scopes, created_by: key.createdBy, created_at: key.createdAt, expires_at: key.expiresAt },
    })
    .returning(columns)
    .executeTakeFirstOrThrow()

/** Revokes a key that counts; null when there is none, or it was revoked before. */
export async function endApiKey(
  control: ControlDb,
  { id, by, now }: { readonly id: string; readonly by: string; readonly now: Instant },
): Promise<ApiKey | null> {
  const key = await control
    .updateTable('api_key')
    .set({ revoked_at: now, revoked_by: by, updated_at: now })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .returning(columns)
    .executeTakeFirst()
  return key ?? null
}

/** A key of the transaction's church; null when there is none. */
export async function findApiKey(control: ControlDb, id: string): Promise<ApiKey | null> {
  const key = await control.selectFrom('api_key').select(columns).where('id', '=', id).executeTakeFirst()
  return key ?? null
}

/** Notes that a key was used. */
export async function noteKeyUse(control: ControlDb, id: string, now: Instant): Promise<void> {
  await control.updateTable('api_key').set({ last_used_at: now }).where('id', '=', id).execute()
}

/** Removes every key of a church. For the owner of the control database: requests remove none. */
export async function removeApiKeys(control: ControlDb, churchId: string): Promise<void> {
  await control.deleteFrom('api_key').where('church_id', '=', churchId).execute()
}
