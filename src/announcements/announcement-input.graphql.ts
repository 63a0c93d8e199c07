import { ArgsType, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { AnnouncementType, audienceEnum, priorityEnum, statusEnum, typeEnum } from './announcement.graphql.js'
import type { Announcement, AnnouncementKind, AnnouncementStatus, Priority } from './announcement.js'
import type { SpokenAudience } from './audience.js'

/** Which announcements a list shows. */
@InputType('AnnouncementFilter', { description: 'Narrows a list of announcements; every field given must fit.' })
class AnnouncementFilterInput {
  @Field(() => statusEnum, { nullable: true, description: 'Only those that stand here at this moment.' })
  declare readonly status?: AnnouncementStatus | null

  @Field(() => typeEnum, { nullable: true, description: 'Only those about this.' })
  declare readonly type?: AnnouncementKind | null

  @Field(() => priorityEnum, { nullable: true, description: 'Only those of this priority.' })
  declare readonly priority?: Priority | null

  @Field(() => Boolean, { nullable: true, description: 'Only pinned ones, or only the others.' })
  declare readonly isPinned?: boolean | null
}

/** What a list of announcements is asked for. */
@ArgsType()
export class AnnouncementsArguments extends PageArguments {
  @Field(() => AnnouncementFilterInput, { nullable: true, description: 'Which announcements.' })
  declare readonly filter?: AnnouncementFilterInput | null
}

/** Whom an announcement is for. */
@InputType('AnnouncementAudienceInput', { description: 'Whom an announcement is for.' })
class AudienceInput implements SpokenAudience {
  @Field(() => audienceEnum, { description: 'Whom it is for.' })
  declare readonly kind: SpokenAudience['kind']

  @Field(() => [IdScalar], {
    nullable: true,
    description: 'For ROLE, MINISTRY and MEMBER: which, 1,000 at most; none for the others.',
  })
  declare readonly ids?: readonly string[] | null
}

/** What people say of an announcement, apart from its text. */
@InputType()
class AnnouncementDescriptionInput {
  @Field(() => typeEnum, { nullable: true, description: 'What it is about; GENERAL unless given.' })
  declare readonly type?: AnnouncementKind | null

  @Field(() => priorityEnum, { nullable: true, description: 'How much it matters; NORMAL unless given.' })
  declare readonly priority?: Priority | null

  @Field(() => Boolean, { nullable: true, description: 'Whether it is kept at the top; no unless given.' })
  declare readonly isPinned?: boolean | null

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when it is shown, later than it is published; null without an end.',
  })
  declare readonly expiresAt?: string | null

  @Field(() => AudienceInput, { nullable: true, description: 'Whom it is for; everybody unless given.' })
  declare readonly audience?: AudienceInput | null
}

/** An announcement to be begun. */
@InputType('CreateAnnouncementInput', { description: 'An announcement to be begun, as a draft.' })
export class CreateAnnouncementInput extends AnnouncementDescriptionInput {
  @Field(() => String, { description: 'Its headline; 255 characters at most.' })
  declare readonly title: string

  @Field(() => String, { description: 'Its text; 10,000 characters at most.' })
  declare readonly body: string
}

const expected = 'The `version` you read. When it is old by now, nothing is changed (STALE_VERSION).'

/** A change of an announcement that is not published yet. */
@InputType('UpdateAnnouncementInput', {
  description: 'What to change about an announcement: a field left out stays as it is.',
})
export class UpdateAnnouncementInput extends AnnouncementDescriptionInput {
  @Field(() => IdScalar, { description: 'The announcement.' })
  declare readonly id: string

  @Field(() => Int, { nullable: true, description: expected })
  declare readonly expectedVersion?: number | null

  @Field(() => String, { nullable: true, description: 'Its headline; cannot be emptied.' })
  declare readonly title?: string | null

  @Field(() => String, { nullable: true, description: 'Its text; cannot be emptied.' })
  declare readonly body?: string | null
}

/** Which announcement. */
@InputType('AnnouncementInput', { description: 'Which announcement.' })
export class AnnouncementInput {
  @Field(() => IdScalar, { description: 'The announcement.' })
  declare readonly id: string
}

/** Which announcement is decided about. */
@InputType('DecideAnnouncementInput', { description: 'Which announcement is decided about, as it was read.' })
export class DecideAnnouncementInput extends AnnouncementInput {
  @Field(() => Int, { nullable: true, description: expected })
  declare readonly expectedVersion?: number | null
}

/** When an announcement is to be published. */
@InputType('ScheduleAnnouncementInput', { description: 'When an announcement is to be published.' })
export class ScheduleAnnouncementInput extends DecideAnnouncementInput {
  @Field(() => DateTimeScalar, { description: 'When: later than now, and before its end.' })
  declare readonly publishAt: string
}

/** What became of an announcement. */
@ObjectType('AnnouncementPayload', {
  implements: Payload,
  description: 'The announcement as it is now, or why nothing was changed.',
})
export class AnnouncementPayload extends Payload {
  @Field(() => AnnouncementType, { nullable: true, description: 'The announcement; null when refused.' })
  declare readonly announcement: Announcement | null
}
