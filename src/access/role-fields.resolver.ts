import { batchedByOwner } from '../platform/batched.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Int, Resolver, Root } from '../platform/graphql/decorators.js'
import { viewerCanOf } from '../platform/graphql/viewer-can.js'
import { permissionOf } from '../platform/permission.js'
import { countHolders } from './holdings.queries.js'
import { requireViewer } from './require-viewer.js'
import { RoleGrantType, RoleType } from './role.graphql.js'
import type { Role } from './role.js'
import { mayChangeRole, mayManageRoles, mayReadRoles } from './role.policy.js'
import { grantsOfRoles } from './roles.repository.js'

const loadGrants = batchedByOwner(({ roleId }) => roleId, grantsOfRoles)
const loadHolderCounts = batchedByOwner(({ roleId }) => roleId, countHolders)

/** What is found elsewhere about a role; for those who may look at roles. */
@Resolver(() => RoleType)
export class RoleFieldsResolver {
  @FieldResolver(() => [RoleGrantType], {
    nullable: true,
    description: 'What it gives, MANAGE including the other actions; null when it is not for the viewer.',
  })
  async grants(@Root() role: Role, @FromContext() ctx: Ctx): Promise<readonly RoleGrantType[] | null> {
    if (!mayReadRoles(requireViewer(ctx))) return null
    const grants = await loadGrants(ctx, role.id)
    return grants.map(({ resource, action, scope }) => ({ permission: permissionOf(resource, action), scope }))
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How many accounts hold it today; null when it is not for the viewer.',
  })
  async holderCount(@Root() role: Role, @FromContext() ctx: Ctx): Promise<number | null> {
    if (!mayReadRoles(requireViewer(ctx))) return null
    const [counted] = await loadHolderCounts(ctx, role.id)
    return counted?.count ?? 0
  }
}

/** What the viewer may do with a role. */
export const RoleViewerCan = viewerCanOf<Role>('Role', RoleType, {
  update: { description: 'Change it.', may: mayChangeRole },
  delete: { description: 'Remove it, once nobody holds it.', may: mayChangeRole },
  clone: { description: 'Make another one like it.', may: mayManageRoles },
  assign: { description: 'Give it to others, if all it gives is held by the viewer too.', may: mayManageRoles },
})
