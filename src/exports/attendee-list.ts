import { Blocked } from '../platform/blocked.js'
import { isId } from '../platform/ids.js'
import { parseInstant } from '../platform/instant.js'
import {
  attendeeRows,
  type AttendeeText,
  occurrenceMeant,
  questionsOf,
  type WantedAttendees,
} from '../registrations/index.js'
import type { Column, ExportedList } from './exported-list.js'

const words = (heading: string): Column => ({ heading, holds: 'words' })

/** Who registered for one occurrence of an event. */
export const attendeeExport: ExportedList<WantedAttendees, AttendeeText> = {
  kind: 'EVENTS',
  title: 'Attendees',
  path: 'events/attendees',
  audit: { action: 'event.exportAttendees', entity: 'event' },
  needs: 'events.manage',
  feature: 'events',
  columns: {
    memberNumber: words('Member ID'),
    firstName: words('First Name'),
    lastName: words('Last Name'),
    status: words('Status'),
    guests: { heading: 'Guests', holds: 'number' },
    note: words('Note'),
    registeredAt: { heading: 'Registered', holds: 'moment' },
    checkedInAt: { heading: 'Checked in', holds: 'moment' },
    // Stands for one column of each question that the event asks.
    answers: words('Answers'),
  },
  async columnsIn(db, { wanted, columns }) {
    const asked = await questionsOf(db, [wanted.eventId])
    return columns.flatMap((name) =>
      name === 'answers' ? asked.map(({ label }) => words(label)) : attendeeExport.columns[name],
    )
  },
  readWanted(read) {
    const eventId = read('event', (text) => (isId(text) ? text : null))
    if (eventId === null) throw new Blocked('BAD_USER_INPUT', 'Say which event: `event` is its id.', ['event'])
    return { eventId, occurrenceAt: read('occurrence', parseInstant) }
  },
  async rows(db, _ctx, { wanted, ...request }) {
    const meant = await occurrenceMeant(db, wanted)
    if (meant) return attendeeRows(db, meant, request)
    const message = 'There is no such occurrence; of a series `occurrence` says which, by its original start.'
    throw new Blocked('BAD_USER_INPUT', message, ['occurrence'])
  },
}
