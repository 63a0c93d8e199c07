import type { Ctx } from '../platform/context.js'
import { Access, Args, Feature, FromContext, Query, Resolver } from '../platform/graphql/decorators.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { announcementList } from './announcement-list.queries.js'
import { AnnouncementConnection } from './announcement.graphql.js'

/** What the church tells its people. */
@Feature('announcements')
@Resolver()
export class AnnouncementsResolver {
  @Access('announcements.read')
  @Query(() => AnnouncementConnection, { description: 'What is announced now, newest first.' })
  announcements(@Args(() => PageArguments) request: PageArguments, @FromContext() ctx: Ctx) {
    return announcementList(ctx.db, ctx.clock.now(), request)
  }
}
