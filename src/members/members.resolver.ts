import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { createMember } from './create-member.js'
import { findMember } from './find-member.js'
import { CreateMemberInput, UpdateMemberInput } from './member-input.graphql.js'
import { memberList } from './member-list.queries.js'
import {
  CreateMemberPayload,
  MemberConnection,
  MembersArguments,
  MemberType,
  UpdateMemberPayload,
} from './member.graphql.js'
import { profileOf } from './profile-of.js'
import { updateMember } from './update-member.js'

/** Reading and keeping the church's roll. */
@Resolver()
export class MembersResolver {
  @Access('members.read')
  @Query(() => MemberConnection, {
    description:
      'The members the viewer may see, by name; archived ones are left out. Leaders see those of their groups.',
  })
  members(@Args(() => MembersArguments) request: MembersArguments, @FromContext() ctx: Ctx) {
    return memberList(ctx.db, requireViewer(ctx), request)
  }

  @Access('signedInOrKey')
  @Query(() => MemberType, {
    nullable: true,
    description:
      'One member: the viewer, or one whom the viewer may see. Null when there is none, or the viewer may not see it.',
  })
  member(@Arg('id', () => IdScalar, { description: 'Which member.' }) id: string, @FromContext() ctx: Ctx) {
    return findMember(ctx, id)
  }

  @Access('members.create')
  @Mutation(() => CreateMemberPayload, {
    nullable: true,
    description: 'Puts a person on the church’s roll and issues a member number.',
  })
  createMember(
    @Arg('input', () => CreateMemberInput, { description: 'The person.' }) input: CreateMemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('member', createMember(ctx, profileOf(input)))
  }

  @Access('members.write')
  @Mutation(() => UpdateMemberPayload, {
    nullable: true,
    description: 'Changes the named fields of a member’s record.',
  })
  updateMember(
    @Arg('input', () => UpdateMemberInput, { description: 'Which member, and what changes.' }) input: UpdateMemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('member', updateMember(ctx, profileOf(input)))
  }
}
