import { sql } from 'kysely'
import type { Db } from '../db/handles.js'
import type { Instant } from '../instant.js'
import type { Json } from '../json.js'

/** Whose key it is, and for what. */
export interface KeyPlace {
  readonly actorId: string
  readonly operation: string
  readonly key: string
}

/** Takes the key until the transaction ends; false while another transaction has it. Never waits. */
export async function takeKey(db: Db, { actorId, operation, key }: KeyPlace): Promise<boolean> {
  // Schema and all: a lock is known to the whole database, whichever church takes it.
  const name = sql`current_schema() || ${`:${actorId}:${operation}:${key.toLowerCase()}`}`
  const { rows } = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as taken`.execute(db)
  return rows[0]?.taken ?? false
}

/** What was done under a key that still counts, with the hash of the request in hexadecimal; null when nothing was. */
export async function findDone(
  db: Db,
  { actorId, operation, key }: KeyPlace,
  now: Instant,
): Promise<{ readonly requestHash: string; readonly response: Json } | null> {
  const row = await db
    .selectFrom('idempotency_key')
    .select([sql<string>`encode(request_hash, 'hex')`.as('requestHash'), 'response'])
    .where('actor_id', '=', actorId)
    .where('operation', '=', operation)
    .where('key', '=', key)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row ? { requestHash: row.requestHash, response: row.response } : null
}

/** Keeps what came of a request, and removes up to 100 keys that are over; the caller has taken the key. */
export async function keepDone(
  db: Db,
  done: KeyPlace & { readonly requestHash: string; readonly response: Json; readonly expiresAt: Instant },
  now: Instant,
): Promise<void> {
  const { actorId, operation, key, requestHash, expiresAt } = done
  const kept = {
    request_hash: sql<Buffer>`decode(${requestHash}, 'hex')`,
    response: sql<Json>`${JSON.stringify(done.response)}::jsonb`,
    expires_at: expiresAt,
  }
  await db
    .insertInto('idempotency_key')
    .values({ actor_id: actorId, operation, key, ...kept })
    .onConflict((conflict) => conflict.columns(['actor_id', 'operation', 'key']).doUpdateSet(kept))
    .execute()
  await sql`
    delete from idempotency_key where (actor_id, operation, key) in (
      select actor_id, operation, key from idempotency_key where expires_at <= ${now}
      limit 100 for update skip locked)`.execute(db)
}
