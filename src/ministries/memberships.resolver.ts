import type { Ctx } from '../platform/context.js'
import { Access, Arg, FromContext, Mutation, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { addMinistryMember } from './add-ministry-member.js'
import { removeMinistryMember, setMinistryRole } from './change-ministry-member.js'
import { approveJoin, declineJoin } from './decide-join.js'
import { joinMinistry, leaveMinistry } from './join-ministry.js'
import {
  AddMinistryMemberInput,
  JoinMinistryInput,
  MembershipPayload,
  MinistryMemberInput,
  SetMinistryRoleInput,
} from './membership.graphql.js'

/** Coming into ministries and leaving them. */
@Resolver()
export class MembershipsResolver {
  @Access('signedIn')
  @Mutation(() => MembershipPayload, {
    nullable: true,
    description: 'The viewer comes into a ministry: at once where it is OPEN, else the leaders are asked.',
  })
  joinMinistry(
    @Arg('input', () => JoinMinistryInput, { description: 'Which ministry.' }) input: JoinMinistryInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('membership', joinMinistry(ctx, input))
  }

  @Access('signedIn')
  @Mutation(() => MembershipPayload, {
    nullable: true,
    description: 'The viewer leaves a ministry, or takes a request back.',
  })
  leaveMinistry(
    @Arg('input', () => JoinMinistryInput, { description: 'Which ministry.' }) input: JoinMinistryInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('membership', leaveMinistry(ctx, input))
  }

  @Access('ministries.write')
  @Mutation(() => MembershipPayload, {
    nullable: true,
    description: 'Adds a member to a ministry, whatever its join policy; leaders may do so in their own.',
  })
  addMinistryMember(
    @Arg('input', () => AddMinistryMemberInput, { description: 'Who, where, as what.' }) input: AddMinistryMemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('membership', addMinistryMember(ctx, input))
  }

  @Access('ministries.write')
  @Mutation(() => MembershipPayload, { nullable: true, description: 'Lets somebody in who asked.' })
  approveJoin(
    @Arg('input', () => MinistryMemberInput, { description: 'Who, and where.' }) input: MinistryMemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('membership', approveJoin(ctx, input))
  }

  @Access('ministries.write')
  @Mutation(() => MembershipPayload, { nullable: true, description: 'Does not let in somebody who asked.' })
  declineJoin(
    @Arg('input', () => MinistryMemberInput, { description: 'Who, and where.' }) input: MinistryMemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('membership', declineJoin(ctx, input))
  }

  @Access('ministries.write')
  @Mutation(() => MembershipPayload, {
    nullable: true,
    description: 'Makes somebody in a ministry its leader, an assistant or a plain member; not for leaders to do.',
  })
  setMinistryRole(
    @Arg('input', () => SetMinistryRoleInput, { description: 'Who, where, and what from now on.' })
    input: SetMinistryRoleInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('membership', setMinistryRole(ctx, input))
  }

  @Access('ministries.write')
  @Mutation(() => MembershipPayload, {
    nullable: true,
    description: 'Ends somebody’s stay in a ministry; leaders in their own, but not of other leaders.',
  })
  removeMinistryMember(
    @Arg('input', () => MinistryMemberInput, { description: 'Who, and where.' }) input: MinistryMemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('membership', removeMinistryMember(ctx, input))
  }
}
