import { MyDataType } from '../access/about-viewer.graphql.js'
import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { Field, FieldResolver, FromContext, ObjectType, Resolver } from '../platform/graphql/decorators.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { ownNotices } from './own-notices.queries.js'

/** Something that the viewer alone was told. */
@ObjectType('MyDataNotice', { description: 'Something that was told to the viewer in person.' })
class MyDataNoticeType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'What happened, as a code.' })
  declare readonly type: string

  @Field(() => String, { description: 'What happened, in a line.' })
  declare readonly title: string

  @Field(() => String, { description: 'What happened, in a sentence or two.' })
  declare readonly message: string

  @Field(() => DateTimeScalar, { description: 'When it was told.' })
  declare readonly createdAt: string
}

/** What notifications add to it. */
@Resolver(() => MyDataType)
export class MyDataNoticesResolver {
  @FieldResolver(() => [MyDataNoticeType], {
    complexity: 100,
    description: 'What was told to the viewer in person, read, dismissed or not; the newest thousand.',
  })
  notices(@FromContext() ctx: Ctx) {
    const { userId, memberId } = requireViewer(ctx)
    return ownNotices(ctx.db, memberId ? [userId, memberId] : [userId])
  }
}
