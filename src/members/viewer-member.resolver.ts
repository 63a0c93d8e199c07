import type { User } from '../identity/index.js'
import { ViewerType } from '../identity/user.graphql.js'
import { batchedByOwner } from '../platform/batched.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { membersByUser } from './linked-accounts.repository.js'
import { MemberType } from './member.graphql.js'
import type { Member } from './member.js'

const loadMembersOfUser = batchedByOwner<Member>(({ userId }) => userId ?? '', membersByUser)

/** The person behind an account. */
@Resolver(() => ViewerType)
export class ViewerMemberResolver {
  @FieldResolver(() => MemberType, {
    nullable: true,
    description: 'The member the account is linked to; null when it is linked to nobody on the roll.',
  })
  async member(@Root() user: User, @FromContext() ctx: Ctx): Promise<Member | null> {
    const [member] = await loadMembersOfUser(ctx, user.id)
    return member ?? null
  }
}
