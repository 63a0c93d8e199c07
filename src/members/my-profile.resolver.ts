import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { directoryPage } from './directory.queries.js'
import { loadMember } from './load-member.js'
import { MemberPayload } from './member-life.graphql.js'
import { MemberType } from './member.graphql.js'
import { DirectoryArguments, DirectoryConnection, UpdateMyProfileInput } from './my-profile.graphql.js'
import { profileOf } from './profile-of.js'
import { updateMyProfile } from './update-my-profile.js'

/** What members do for themselves. */
@Resolver()
export class MyProfileResolver {
  @Access('signedIn')
  @Query(() => MemberType, {
    nullable: true,
    description: 'The viewer’s own record; null when the account is linked to nobody on the roll.',
  })
  async myProfile(@FromContext() ctx: Ctx) {
    const { memberId } = requireViewer(ctx)
    return memberId ? loadMember(ctx, memberId) : null
  }

  @Access('signedIn')
  @Query(() => DirectoryConnection, {
    description: 'The members who chose to be seen by the others, by name; empty where the church has no directory.',
  })
  directory(@Args(() => DirectoryArguments) request: DirectoryArguments, @FromContext() ctx: Ctx) {
    return directoryPage(ctx.db, requireViewer(ctx).memberId, request)
  }

  @Access('signedIn')
  @Mutation(() => MemberPayload, {
    nullable: true,
    description: 'Changes what members may change about themselves.',
  })
  updateMyProfile(
    @Arg('input', () => UpdateMyProfileInput, { description: 'What changes.' }) input: UpdateMyProfileInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('member', updateMyProfile(ctx, profileOf(input)))
  }
}
