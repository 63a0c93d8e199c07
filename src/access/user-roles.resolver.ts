import { ChurchUserType } from '../identity/church-user.graphql.js'
import type { ChurchUser } from '../identity/index.js'
import { batchedByOwner } from '../platform/batched.js'
import type { Ctx } from '../platform/context.js'
import { Field, FieldResolver, FromContext, ObjectType, Resolver, Root } from '../platform/graphql/decorators.js'
import { DateTimeScalar } from '../platform/graphql/scalars.js'
import { viewerCanOf } from '../platform/graphql/viewer-can.js'
import { holdingsOf } from './holdings.queries.js'
import { loadRole } from './load-role.js'
import { RoleType } from './role.graphql.js'
import type { Holding, Role } from './role.js'
import { mayChangeRolesOf, mayManageUsers } from './role.policy.js'

const loadHoldings = batchedByOwner(({ userId }) => userId, holdingsOf)

/** A role that an account holds. */
@ObjectType('UserRole', { description: 'A role that an account holds.' })
class UserRoleType {
  @Field(() => DateTimeScalar, { description: 'Since when.' })
  declare readonly assignedAt: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends by itself; null when it is for good.' })
  declare readonly expiresAt: string | null
}

/** Which role is held. */
@Resolver(() => UserRoleType)
export class UserRoleResolver {
  @FieldResolver(() => RoleType, { description: 'The role.' })
  async role(@Root() holding: Holding, @FromContext() ctx: Ctx): Promise<Role | null> {
    return loadRole(ctx, holding.roleId)
  }
}

/** What access adds to an account. */
@Resolver(() => ChurchUserType)
export class UserRolesResolver {
  @FieldResolver(() => [UserRoleType], { description: 'The roles it holds today, the first given first.' })
  roles(@Root() user: ChurchUser, @FromContext() ctx: Ctx): Promise<readonly Holding[]> {
    return loadHoldings(ctx, user.id)
  }
}

/** What the viewer may do with an account. */
export const UserViewerCan = viewerCanOf<ChurchUser>('User', ChurchUserType, {
  changeRoles: { description: 'Give it roles and take them.', may: mayChangeRolesOf },
  disable: { description: 'Close it.', may: (viewer, user) => mayManageUsers(viewer) && user.status === 'ACTIVE' },
  enable: {
    description: 'Open it again.',
    may: (viewer, user) => mayManageUsers(viewer) && user.status === 'DISABLED',
  },
  requirePasswordChange: {
    description: 'Have its password changed.',
    may: (viewer, user) => mayManageUsers(viewer) && user.status === 'ACTIVE',
  },
  link: { description: 'Link it to a member, or to nobody.', may: mayManageUsers },
})
