import type { Db } from '../platform/db/handles.js'
import { countUpTo, keysetOrder, readPage } from '../platform/db/keyset.js'
import type { Instant } from '../platform/instant.js'
import type { Page, PageRequest } from '../platform/page.js'
import type { AuditEntry } from './audit-entry.js'

/** Which entries: those that fit every field given; from `from`, before `to`. */
export interface AuditFilter {
  readonly entity?: string | null
  readonly entityId?: string | null
  readonly actorId?: string | null
  readonly action?: string | null
  readonly from?: Instant | null
  readonly to?: Instant | null
}

const order = keysetOrder<AuditEntry & { readonly seq: string }>(
  [{ column: 'seq', direction: 'desc', kind: 'sequence' }],
  'audit_log',
)

const columns = [
  ...(['id', 'seq', 'seq as sequence', 'at', 'action', 'entity', 'before', 'after', 'fields', 'ip'] as const),
  ...(['actor_kind as actorKind', 'actor_id as actorId', 'actor_name as actorName', 'entity_id as entityId'] as const),
  ...(['user_agent as userAgent', 'request_id as requestId'] as const),
] as const

/** A page of what was done in the church, newest first. Throws BAD_CURSOR, BAD_USER_INPUT. */
export function auditLog(
  db: Db,
  request: PageRequest & { readonly filter?: AuditFilter | null },
): Promise<Page<AuditEntry>> {
  const { entity, entityId, actorId, action, from, to } = request.filter ?? {}
  const wanted = db
    .selectFrom('audit_log')
    .$if(Boolean(entity), (query) => query.where('entity', '=', entity ?? ''))
    .$if(Boolean(entityId), (query) => query.where('entity_id', '=', entityId ?? ''))
    .$if(Boolean(actorId), (query) => query.where('actor_id', '=', actorId ?? ''))
    .$if(Boolean(action), (query) => query.where('action', '=', action ?? ''))
    .$if(Boolean(from), (query) => query.where('at', '>=', from ?? ''))
    .$if(Boolean(to), (query) => query.where('at', '<', to ?? ''))

  return readPage(request, order, {
    rows: (after, limit) => wanted.select(columns).where(after).orderBy(order.orderBy).limit(limit).execute(),
    count: () => countUpTo(db, wanted.select('audit_log.id')),
  })
}
