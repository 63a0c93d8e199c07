import type { Needs, Viewer } from '../context.js'
import { newId } from '../ids.js'
import { type Actor, type AuditEntry, imagesOf } from './audit-entry.js'
import { addAuditRows, type AuditRow } from './audit.repository.js'

/** Keeps what was told in a transaction, as its last act: it locks the series of changes. */
export async function storeAudit(ctx: Needs<never>, entries: readonly AuditEntry[]): Promise<void> {
  await addAuditRows(
    ctx.db,
    entries.map((entry) => rowOf(ctx, entry)),
  )
}

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
