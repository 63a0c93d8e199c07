import { trimmed } from '../platform/text.js'
import {
  type ChangingResource,
  inResource,
  resourceAudit,
  type ResourceCtx,
  unlessNameTaken,
} from './keep-resources.js'
import { nameFaults, type BookableKind } from './resource.js'
import { changeResource } from './resources.repository.js'

/** Which resource, and what becomes of the fields named. */
export interface UpdateResource extends ChangingResource {
  readonly name?: string | null
  readonly kind?: BookableKind | null
}

/**
 * Changes the named fields of a resource.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW for an archived one, STALE_VERSION, REQUIRED, TOO_LONG and NOT_UNIQUE; throws
 * FORBIDDEN without `events.manage`. Locks the resource.
 */
export function updateResource(ctx: ResourceCtx, { name: asked, kind, ...which }: UpdateResource) {
  return unlessNameTaken(() =>
    inResource(ctx, which, async (ctx, resource) => {
      const name = asked === undefined ? resource.name : trimmed(asked)
      const faults = nameFaults(name)
      if (faults || name === null) return faults ?? resource
      const change = { name, kind: kind ?? resource.kind, now: ctx.clock.now() }
      const changed = await changeResource(ctx.db, resource.id, change)
      ctx.audit({ action: 'resource.update', ...resourceAudit(resource, changed) })
      return changed
    }),
  )
}
