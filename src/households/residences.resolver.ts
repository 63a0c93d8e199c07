import type { Ctx } from '../platform/context.js'
import { Access, Arg, FromContext, Mutation, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import {
  AddHouseholdMemberInput,
  MoveHouseholdMemberInput,
  RemoveHouseholdMemberInput,
  SetCombineGivingInput,
  SetHouseholdRelationInput,
  UpdateHouseholdChildInput,
} from './household-input.graphql.js'
import { HouseholdPayload, UpdateHouseholdChildPayload } from './household.graphql.js'
import { addHouseholdMember, moveHouseholdMember, removeHouseholdMember } from './move-member.js'
import { setCombineGiving, setHouseholdRelation } from './set-relation.js'
import { updateHouseholdChild } from './update-household-child.js'

/** Who lives where, as what. */
@Resolver()
export class ResidencesResolver {
  @Access('households.write')
  @Mutation(() => HouseholdPayload, {
    nullable: true,
    description: 'Lets a member who lives in no household live in one.',
  })
  addHouseholdMember(
    @Arg('input', () => AddHouseholdMemberInput, { description: 'Who, where, as what.' })
    input: AddHouseholdMemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('household', addHouseholdMember(ctx, input))
  }

  @Access('households.write')
  @Mutation(() => HouseholdPayload, { nullable: true, description: 'Lets a member move into another household.' })
  moveHouseholdMember(
    @Arg('input', () => MoveHouseholdMemberInput, { description: 'Who, where, as what.' })
    input: MoveHouseholdMemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('household', moveHouseholdMember(ctx, input))
  }

  @Access('households.write')
  @Mutation(() => HouseholdPayload, {
    nullable: true,
    description: 'Says what somebody is to the household they live in.',
  })
  setHouseholdRelation(
    @Arg('input', () => SetHouseholdRelationInput, { description: 'Who, and what.' }) input: SetHouseholdRelationInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('household', setHouseholdRelation(ctx, input))
  }

  @Access('households.write')
  @Mutation(() => HouseholdPayload, {
    nullable: true,
    description: 'Lets a member live in no household; answers with the one they left.',
  })
  removeHouseholdMember(
    @Arg('input', () => RemoveHouseholdMemberInput, { description: 'Who.' }) input: RemoveHouseholdMemberInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('household', removeHouseholdMember(ctx, input))
  }

  @Access('signedIn')
  @Mutation(() => HouseholdPayload, {
    nullable: true,
    description: 'Lets the giving of HEAD or SPOUSE stand in the statement of the household, or no longer.',
  })
  setCombineGiving(
    @Arg('input', () => SetCombineGivingInput, { description: 'Whose, and whether.' }) input: SetCombineGivingInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('household', setCombineGiving(ctx, input))
  }

  @Access('signedIn')
  @Mutation(() => UpdateHouseholdChildPayload, {
    nullable: true,
    description: 'HEAD or SPOUSE change the profile of a child who is no adult.',
  })
  updateHouseholdChild(
    @Arg('input', () => UpdateHouseholdChildInput, { description: 'Which child, and what changes.' })
    input: UpdateHouseholdChildInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('member', updateHouseholdChild(ctx, input))
  }
}
