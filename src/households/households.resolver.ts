import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { createHousehold } from './create-household.js'
import {
  CreateHouseholdInput,
  HouseholdInput,
  SplitHouseholdInput,
  UpdateHouseholdInput,
} from './household-input.graphql.js'
import { householdList } from './household-list.queries.js'
import { HouseholdConnection, HouseholdPayload, HouseholdsArguments, HouseholdType } from './household.graphql.js'
import { loadHousehold, loadOwnHousehold } from './load-household.js'
import { splitHousehold } from './split-household.js'
import { archiveHousehold, updateHousehold } from './update-household.js'

/** The households of a church, and keeping them. */
@Resolver()
export class HouseholdsResolver {
  @Access('households.read')
  @Query(() => HouseholdConnection, {
    description: 'The households of the church, by name; archived ones are left out.',
  })
  households(@Args(() => HouseholdsArguments) request: HouseholdsArguments, @FromContext() ctx: Ctx) {
    return householdList(ctx.db, request)
  }

  @Access('households.read')
  @Query(() => HouseholdType, { nullable: true, description: 'One household, archived ones too; null for none.' })
  household(@Arg('id', () => IdScalar, { description: 'Which household.' }) id: string, @FromContext() ctx: Ctx) {
    return loadHousehold(ctx, id)
  }

  @Access('signedIn')
  @Query(() => HouseholdType, { nullable: true, description: 'Where the viewer lives; null for nowhere.' })
  myHousehold(@FromContext() ctx: Ctx) {
    return loadOwnHousehold(ctx)
  }

  @Access('households.create')
  @Mutation(() => HouseholdPayload, { nullable: true, description: 'Enters a household with its head.' })
  createHousehold(
    @Arg('input', () => CreateHouseholdInput, { description: 'The household.' }) input: CreateHouseholdInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('household', createHousehold(ctx, input))
  }

  @Access('signedIn')
  @Mutation(() => HouseholdPayload, {
    nullable: true,
    description: 'Changes the named fields of a household; HEAD and SPOUSE those of their own.',
  })
  updateHousehold(
    @Arg('input', () => UpdateHouseholdInput, { description: 'Which household, and what changes.' })
    input: UpdateHouseholdInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('household', updateHousehold(ctx, input))
  }

  @Access('households.delete')
  @Mutation(() => HouseholdPayload, { nullable: true, description: 'Ends a household; the history is kept.' })
  archiveHousehold(
    @Arg('input', () => HouseholdInput, { description: 'Which household.' }) input: HouseholdInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('household', archiveHousehold(ctx, input))
  }

  @Access('households.create')
  @Mutation(() => HouseholdPayload, {
    nullable: true,
    description: 'Lets some of the people of a household live in one of their own; answers with that.',
  })
  splitHousehold(
    @Arg('input', () => SplitHouseholdInput, { description: 'Who goes.' }) input: SplitHouseholdInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('household', splitHousehold(ctx, input))
  }
}
