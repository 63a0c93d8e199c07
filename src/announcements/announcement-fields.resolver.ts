import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { DateTimeScalar } from '../platform/graphql/scalars.js'
import { AnnouncementAudienceType, AnnouncementType } from './announcement.graphql.js'
import type { Announcement } from './announcement.js'
import { mayWriteAnnouncement } from './announcement.policy.js'
import { spokenAudience } from './audience.js'

/** What of an announcement follows from other things it knows. */
@Resolver(() => AnnouncementType)
export class AnnouncementFieldsResolver {
  @FieldResolver(() => DateTimeScalar, {
    description: 'Since when it is shown, or will be; of a draft, when it was begun. `status` tells which.',
  })
  publishedAt(@Root() { listedAt }: Announcement): string {
    return listedAt
  }

  @FieldResolver(() => AnnouncementAudienceType, {
    nullable: true,
    description: 'Whom it is for; null for who may not write it: readers need not know who else was told.',
  })
  audience(@Root() announcement: Announcement, @FromContext() { viewer }: Ctx) {
    return viewer && mayWriteAnnouncement(viewer, announcement) ? spokenAudience(announcement) : null
  }
}
