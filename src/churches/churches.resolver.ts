import type { ChurchHere, Ctx } from '../platform/context.js'
import { Access, FieldResolver, FromContext, Int, Query, Resolver, Root } from '../platform/graphql/decorators.js'
import { DenominationDefaultsType, PublicChurchType } from './church-changes.graphql.js'
import { ChurchFeaturesType, ChurchType } from './church.graphql.js'
import { denominations, effectiveFeatures, type Feature, features } from './features.js'

/** What can be asked about the church itself. */
@Resolver()
export class ChurchesResolver {
  @Access('signedInOrKey')
  @Query(() => ChurchType, { nullable: true, description: 'The church the viewer is signed in to.' })
  church(@FromContext() ctx: Ctx): ChurchHere {
    return ctx.church
  }

  @Access('public')
  @Query(() => PublicChurchType, { nullable: true, description: 'The church, for those who are not signed in.' })
  publicChurch(@FromContext() ctx: Ctx): ChurchHere {
    return ctx.church
  }

  @Access('anywhere')
  @Query(() => [DenominationDefaultsType], {
    description: 'The denominations, and the features that are on by default in each.',
  })
  denominations(): DenominationDefaultsType[] {
    return denominations.map((denomination) => ({
      denomination,
      features: asSwitches(effectiveFeatures(denomination, noChoices)),
    }))
  }
}

const noChoices: ReadonlyMap<string, boolean> = new Map()

function asSwitches(on: ReadonlySet<string>): Readonly<Record<Feature, boolean>> {
  // Every key of `features` is in the list just mapped.
  return Object.fromEntries(features.map((feature) => [feature, on.has(feature)])) as Record<Feature, boolean>
}

/** What is switched on and how often it changed, computed from the church's row. */
@Resolver(() => ChurchType)
export class ChurchFeaturesResolver {
  @FieldResolver(() => ChurchFeaturesType, { description: 'What is switched on for this church.' })
  features(@Root() church: ChurchHere): Readonly<Record<Feature, boolean>> {
    return asSwitches(church.features)
  }

  @FieldResolver(() => Int, {
    description: 'Raised by each change of the church or its features; send it back as `expectedVersion`.',
  })
  version(@Root() church: ChurchHere): number {
    return church.revision
  }
}
