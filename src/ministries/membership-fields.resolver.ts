import { loadMember } from '../members/index.js'
import { MemberType } from '../members/member.graphql.js'
import type { Ctx } from '../platform/context.js'
import { Args, FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { loadMinistry } from './load-ministry.js'
import { MembershipConnection, MembershipType, MinistryMembersArguments } from './membership.graphql.js'
import type { Membership } from './membership.js'
import { ministryMembers } from './ministry-members.js'
import { MinistryType } from './ministry.graphql.js'
import type { Ministry } from './ministry.js'

/** Who is in a ministry. */
@Resolver(() => MinistryType)
export class MinistryMembersResolver {
  @FieldResolver(() => MembershipConnection, {
    description:
      'Who is in it, by name: everybody for those who may see its members, else the viewer alone. Archived members are left out.',
  })
  members(
    @Root() ministry: Ministry,
    @Args(() => MinistryMembersArguments) request: MinistryMembersArguments,
    @FromContext() ctx: Ctx,
  ) {
    return ministryMembers(ctx, ministry, request)
  }
}

/** Whose stay it is, and where. Whoever is handed a stay may see its member. */
@Resolver(() => MembershipType)
export class MembershipFieldsResolver {
  @FieldResolver(() => MemberType, { nullable: true, description: 'Whose stay it is.' })
  member(@Root() membership: Membership, @FromContext() ctx: Ctx) {
    return loadMember(ctx, membership.memberId)
  }

  @FieldResolver(() => MinistryType, { nullable: true, description: 'In which ministry.' })
  ministry(@Root() membership: Membership, @FromContext() ctx: Ctx) {
    return loadMinistry(ctx, membership.ministryId)
  }
}
