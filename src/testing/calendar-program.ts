import ICAL from 'ical.js'
import { createCalendarFeed, type CreateCalendarFeed } from '../calendar-feeds/create-calendar-feed.js'
import { type ChurchWorld, done, type Person } from './church-world.js'
import { download } from './download.js'

/** Where the calendar of a church is. */
export const calendarPath = '/api/v1/events/calendar.ics'

/** What a calendar program is answered. */
export interface ReadCalendar {
  readonly status: number
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly text: string
}

/** Asks as a calendar program does: without an access token. */
export async function readCalendarAt(
  church: ChurchWorld,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<ReadCalendar> {
  const answer = await download({ church, path, headers })
  // None of the headers of a calendar comes twice.
  return { ...answer, headers: answer.headers as ReadCalendar['headers'], text: answer.bytes.toString('utf8') }
}

/** A new link of `person`: where it leads. */
export const linkOf = (church: ChurchWorld, person: Person, feed: CreateCalendarFeed): Promise<string> =>
  church.as(person, async (ctx) => `${calendarPath}?token=${done(await createCalendarFeed(ctx, feed)).token}`)

/** The entries that ical.js finds in a calendar. */
export const entriesIn = ({ text }: { readonly text: string }): readonly ICAL.Component[] =>
  ICAL.Component.fromString(text).getAllSubcomponents('vevent')

/** What they are called, in the order of the alphabet. */
export const titlesIn = (answer: { readonly text: string }): readonly string[] =>
  entriesIn(answer)
    .map((event) => String(event.getFirstPropertyValue('summary')))
    .toSorted()
