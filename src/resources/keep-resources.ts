import { requireViewer } from '../access/index.js'
import type { AuditEntry } from '../platform/audit/audit-entry.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { refuseWhen } from '../platform/refuse-when.js'
import { inTransaction } from '../platform/transaction.js'
import type { Resource } from './resource.js'
import { isResourceNameTaken, lockResources } from './resources.repository.js'

/** What every change of resources and bookings touches. */
export type ResourceCtx = Needs<'viewer' | 'refusedToken'>

/** Throws FORBIDDEN without `events.manage` for the whole church: rooms belong to no ministry. */
export function requireKeeper(ctx: ResourceCtx): void {
  if (requireViewer(ctx).grants.get('events.manage') === 'ALL') return
  throw notAllowed('This needs the right events.manage for the whole church.')
}

/** What the audit log keeps of a resource before and after a change; null before it was there. */
export const resourceAudit = (before: Resource | null, after: Resource): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'resource', entityId: after.id, before, after },
})

/** Which resource is about to be changed. */
export interface ChangingResource {
  readonly id: string
  readonly expectedVersion?: number | null
}

type Code = 'NOT_FOUND' | 'NOT_ALLOWED_NOW' | 'STALE_VERSION'

/**
 * Does `work` in a transaction that holds the lock of a resource, so that nobody books it meanwhile.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW for an archived one, and STALE_VERSION; throws FORBIDDEN without `events.manage`.
 */
export function inResource<Outcome>(
  ctx: ResourceCtx,
  { id, expectedVersion }: ChangingResource,
  work: (ctx: ResourceCtx, resource: Resource) => Promise<Outcome>,
): Promise<Outcome | Refusal<Code>> {
  requireKeeper(ctx)
  return inTransaction<ResourceCtx, Outcome | Refusal<Code>>(ctx, async (ctx) => {
    const [resource] = await lockResources(ctx.db, [id])
    if (!resource) return refuse('NOT_FOUND', 'There is no such resource.', ['id'])
    if (resource.archivedAt !== null) return refuse('NOT_ALLOWED_NOW', 'The resource is archived.', ['id'])
    if ((expectedVersion ?? resource.version) !== resource.version) {
      return refuse('STALE_VERSION', 'Somebody else changed this resource meanwhile.', ['expectedVersion'])
    }
    return work(ctx, resource)
  })
}

/** Does work that names a resource. Refuses NOT_UNIQUE when another has the name, however many take it at once. */
export const unlessNameTaken = <Outcome>(work: () => Promise<Outcome>): Promise<Outcome | Refusal<'NOT_UNIQUE'>> =>
  refuseWhen(isResourceNameTaken, refuse('NOT_UNIQUE', 'Another resource has this name.', ['name']), work)
