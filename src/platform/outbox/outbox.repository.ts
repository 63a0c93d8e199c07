import { type CompiledQuery, type Kysely, sql } from 'kysely'
import { compiledOnce, writtenOnce } from '../db/compiled-once.js'
import type { Db } from '../db/handles.js'
import type { OutboxTables } from '../db/tables.generated.js'
import type { Instant } from '../instant.js'
import type { Delivery, Stored } from './announcement.js'

/** A message that waits, and since when. */
export interface WaitingMessage extends Stored {
  readonly createdAt: Instant
}

/** Where a message is safe: its number, and the key of the church's place. */
export type Kept = Omit<Stored, keyof Delivery>

/**
 * The statement that stores a message with the church's own change, through the one function its role may call in
 * `outbox`: the church is taken from the role, so no argument can forge it. It answers with one `Kept`.
 */
export const deliveryStatement = (db: Db, { topic, body }: Delivery): CompiledQuery<Kept> =>
  putting(db, { topic, body: JSON.stringify(body) })

const putting = writtenOnce((db: Db, { topic, body }: { readonly topic: string; readonly body: string }) => ({
  compile: () => sql<Kept>`select id, church from outbox.put(${topic}, ${body}::jsonb)`.compile(db),
}))

/**
 * Up to `limit` messages of all churches, of these topics, that their own process did not get out within two seconds, oldest first. They
 * stay locked until the transaction ends; those that another process has locked are left to it.
 */
export async function lockLeftBehind(
  outbox: Kysely<OutboxTables>,
  { topics, limit }: { readonly topics: readonly string[]; readonly limit: number },
): Promise<readonly Stored[]> {
  return outbox
    .selectFrom('message')
    .select(['id', 'church', 'topic', 'body'])
    .where('topic', '=', sql<string>`any(${topics}::text[])`)
    .where('created_at', '<', sql<string>`clock_timestamp() - interval '2 seconds'`)
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Removes messages that the transport has taken. */
export async function removeSent(outbox: Kysely<OutboxTables>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await removing(outbox, { ids })
}

const removing = compiledOnce((outbox: Kysely<OutboxTables>, { ids }: { readonly ids: readonly string[] }) =>
  outbox.deleteFrom('message').where('id', '=', sql<string>`any(${ids}::bigint[])`),
)

/** What a church has waiting, oldest first; locked until the transaction ends. `church` is the key of its place. */
export const lockMessagesOf = (outbox: Kysely<OutboxTables>, church: string): Promise<readonly WaitingMessage[]> =>
  outbox
    .selectFrom('message')
    .select(['id', 'church', 'topic', 'body', 'created_at as createdAt'])
    .where('church', '=', church)
    .orderBy('id')
    .forUpdate()
    .execute()

/** Puts messages of another outbox into this one, in their order. Only its owner may. */
export async function addWaiting(outbox: Kysely<OutboxTables>, messages: readonly WaitingMessage[]): Promise<void> {
  for (const { church, topic, body, createdAt } of messages) {
    // pg would write a JavaScript array as one of PostgreSQL's.
    const text = JSON.stringify(body)
    await outbox
      .insertInto('message')
      .values({ church, topic, body: sql`${text}::jsonb`, created_at: createdAt })
      .execute()
  }
}

/** Removes what a church has waiting, for one that is gone. `church` is the key of its place. */
export async function removeMessagesOf(outbox: Kysely<OutboxTables>, church: string): Promise<void> {
  await outbox.deleteFrom('message').where('church', '=', church).execute()
}
