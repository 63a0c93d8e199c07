import { MyDataType } from '../access/about-viewer.graphql.js'
import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { Field, FieldResolver, FromContext, ObjectType, Resolver } from '../platform/graphql/decorators.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { ownEntries } from './own-entries.queries.js'

/** One thing of the audit log, as far as it is about the viewer. */
@ObjectType('MyDataEntry', { description: 'One thing the viewer did, or that was done to their account or record.' })
class MyDataEntryType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => DateTimeScalar, { description: 'When it was done.' })
  declare readonly at: string

  @Field(() => String, { description: 'What was done, as in the audit log: `member.update`.' })
  declare readonly action: string

  @Field(() => [String], { description: 'The fields that it changed.' })
  declare readonly fields: readonly string[]
}

/** What the audit log adds to it. */
@Resolver(() => MyDataType)
export class MyDataEntriesResolver {
  @FieldResolver(() => [MyDataEntryType], {
    complexity: 100,
    description: 'What the viewer did and what was done to their account and record, the newest thousand.',
  })
  entries(@FromContext() ctx: Ctx) {
    return ownEntries(ctx.db, requireViewer(ctx))
  }
}
