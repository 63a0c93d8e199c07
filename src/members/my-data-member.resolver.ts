import { MyDataType } from '../access/about-viewer.graphql.js'
import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver } from '../platform/graphql/decorators.js'
import { loadMember } from './load-member.js'
import { MemberType } from './member.graphql.js'

/** What members add to it. */
@Resolver(() => MyDataType)
export class MyDataMemberResolver {
  @FieldResolver(() => MemberType, {
    nullable: true,
    description: 'The viewer’s record, with everything in it; null for an account that is nobody on the roll.',
  })
  member(@FromContext() ctx: Ctx) {
    const { memberId } = requireViewer(ctx)
    return memberId ? loadMember(ctx, memberId) : null
  }
}
