import type { Ctx } from '../platform/context.js'
import { Access, Arg, Feature, FromContext, Mutation, Resolver } from '../platform/graphql/decorators.js'
import { payloadOf } from '../platform/graphql/payload.js'
import { createAttendeesExport } from './create-attendees-export.js'
import { createExportLink } from './create-export-link.js'
import {
  CreateAttendeesExportInput,
  CreateAttendeesExportPayload,
  CreateEventsExportInput,
  CreateEventsExportPayload,
} from './event-exports.graphql.js'
import { eventExport } from './event-list.js'

/** Links to events, and to who comes, as files. */
@Feature('events')
@Resolver()
export class EventExportsResolver {
  @Access('events.manage', { subscription: 'reads' })
  @Mutation(() => CreateEventsExportPayload, {
    nullable: true,
    description:
      'Makes a link to a file of events, a row for each occurrence, for five minutes. It is exported when the link is followed.',
  })
  createEventsExport(
    @Arg('input', () => CreateEventsExportInput, { description: 'What is wanted.' }) input: CreateEventsExportInput,
    @FromContext() ctx: Ctx,
  ) {
    const { format, columns = null, filter = null, view = null } = input
    return payloadOf(createExportLink(ctx, eventExport, { format, wanted: { filter, view }, columns }))
  }

  @Access('events.manage', { subscription: 'reads' })
  @Mutation(() => CreateAttendeesExportPayload, {
    nullable: true,
    description:
      'Makes a link to a file of who registered for one occurrence, for five minutes. It is exported when the link is followed.',
  })
  createAttendeesExport(
    @Arg('input', () => CreateAttendeesExportInput, { description: 'What is wanted.' })
    input: CreateAttendeesExportInput,
    @FromContext() ctx: Ctx,
  ) {
    const { format, columns = null, eventId, occurrenceAt = null } = input
    return payloadOf(createAttendeesExport(ctx, { format, wanted: { eventId, occurrenceAt }, columns }))
  }
}
