import { requireViewer } from '../access/index.js'
import { type MemberCard, mayReadPersonal } from '../members/index.js'
import { MemberType } from '../members/member.graphql.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { HouseholdType } from './household.graphql.js'
import type { Household } from './household.js'
import { loadHouseholdOf } from './load-household.js'

/** What households adds to a member. */
@Resolver(() => MemberType)
export class MemberHouseholdResolver {
  @FieldResolver(() => HouseholdType, {
    nullable: true,
    description: 'The household the member lives in now; null when there is none, or it is not for the viewer.',
  })
  household(@Root() member: MemberCard, @FromContext() ctx: Ctx): Promise<Household | null> | null {
    return mayReadPersonal(requireViewer(ctx), member) ? loadHouseholdOf(ctx, member.id) : null
  }
}
