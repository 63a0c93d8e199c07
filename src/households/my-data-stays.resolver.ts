import { MyDataType } from '../access/about-viewer.graphql.js'
import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { Field, FieldResolver, FromContext, ObjectType, Resolver } from '../platform/graphql/decorators.js'
import { IdScalar, LocalDateScalar } from '../platform/graphql/scalars.js'
import { ownStays } from './own-stays.queries.js'

/** A household that the viewer lives or lived in. */
@ObjectType('MyDataStay', { description: 'A household that the viewer lives or lived in.' })
class MyDataStayType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'What the household is called.' })
  declare readonly householdName: string

  @Field(() => String, { description: 'What the viewer is there, or was: `HEAD`, `SPOUSE`, `CHILD`, `OTHER`.' })
  declare readonly relation: string

  @Field(() => LocalDateScalar, { nullable: true, description: 'Since when.' })
  declare readonly fromOn: string | null

  @Field(() => LocalDateScalar, { nullable: true, description: 'Until when; null while it goes on.' })
  declare readonly untilOn: string | null
}

/** What households add to it. */
@Resolver(() => MyDataType)
export class MyDataStaysResolver {
  @FieldResolver(() => [MyDataStayType], { description: 'Every household the viewer lives or lived in.' })
  stays(@FromContext() ctx: Ctx) {
    const { memberId } = requireViewer(ctx)
    return memberId ? ownStays(ctx.db, memberId) : []
  }
}
