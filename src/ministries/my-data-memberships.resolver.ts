import { MyDataType } from '../access/about-viewer.graphql.js'
import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver } from '../platform/graphql/decorators.js'
import { MembershipType } from './membership.graphql.js'
import { ownMemberships } from './own-memberships.queries.js'

/** What ministries add to it. */
@Resolver(() => MyDataType)
export class MyDataMembershipsResolver {
  @FieldResolver(() => [MembershipType], {
    description: 'Every ministry the viewer is or was in, or asked to come into.',
  })
  memberships(@FromContext() ctx: Ctx) {
    const { memberId } = requireViewer(ctx)
    return memberId ? ownMemberships(ctx.db, memberId) : []
  }
}
