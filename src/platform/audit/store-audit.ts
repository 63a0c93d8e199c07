import type { CompiledQuery } from 'kysely'
import type { Needs, Viewer } from '../context.js'
import { newId } from '../ids.js'
import { type Actor, type AuditEntry, imagesOf } from './audit-entry.js'
import { type AuditRow, auditRowsStatement } from './audit.repository.js'

/** The statement that keeps what was told in a transaction, to be its last: it locks the series of changes. */
export const auditStatement = (ctx: Needs<never>, entries: readonly AuditEntry[]): CompiledQuery =>
  auditRowsStatement(
    ctx.db,
    entries.map((entry) => rowOf(ctx, entry)),
  )

/** An entry as it is kept: with who, when and from where, and without what may be kept nowhere. */
export function rowOf(
  { clock, viewer, origin }: Pick<Needs<never>, 'clock' | 'viewer' | 'origin'>,
  entry: AuditEntry,
): AuditRow {
  const { action, entity, entityId, actor = actorOf(viewer) } = entry
  return { id: newId(clock), at: clock.now(), action, entity, entityId, actor, origin, ...imagesOf(entry) }
}

/** The actor behind a viewer; SYSTEM when there is none. */
export function actorOf(viewer: Viewer | null): Actor {
  if (!viewer) return { kind: 'SYSTEM', id: null, name: null }
  return { kind: viewer.apiKeyId ? 'API_KEY' : 'USER', id: viewer.userId, name: viewer.name }
}
