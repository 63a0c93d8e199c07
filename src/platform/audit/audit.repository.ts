import { type CompiledQuery, sql } from 'kysely'
import type { Origin } from '../context.js'
import { takeNumbers, takingNumbers } from '../counters/counters.repository.js'
import { writtenOnce } from '../db/compiled-once.js'
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
async function addAuditRows(db: Db, rows: readonly AuditRow[]): Promise<void> {
  if (rows.length > 0) await db.executeQuery(auditRowsStatement(db, rows))
}

/** The statement that keeps entries, as `addAuditRows` does, for whoever sends it later. */
export function auditRowsStatement(db: Db, rows: readonly AuditRow[]): CompiledQuery {
  // Numbered from 1: the statement adds what the series had before.
  const told = rows.map((row, index) => ({ ...columnsOf(row), seq: index + 1 }))
  return keeping(db, { count: rows.length, told: JSON.stringify(told) })
}

const columns = [
  ...(['id', 'seq', 'at', 'actor_kind', 'actor_id', 'actor_name', 'action', 'entity', 'entity_id'] as const),
  ...(['before', 'after', 'fields', 'ip', 'user_agent', 'request_id'] as const),
] as const
const [id, _seq, ...others] = columns.map((column) => sql.ref(`told.${column}`))

const keeping = writtenOnce((db: Db, { count, told }: { readonly count: number; readonly told: string }) =>
  db
    .with('taken', (part) => takingNumbers(part, { series, count, last: count }))
    .insertInto('audit_log')
    .columns(columns)
    // One parameter, however many they are: a statement with thousands of them takes its writer longer than the database.
    .expression(
      sql`select ${id}, taken.value - ${count}::bigint + told.seq, ${sql.join(others)}
        from taken, jsonb_populate_recordset(null::audit_log, ${told}::jsonb) as told`,
    ),
)

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
