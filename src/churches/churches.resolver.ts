import type { ChurchHere, Ctx } from '../platform/context.js'
import { Access, FieldResolver, FromContext, Query, Resolver, Root } from '../platform/graphql/decorators.js'
import { ChurchFeaturesType, ChurchType } from './church.graphql.js'
import { type Feature, features } from './features.js'

/** What can be asked about the church itself. */
@Resolver()
export class ChurchesResolver {
  @Access('signedInOrKey')
  @Query(() => ChurchType, { nullable: true, description: 'The church the viewer is signed in to.' })
  church(@FromContext() ctx: Ctx): ChurchHere {
    return ctx.church
  }
}

/** What is switched on, computed from the church's row. */
@Resolver(() => ChurchType)
export class ChurchFeaturesResolver {
  @FieldResolver(() => ChurchFeaturesType, { description: 'What is switched on for this church.' })
  features(@Root() church: ChurchHere): Readonly<Record<Feature, boolean>> {
    const on = features.map((feature) => [feature, church.features.has(feature)])
    // Every key of `features` is in the list just mapped.
    return Object.fromEntries(on) as Record<Feature, boolean>
  }
}
