import { eventViewEnum } from '../events/event-enums.graphql.js'
import { EventFilterInput } from '../events/event-input.graphql.js'
import type { EventView } from '../events/index.js'
import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import type { ExportFormat } from './exported-list.js'
import { formatEnum } from './exports.graphql.js'

/** Which events leave, and how. */
@InputType('CreateEventsExportInput', { description: 'The export of events to make.' })
export class CreateEventsExportInput {
  @Field(() => formatEnum, { description: 'The kind of file.' })
  declare readonly format: ExportFormat

  @Field(() => EventFilterInput, {
    nullable: true,
    description: 'Which events, as in the list of them; without a status, those that take place.',
  })
  declare readonly filter?: EventFilterInput | null

  @Field(() => eventViewEnum, {
    nullable: true,
    description: 'Which side of the moment at which the link is followed; both unless given.',
  })
  declare readonly view?: EventView | null

  @Field(() => [String], {
    nullable: true,
    description:
      'Which columns, in this order; all when empty. The names are those of the route’s parameter `columns`.',
  })
  declare readonly columns?: readonly string[] | null
}

/** Whose registrations leave, and how. */
@InputType('CreateAttendeesExportInput', { description: 'An export of who registered for an occurrence.' })
export class CreateAttendeesExportInput {
  @Field(() => formatEnum, { description: 'The kind of file.' })
  declare readonly format: ExportFormat

  @Field(() => IdScalar, { description: 'Which event.' })
  declare readonly eventId: string

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The original start of the occurrence; a series needs it.',
  })
  declare readonly occurrenceAt?: string | null

  @Field(() => [String], {
    nullable: true,
    description:
      'Which columns, in this order; all when empty. The names are those of the route’s parameter `columns`.',
  })
  declare readonly columns?: readonly string[] | null
}

/** A link to a file of events, or why there is none. */
@ObjectType('CreateEventsExportPayload', { implements: Payload, description: 'A link to a file of events.' })
export class CreateEventsExportPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'Where to download the file by GET, without a token, for as long as the account and its rights last.',
  })
  declare readonly url?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the link expires: after five minutes.' })
  declare readonly expiresAt?: string | null
}

/** A link to a file of attendees, or why there is none. */
@ObjectType('CreateAttendeesExportPayload', { implements: Payload, description: 'A link to a file of attendees.' })
export class CreateAttendeesExportPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'Where to download the file by GET, without a token, for as long as the account and its rights last.',
  })
  declare readonly url?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the link expires: after five minutes.' })
  declare readonly expiresAt?: string | null
}
