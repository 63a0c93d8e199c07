import type { Ctx } from '../platform/context.js'
import { Access, FromContext, Query, Resolver } from '../platform/graphql/decorators.js'
import { type MyData, MyDataType } from './about-viewer.graphql.js'
import { requireViewer } from './require-viewer.js'

/** What there is of the viewer. */
@Resolver()
export class MyDataResolver {
  @Access('signedIn')
  @Query(() => MyDataType, { description: 'Everything the church keeps of the viewer.' })
  myData(@FromContext() ctx: Ctx): MyData {
    const { userId, email, name } = requireViewer(ctx)
    return { at: ctx.clock.now(), userId, email, name }
  }
}
