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
