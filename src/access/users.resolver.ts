import {
  ChurchUserType,
  UserConnection,
  UserInput,
  UserPayload,
  UsersArguments,
} from '../identity/church-user.graphql.js'
import { churchUser } from '../identity/index.js'
import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { assignRole } from './assign-role.js'
import { disableUser } from './disable-user.js'
import { enableUser } from './enable-user.js'
import { listUsers } from './list-users.js'
import { requirePasswordChange } from './require-password-change.js'
import { revokeRole } from './revoke-role.js'
import { AssignRoleInput, RevokeRoleInput } from './role-input.graphql.js'

const whichUser = { description: 'Which account.' }

/** The accounts of a church, and what they may do. */
@Resolver()
export class UsersResolver {
  @Access('users.read')
  @Query(() => UserConnection, { description: 'The accounts of the church, by name.' })
  users(@Args(() => UsersArguments) request: UsersArguments, @FromContext() ctx: Ctx) {
    return listUsers(ctx, request)
  }

  @Access('users.read')
  @Query(() => ChurchUserType, { nullable: true, description: 'One account; null when there is none.' })
  user(@Arg('id', () => IdScalar, whichUser) id: string, @FromContext() ctx: Ctx) {
    return ctx.control.read((control) => churchUser(control, id))
  }

  @Access('roles.manage')
  @Mutation(() => UserPayload, {
    nullable: true,
    description:
      'Gives an account a role, or changes the end of one it holds. Nobody can give rights that they lack, or give themselves a role.',
  })
  assignRole(
    @Arg('input', () => AssignRoleInput, { description: 'Who, and which role.' }) input: AssignRoleInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('user', assignRole(ctx, input))
  }

  @Access('roles.manage')
  @Mutation(() => UserPayload, { nullable: true, description: 'Takes a role from an account; its rights end at once.' })
  revokeRole(
    @Arg('input', () => RevokeRoleInput, { description: 'Who, and which role.' }) input: RevokeRoleInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('user', revokeRole(ctx, input))
  }

  @Access('users.manage')
  @Mutation(() => UserPayload, { nullable: true, description: 'Closes an account; its sessions end at once.' })
  disableUser(@Arg('input', () => UserInput, whichUser) input: UserInput, @FromContext() ctx: Ctx) {
    return payload('user', disableUser(ctx, input))
  }

  @Access('users.manage')
  @Mutation(() => UserPayload, { nullable: true, description: 'Opens a closed account again, with the roles it had.' })
  enableUser(@Arg('input', () => UserInput, whichUser) input: UserInput, @FromContext() ctx: Ctx) {
    return payload('user', enableUser(ctx, input))
  }

  @Access('users.manage')
  @Mutation(() => UserPayload, {
    nullable: true,
    description: 'Ends the sessions of an account, which must change its password after signing in again.',
  })
  requirePasswordChange(@Arg('input', () => UserInput, whichUser) input: UserInput, @FromContext() ctx: Ctx) {
    return payload('user', requirePasswordChange(ctx, input))
  }
}
