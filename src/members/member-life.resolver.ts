import type { Ctx } from '../platform/context.js'
import {
  Access,
  Arg,
  FieldResolver,
  FromContext,
  Mutation,
  Query,
  Resolver,
  Root,
} from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { archiveMember, restoreMember } from './archive-member.js'
import { changeMemberStatus } from './change-member-status.js'
import { eraseMember } from './erase-member.js'
import { loadMember } from './load-member.js'
import { duplicateGroups, likelyDuplicatesOf } from './member-duplicates.queries.js'
import {
  ChangeMemberStatusInput,
  EraseMemberInput,
  MemberDuplicatesType,
  MemberInput,
  MemberPayload,
  MergeMembersInput,
} from './member-life.graphql.js'
import { CreateMemberPayload, MemberType } from './member.graphql.js'
import type { Member } from './member.js'
import { mayReadWholeRoll } from './member.policy.js'
import { mergeMembers } from './merge-members.js'

const membersWith = async (ctx: Ctx, ids: readonly string[]): Promise<readonly Member[]> =>
  (await Promise.all(ids.map((id) => loadMember(ctx, id)))).filter((member) => member !== null)

/** What becomes of members beside their data: status, archive, merging, erasing. */
@Resolver(() => CreateMemberPayload)
export class MemberLifeResolver {
  @FieldResolver(() => [MemberType], {
    description: 'A warning: members who may be the same person, by name and birth date, e-mail or phone. Ten at most.',
  })
  async likelyDuplicates(@Root() { member }: CreateMemberPayload, @FromContext() ctx: Ctx) {
    if (!member || !ctx.viewer || !mayReadWholeRoll(ctx.viewer)) return []
    return membersWith(ctx, await likelyDuplicatesOf(ctx.db, member.id))
  }

  @Access('members.manage')
  @Query(() => [MemberDuplicatesType], {
    description: 'Records that may be one person: same name and birth date, e-mail or phone. A hundred groups at most.',
  })
  async memberDuplicates(@FromContext() ctx: Ctx) {
    const groups = await duplicateGroups(ctx.db)
    return Promise.all(
      groups.map(async ({ reason, memberIds }) => ({ reason, members: await membersWith(ctx, memberIds) })),
    )
  }

  @Access('members.write')
  @Mutation(() => MemberPayload, {
    nullable: true,
    description: 'Moves a member to another status; DECEASED ends household and ministries.',
  })
  changeMemberStatus(
    @Arg('input', () => ChangeMemberStatusInput, { description: 'Member and status.' }) input: ChangeMemberStatusInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('member', changeMemberStatus(ctx, input))
  }

  @Access('members.delete')
  @Mutation(() => MemberPayload, { nullable: true, description: 'Takes a member off every list; the record stays.' })
  archiveMember(
    @Arg('input', () => MemberInput, { description: 'Which member.' }) input: MemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('member', archiveMember(ctx, input))
  }

  @Access('members.delete')
  @Mutation(() => MemberPayload, { nullable: true, description: 'Takes a member out of the archive.' })
  restoreMember(
    @Arg('input', () => MemberInput, { description: 'Which member.' }) input: MemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('member', restoreMember(ctx, input))
  }

  @Access('members.manage')
  @Mutation(() => MemberPayload, {
    nullable: true,
    description: 'Makes one record of two: everything moves to the kept one, and the other’s id leads to it.',
  })
  mergeMembers(
    @Arg('input', () => MergeMembersInput, { description: 'Which two, and the password.' }) input: MergeMembersInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('member', mergeMembers(ctx, input))
  }

  @Access('members.manage')
  @Mutation(() => MemberPayload, {
    nullable: true,
    description:
      'Removes for good everything that identifies a member, including the account; the number and the history stay.',
  })
  eraseMember(
    @Arg('input', () => EraseMemberInput, { description: 'Which member, and the password.' }) input: EraseMemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('member', eraseMember(ctx, input))
  }
}
