import { type Instant, isTimeZone, toEpochMilliseconds } from '../platform/instant.js'
import { draftEvent, type EventDescription } from './event-draft.js'
import type { Event, EventDraft } from './event.js'
import { moveEnd } from './move-end.js'
import { endAfter } from './whole-days.js'

/** What becomes of an event: the fields named; null clears one that may be empty, and leaves any other as it is. */
export type EventPatch = { readonly [Field in keyof EventDescription]?: EventDescription[Field] | null }

/** The fields of an event that may be empty. */
const clearable: readonly string[] = [
  'description',
  'ministryId',
  'location',
  'rrule',
  'capacity',
  'registrationOpensAt',
]

/** The draft of an event after a change. A new start moves the end along, and that of its rule, unless they change, too. */
export function patchDraft(event: EventDraft, patch: EventPatch): EventDraft {
  const named = Object.entries(patch).filter(
    ([field, value]) => value !== undefined && (value !== null || clearable.includes(field)),
  )
  const changed: EventDescription = { ...pickDraft(event), ...Object.fromEntries(named) }
  const { startsAt, endsAt } = changed
  const allDay = changed.allDay ?? event.allDay
  const ends = patch.startsAt && !patch.endsAt ? endAfter(startsAt, { ...event, allDay }) : endsAt
  const draft = draftEvent({ ...changed, endsAt: ends }, event.timeZone)
  return draft.rrule === event.rrule ? { ...draft, rrule: ruleFrom(event, draft) } : draft
}

/** The rule of an event, for one that begins when `after` does. */
function ruleFrom(before: EventDraft, after: EventDraft): string | null {
  const stays = before.timeZone === after.timeZone && isSameInstant(before.startsAt, after.startsAt)
  if (before.rrule === null || stays || !isTimeZone(after.timeZone)) return before.rrule
  return moveEnd(before.rrule, before, after)
}

/** Whether an event goes on by the rule that it had, at other times perhaps. */
export const keepsRule = (before: EventDraft, after: EventDraft): boolean =>
  before.rrule === after.rrule || ruleFrom(before, after) === after.rrule

/** What people filled in about an event, without what the church keeps of it. */
export const pickDraft = (event: EventDraft): EventDraft => ({
  ...{ title: event.title, description: event.description, type: event.type, visibility: event.visibility },
  ...{ ministryId: event.ministryId, startsAt: event.startsAt, endsAt: event.endsAt, allDay: event.allDay },
  ...{ timeZone: event.timeZone, location: event.location, rrule: event.rrule, registration: event.registration },
  ...{ capacity: event.capacity, registrationOpensAt: event.registrationOpensAt },
  ...{ deadlineMinutes: event.deadlineMinutes, waitlist: event.waitlist },
})

/** An event as one occurrence of it alone: without what only a series has. */
export const aloneOf = (event: Event): Event => ({ ...event, rrule: null, registrationOpensAt: null })

type Times = Pick<EventDraft, 'startsAt' | 'endsAt'>

/** Whether two drafts take place at the same times. */
export const keepsTimes = (a: EventDraft, b: EventDraft): boolean =>
  a.rrule === b.rrule && a.timeZone === b.timeZone && isSameTime(a, b)

/** Whether two start and end together; instants are written with and without parts of a second. */
export const isSameTime = (a: Times, b: Times): boolean =>
  isSameInstant(a.startsAt, b.startsAt) && isSameInstant(a.endsAt, b.endsAt)

const isSameInstant = (a: Instant, b: Instant): boolean => toEpochMilliseconds(a) === toEpochMilliseconds(b)

/** Whether the time or the place of an event is another after a change. */
export const isElsewhere = (before: EventDraft, after: EventDraft): boolean =>
  !keepsTimes(before, after) || before.location !== after.location
