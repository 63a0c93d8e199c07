import { newId } from '../platform/ids.js'
import { trimmed } from '../platform/text.js'
import { inTransaction } from '../platform/transaction.js'
import { requireKeeper, resourceAudit, type ResourceCtx, unlessNameTaken } from './keep-resources.js'
import { nameFaults, type BookableKind } from './resource.js'
import { addResource } from './resources.repository.js'

/** What a new resource is. */
export interface CreateResource {
  readonly name: string
  readonly kind: BookableKind
}

/**
 * Adds a room or a thing that events can be given.
 *
 * Refuses REQUIRED and TOO_LONG, and NOT_UNIQUE when another has its name; throws FORBIDDEN without `events.manage`.
 */
export async function createResource(ctx: ResourceCtx, input: CreateResource) {
  requireKeeper(ctx)
  const name = trimmed(input.name)
  const faults = nameFaults(name)
  if (faults) return faults

  return unlessNameTaken(() =>
    inTransaction(ctx, async (ctx) => {
      // An empty name is refused above.
      const resource = await addResource(ctx.db, { id: newId(ctx.clock), name: name ?? '', kind: input.kind })
      ctx.audit({ action: 'resource.create', ...resourceAudit(null, resource) })
      return resource
    }),
  )
}
