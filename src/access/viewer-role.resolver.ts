import type { User } from '../identity/index.js'
import { ViewerType } from '../identity/user.graphql.js'
import { batchedByOwner } from '../platform/batched.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { rolesOf } from './access.repository.js'
import { systemRoleEnum } from './role.graphql.js'
import { strongestRole, type SystemRole } from './role.js'

const loadRoles = batchedByOwner(({ userId }) => userId, rolesOf)

/** The role of an account, for greetings and menus; what it may do is decided by its rights. */
@Resolver(() => ViewerType)
export class ViewerRoleResolver {
  @FieldResolver(() => systemRoleEnum, {
    nullable: true,
    description: 'The strongest role it holds, itself or through a custom one; null when it holds none.',
  })
  async role(@Root() user: User, @FromContext() ctx: Ctx): Promise<SystemRole | null> {
    const held = await loadRoles(ctx, user.id)
    return strongestRole(held.flatMap(({ key }) => key ?? []))
  }
}
