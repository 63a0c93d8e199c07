import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, Feature, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import {
  AnnouncementInput,
  AnnouncementPayload,
  AnnouncementsArguments,
  CreateAnnouncementInput,
  UpdateAnnouncementInput,
} from './announcement-input.graphql.js'
import { AnnouncementConnection, AnnouncementType } from './announcement.graphql.js'
import { createAnnouncement, duplicateAnnouncement } from './create-announcement.js'
import { findAnnouncement, listAnnouncements } from './list-announcements.js'
import { deleteDraft, updateAnnouncement } from './update-announcement.js'

/** What the church tells its people, and writing it. */
@Feature('announcements')
@Resolver()
export class AnnouncementsResolver {
  @Access('announcements.read')
  @Query(() => AnnouncementConnection, {
    description:
      'The current announcements for the viewer: pinned ones first, then the newest first. Those who may write announcements see every state.',
  })
  announcements(@Args(() => AnnouncementsArguments) request: AnnouncementsArguments, @FromContext() ctx: Ctx) {
    return listAnnouncements(ctx, request)
  }

  @Access('announcements.read')
  @Query(() => AnnouncementType, {
    nullable: true,
    description: 'One announcement; null when there is none that the viewer may see.',
  })
  announcement(@Arg('id', () => IdScalar, { description: 'Which one.' }) id: string, @FromContext() ctx: Ctx) {
    return findAnnouncement(ctx, id)
  }

  @Access('announcements.create')
  @Mutation(() => AnnouncementPayload, {
    nullable: true,
    description: 'Begins an announcement, as a draft; leaders for ministries that they lead.',
  })
  createAnnouncement(
    @Arg('input', () => CreateAnnouncementInput, { description: 'The announcement.' }) input: CreateAnnouncementInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('announcement', createAnnouncement(ctx, input))
  }

  @Access('announcements.write')
  @Mutation(() => AnnouncementPayload, {
    nullable: true,
    description: 'Changes the named fields of an announcement that is not published yet.',
  })
  updateAnnouncement(
    @Arg('input', () => UpdateAnnouncementInput, { description: 'Which one, and what changes.' })
    input: UpdateAnnouncementInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('announcement', updateAnnouncement(ctx, input))
  }

  @Access('announcements.write')
  @Mutation(() => AnnouncementPayload, {
    nullable: true,
    description: 'Removes a draft for good; answers what it was.',
  })
  deleteDraft(
    @Arg('input', () => AnnouncementInput, { description: 'Which draft.' }) input: AnnouncementInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('announcement', deleteDraft(ctx, input))
  }

  @Access('announcements.create')
  @Mutation(() => AnnouncementPayload, {
    nullable: true,
    description: 'Begins an announcement with the words and the audience of another.',
  })
  duplicateAnnouncement(
    @Arg('input', () => AnnouncementInput, { description: 'Which one.' }) input: AnnouncementInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('announcement', duplicateAnnouncement(ctx, input))
  }
}
