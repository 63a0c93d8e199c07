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
  await db
    .insertInto('audit_log')
    .values(rows.map((row, index) => ({ ...columnsOf(row), seq: String(first + BigInt(index)) })))
    .execute()
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
  actor_name: actor.name,
  entity_id: entityId,
  // The zone of a link-local address (fe80::1%eth0) is this machine's business and no part of an inet.
  ip: origin.ip?.replace(/%.*$/, '') ?? null,
  user_agent: origin.userAgent,
  request_id: origin.requestId,
})
