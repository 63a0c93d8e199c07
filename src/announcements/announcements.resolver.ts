import type { Ctx } from '../platform/context.js'
import { Access, FromContext, Query, Resolver } from '../platform/graphql/decorators.js'
import { After, First } from '../platform/graphql/page-arguments.js'
import { announcementList } from './announcement-list.queries.js'
import { AnnouncementConnection } from './announcement.graphql.js'

/** What the church tells its people. */
@Resolver()
export class AnnouncementsResolver {
  @Access('announcements.read')
  @Query(() => AnnouncementConnection, { description: 'What is announced now, newest first.' })
  announcements(@First() first: number | null, @After() after: string | null, @FromContext() ctx: Ctx) {
    return announcementList(ctx.db, ctx.clock.now(), { first, after })
  }
}
