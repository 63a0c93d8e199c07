import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { payload } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { actions, permissionOf, resources } from '../platform/permission.js'
import { cloneRole } from './clone-role.js'
import { createRole } from './create-role.js'
import { deleteRole } from './delete-role.js'
import { loadRole } from './load-role.js'
import { CloneRoleInput, CreateRoleInput, DeleteRoleInput, RolePayload, UpdateRoleInput } from './role-input.graphql.js'
import { roleList } from './role-list.queries.js'
import { PermissionType, RoleConnection, RoleType } from './role.graphql.js'
import { updateRole } from './update-role.js'

const catalogue: readonly PermissionType[] = resources.flatMap((resource) =>
  actions.map((action) => ({ code: permissionOf(resource, action), resource, action })),
)

/** The roles of a church, and making its own. */
@Resolver()
export class RolesResolver {
  @Access('roles.read')
  @Query(() => [PermissionType], { description: 'Every right that a role can give.' })
  permissions(): readonly PermissionType[] {
    return catalogue
  }

  @Access('roles.read')
  @Query(() => RoleConnection, { description: 'The roles of the church, by name.' })
  roles(@Args(() => PageArguments) request: PageArguments, @FromContext() ctx: Ctx) {
    return roleList(ctx.db, request)
  }

  @Access('roles.read')
  @Query(() => RoleType, { nullable: true, description: 'One role; null when there is none.' })
  role(@Arg('id', () => IdScalar, { description: 'Which role.' }) id: string, @FromContext() ctx: Ctx) {
    return loadRole(ctx, id)
  }

  @Access('roles.manage')
  @Mutation(() => RolePayload, { nullable: true, description: 'Makes a role of the church’s own.' })
  createRole(
    @Arg('input', () => CreateRoleInput, { description: 'The role.' }) input: CreateRoleInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('role', createRole(ctx, input))
  }

  @Access('roles.manage')
  @Mutation(() => RolePayload, {
    nullable: true,
    description: 'Changes a role of the church’s own; whoever holds it has the new rights at once.',
  })
  updateRole(
    @Arg('input', () => UpdateRoleInput, { description: 'Which role, and what changes.' }) input: UpdateRoleInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('role', updateRole(ctx, input))
  }

  @Access('roles.manage')
  @Mutation(() => RolePayload, { nullable: true, description: 'Removes a role of the church’s own that nobody holds.' })
  deleteRole(
    @Arg('input', () => DeleteRoleInput, { description: 'Which role.' }) input: DeleteRoleInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('role', deleteRole(ctx, input))
  }

  @Access('roles.manage')
  @Mutation(() => RolePayload, { nullable: true, description: 'Makes a role with the rights and looks of another.' })
  cloneRole(
    @Arg('input', () => CloneRoleInput, { description: 'Which role, and the copy’s name.' }) input: CloneRoleInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('role', cloneRole(ctx, input))
  }
}
