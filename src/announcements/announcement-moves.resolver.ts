import type { Ctx } from '../platform/context.js'
import { Access, Arg, Feature, FromContext, Mutation, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import {
  AnnouncementInput,
  AnnouncementPayload,
  DecideAnnouncementInput,
  ScheduleAnnouncementInput,
} from './announcement-input.graphql.js'
import { pinAnnouncement, unpinAnnouncement } from './pin-announcement.js'
import {
  publishAnnouncement,
  scheduleAnnouncement,
  unscheduleAnnouncement,
  withdrawAnnouncement,
} from './publish-announcement.js'

/** Deciding what is announced, when, and in which place. */
@Feature('announcements')
@Resolver()
export class AnnouncementMovesResolver {
  @Access('announcements.manage')
  @Mutation(() => AnnouncementPayload, {
    nullable: true,
    description: 'Publishes a draft now: those it is for see it, and are notified, live where they listen.',
  })
  publishAnnouncement(
    @Arg('input', () => DecideAnnouncementInput, { description: 'Which draft.' }) input: DecideAnnouncementInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('announcement', publishAnnouncement(ctx, input))
  }

  @Access('announcements.manage')
  @Mutation(() => AnnouncementPayload, {
    nullable: true,
    description: 'Plans a draft to be published at a time ahead; a new time replaces the old one.',
  })
  scheduleAnnouncement(
    @Arg('input', () => ScheduleAnnouncementInput, { description: 'Which one, and when.' })
    input: ScheduleAnnouncementInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('announcement', scheduleAnnouncement(ctx, input))
  }

  @Access('announcements.manage')
  @Mutation(() => AnnouncementPayload, { nullable: true, description: 'Makes a scheduled announcement a draft again.' })
  unscheduleAnnouncement(
    @Arg('input', () => DecideAnnouncementInput, { description: 'Which one.' }) input: DecideAnnouncementInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('announcement', unscheduleAnnouncement(ctx, input))
  }

  @Access('announcements.manage')
  @Mutation(() => AnnouncementPayload, {
    nullable: true,
    description: 'Takes a published announcement back, for good; the notification of it is over, too.',
  })
  withdrawAnnouncement(
    @Arg('input', () => AnnouncementInput, { description: 'Which one.' }) input: AnnouncementInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('announcement', withdrawAnnouncement(ctx, input))
  }

  @Access('announcements.manage')
  @Mutation(() => AnnouncementPayload, {
    nullable: true,
    description: 'Keeps an announcement at the top of the list, before or after it is published.',
  })
  pinAnnouncement(
    @Arg('input', () => AnnouncementInput, { description: 'Which one.' }) input: AnnouncementInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('announcement', pinAnnouncement(ctx, input))
  }

  @Access('announcements.manage')
  @Mutation(() => AnnouncementPayload, { nullable: true, description: 'Lets a pinned announcement go from the top.' })
  unpinAnnouncement(
    @Arg('input', () => AnnouncementInput, { description: 'Which one.' }) input: AnnouncementInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('announcement', unpinAnnouncement(ctx, input))
  }
}
