import { sql } from 'kysely'
import type { Origin } from '../context.js'
import { takeNumbers } from '../counters/counters.repository.js'
import type { Db } from '../db/handles.js'
import type { Instant } from '../instant.js'
import type { Actor, Images } from './audit-entry.js'

/** The series that numbers what is told of a church; locked last of all. */
const series = 'change'

/** An entry that is ready to be kept. */
export interface AuditRow extends Images {
  readonly id: string
  readonly at: Instant
  readonly actor: Actor
  readonly action: string
  readonly entity: string
  readonly entityId: string | null
  readonly origin: Origin
}

/** Keeps entries, in their order. Locks the series of changes until the transaction ends: write them last. */
export async function addAuditRows(db: Db, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length === 0) return
  const first = BigInt(await takeNumbers(db, series, { count: rows.length }))
  const told = rows.map((row, index) => ({ ...columnsOf(row), seq: String(first + BigInt(index)) }))
  // One parameter, however many they are: a statement with thousands of them takes its writer longer than the database.
  await sql`insert into audit_log (id, seq, at, actor_kind, actor_id, actor_name, action, entity, entity_id, before, after,
      fields, ip, user_agent, request_id)
    select id, seq, at, actor_kind, actor_id, actor_name, action, entity, entity_id, before, after, fields, ip, user_agent,
      request_id
    from jsonb_populate_recordset(null::audit_log, ${JSON.stringify(told)}::jsonb)`.execute(db)
}

/**
 * Keeps an entry, unless one with its id is kept already. Locks the series of changes until the transaction ends: of two
 * who bring the same entry, the second waits and finds it. No number is taken for what is not kept.
 */
export async function addAuditRowOnce(db: Db, row: AuditRow): Promise<void> {
  await takeNumbers(db, series, { count: 0 })
  const known = await db.selectFrom('audit_log').select('id').where('id', '=', row.id).executeTakeFirst()
  if (!known) await addAuditRows(db, [row])
}

const columnsOf = ({ id, at, actor, action, entity, entityId, before, after, fields, origin }: AuditRow) => ({
  ...{ id, at, action, entity, fields, before, after },
  actor_kind: actor.kind,
  actor_id: actor.id,
  // As a text column makes of it: jsonb would refuse half a surrogate pair.
  actor_name: actor.name?.toWellFormed() ?? null,
  entity_id: entityId,
  // The zone of a link-local address (fe80::1%eth0) is this machine's business and no part of an inet.
  ip: origin.ip?.replace(/%.*$/, '') ?? null,
  user_agent: origin.userAgent,
  request_id: origin.requestId,
})
