import { loadEvent } from '../events/index.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { occurrenceMeant, type WantedAttendees } from '../registrations/index.js'
import { attendeeExport } from './attendee-list.js'
import { createExportLink, type LinkCtx, type WantedExport } from './create-export-link.js'

/**
 * A link to a file of who registered for an occurrence. Refuses NOT_FOUND for an event or an occurrence there is not,
 * REQUIRED where a series is meant and nobody says which of it, INVALID for a column. Throws FORBIDDEN.
 */
export async function createAttendeesExport(ctx: LinkCtx, request: WantedExport<WantedAttendees>) {
  const link = await createExportLink(ctx, attendeeExport, request)
  if (isRefusal(link) || (await occurrenceMeant(ctx.db, request.wanted))) return link
  const { eventId, occurrenceAt } = request.wanted
  if (!(await loadEvent(ctx, eventId))) return refuse('NOT_FOUND', 'There is no such event.', ['eventId'])
  const path = ['occurrenceAt']
  if (occurrenceAt) return refuse('NOT_FOUND', 'The event has no occurrence that was to start then.', path)
  return refuse('REQUIRED', 'Say which occurrence of the series, by its original start.', path)
}
