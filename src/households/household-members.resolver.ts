import { MemberType } from '../members/member.graphql.js'
import { batchedByOwner } from '../platform/batched.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { membersOfHouseholds } from './household-members.queries.js'
import { HouseholdType } from './household.graphql.js'
import type { Household } from './household.js'

const loadMembersOf = batchedByOwner(({ householdId }) => householdId, membersOfHouseholds)

/** Who lives there. */
@Resolver(() => HouseholdType)
export class HouseholdMembersResolver {
  @FieldResolver(() => [MemberType], { description: 'Who lives there now: head, spouse, children, others.' })
  members(@Root() household: Household, @FromContext() ctx: Ctx) {
    return loadMembersOf(ctx, household.id)
  }
}
