import { requireViewer } from '../access/index.js'
import { ChurchUserType, UserInput, UserPayload } from '../identity/church-user.graphql.js'
import type { ChurchUser } from '../identity/index.js'
import { batchedByOwner } from '../platform/batched.js'
import type { Ctx } from '../platform/context.js'
import {
  Access,
  Arg,
  Field,
  FieldResolver,
  FromContext,
  InputType,
  Mutation,
  Resolver,
  Root,
} from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { linkUserToMember } from './link-user-to-member.js'
import { membersByUser } from './linked-accounts.repository.js'
import { MemberType } from './member.graphql.js'
import type { Member } from './member.js'
import { mayReadPersonal } from './member.policy.js'
import { unlinkUser } from './unlink-user.js'

const loadMembersOfUser = batchedByOwner<Member>(({ userId }) => userId ?? '', membersByUser)

/** Which account is whose. */
@InputType('LinkUserToMemberInput', { description: 'Which account is whose.' })
class LinkUserToMemberInput {
  @Field(() => IdScalar, { description: 'The account.' })
  declare readonly userId: string

  @Field(() => IdScalar, { description: 'The member.' })
  declare readonly memberId: string
}

/** Whose account it is. */
@Resolver(() => ChurchUserType)
export class UserLinksResolver {
  @FieldResolver(() => MemberType, {
    nullable: true,
    description: 'The member it is linked to; null when it is linked to nobody, or the member is not for the viewer.',
  })
  async member(@Root() user: ChurchUser, @FromContext() ctx: Ctx): Promise<Member | null> {
    const [member] = await loadMembersOfUser(ctx, user.id)
    return member && mayReadPersonal(requireViewer(ctx), member) ? member : null
  }

  @Access('users.manage')
  @Mutation(() => UserPayload, {
    nullable: true,
    description: 'Makes an account that of a member; a member has one account, an account one member.',
  })
  linkUserToMember(
    @Arg('input', () => LinkUserToMemberInput, { description: 'Account and member.' }) input: LinkUserToMemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('user', linkUserToMember(ctx, input))
  }

  @Access('users.manage')
  @Mutation(() => UserPayload, { nullable: true, description: 'Unlinks an account from its member.' })
  unlinkUser(
    @Arg('input', () => UserInput, { description: 'Which account.' }) input: UserInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('user', unlinkUser(ctx, input))
  }
}
