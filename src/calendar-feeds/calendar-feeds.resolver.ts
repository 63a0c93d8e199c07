import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { Access, Arg, Feature, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { isRefusal } from '../platform/refusal.js'
import {
  CalendarFeedType,
  CreateCalendarFeedInput,
  CreateCalendarFeedPayload,
  RevokeCalendarFeedInput,
  RevokeCalendarFeedPayload,
} from './calendar-feed.graphql.js'
import { feedsOf } from './calendar-feeds.repository.js'
import { createCalendarFeed } from './create-calendar-feed.js'
import { revokeCalendarFeed } from './revoke-calendar-feed.js'

/** Links for calendar programs. */
@Feature('events')
@Resolver()
export class CalendarFeedsResolver {
  @Access('signedIn')
  @Query(() => [CalendarFeedType], { description: 'The viewer’s links to calendars that count, the newest first.' })
  calendarFeeds(@FromContext() ctx: Ctx) {
    return feedsOf(ctx.db, requireViewer(ctx).userId)
  }

  @Access('signedIn')
  @Mutation(() => CreateCalendarFeedPayload, {
    nullable: true,
    description: 'Makes a secret link for the viewer’s calendar program. It shows what the viewer may see then.',
  })
  async createCalendarFeed(
    @Arg('input', () => CreateCalendarFeedInput, { description: 'What it shows.' }) input: CreateCalendarFeedInput,
    @FromContext() ctx: Ctx,
  ) {
    const made = await createCalendarFeed(ctx, input)
    if (isRefusal(made)) return { feed: null, path: null, errors: made.errors }
    return { feed: made.feed, path: `/api/v1/events/calendar.ics?token=${made.token}`, errors: [] }
  }

  @Access('signedIn')
  @Mutation(() => RevokeCalendarFeedPayload, {
    nullable: true,
    description: 'Ends one of the viewer’s links: calendar programs read nothing under it any more.',
  })
  revokeCalendarFeed(
    @Arg('input', () => RevokeCalendarFeedInput, { description: 'Which link.' }) input: RevokeCalendarFeedInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('feed', revokeCalendarFeed(ctx, input))
  }
}
