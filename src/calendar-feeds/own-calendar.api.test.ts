import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { cancelRegistration } from '../registrations/cancel-registration.js'
import { registerForEvent } from '../registrations/register-for-event.js'
import { entriesIn, linkOf, readCalendarAt, titlesIn } from '../testing/calendar-program.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const register = (church: ChurchWorld, person: Person, wanted: { eventId: string; occurrenceAt?: string }) =>
  church.as(person, async (ctx) => done(await registerForEvent(ctx, { ...wanted, guests: 0 })))

const daily = { ...{ startsAt: '2091-03-01T09:00:00Z', endsAt: '2091-03-01T10:00:00Z' }, rrule: 'FREQ=DAILY;COUNT=5' }

async function gather() {
  const church = await world.church({ timeZone: 'Europe/London' })
  const member = await church.person('MEMBER')
  const link = await linkOf(church, member, { kind: 'MINE' })
  return { church, member, read: (headers = {}) => readCalendarAt(church, link, headers) }
}

/** Original starts and states of the entries, as a calendar program reads them. */
const told = (answer: { readonly text: string }) =>
  entriesIn(answer).map((entry) => {
    const { recurrenceId, startDate } = new ICAL.Event(entry)
    const status = String(entry.getFirstPropertyValue('status'))
    return [recurrenceId?.toString() ?? null, startDate.toString(), status]
  })

describe('the calendar of a member', () => {
  it('shows what they registered for and the events of their ministries, not all that they may see', async () => {
    const { church, member, read } = await gather()
    const ministryId = await church.ministry([member.memberId ?? ''])
    await church.event({ title: 'Service', visibility: 'PUBLIC' })
    await church.event({ title: 'Choir', ministryId })
    await church.event({ title: 'Concert of the choir', ministryId, visibility: 'PUBLIC' })
    await church.event({ title: 'Another ministry', ministryId: await church.ministry() })
    const { id: eventId } = await church.event({ title: 'Retreat', registration: 'REQUIRED' })
    await church.event({ title: 'Not registered', registration: 'REQUIRED' })

    expect(titlesIn(await read())).toEqual(['Choir', 'Concert of the choir'])
    const { id } = await register(church, member, { eventId })
    expect(titlesIn(await read())).toEqual(['Choir', 'Concert of the choir', 'Retreat'])
    await church.as(member, async (ctx) => done(await cancelRegistration(ctx, { id })))
    expect(titlesIn(await read())).toEqual(['Choir', 'Concert of the choir'])
  })

  it('shows of a series the occurrences that they registered for, at the time that each is held', async () => {
    const { church, member, read } = await gather()
    const { id: eventId } = await church.event({ ...daily, registration: 'OPTIONAL' })
    await register(church, member, { eventId, occurrenceAt: '2091-03-02T09:00:00Z' })
    await register(church, member, { eventId, occurrenceAt: '2091-03-04T09:00:00Z' })
    const admin = await church.person('ADMIN')
    const { text } = await admin.api.sendText(`mutation { updateEvent(input: { id: "${eventId}", scope: THIS,
      occurrenceAt: "2091-03-04T09:00:00Z", startsAt: "2091-03-04T18:00:00Z", endsAt: "2091-03-04T19:00:00Z" }) {
      errors { code } } }`)
    expect(text).toContain('"errors":[]')

    const answer = await read()

    expect(told(answer).toSorted()).toEqual([
      ['2091-03-02T09:00:00', '2091-03-02T09:00:00', 'CONFIRMED'],
      ['2091-03-04T09:00:00', '2091-03-04T18:00:00', 'CONFIRMED'],
    ])
    expect(answer.text).not.toContain('FREQ=DAILY')
    expect(entriesIn(answer).map((entry) => entry.getFirstPropertyValue('uid'))).toEqual([
      `${eventId}@faithflow`,
      `${eventId}@faithflow`,
    ])
  })

  it('shows the whole series of a ministry of theirs, whatever they registered for', async () => {
    const { church, member, read } = await gather()
    const ministryId = await church.ministry([member.memberId ?? ''])
    const { id: eventId } = await church.event({ ...daily, ministryId, registration: 'OPTIONAL' })
    await register(church, member, { eventId, occurrenceAt: '2091-03-02T09:00:00Z' })

    const answer = await read()

    expect(told(answer)).toEqual([[null, '2091-03-01T09:00:00', 'CONFIRMED']])
    expect(answer.text).toContain('RRULE:FREQ=DAILY;COUNT=5\r\n')
  })

  it('shows what they wait for as TENTATIVE, until a place is free', async () => {
    const { church, member, read } = await gather()
    const { startsAt, endsAt } = daily
    const { id: eventId } = await church.event({ startsAt, endsAt, registration: 'REQUIRED', capacity: 1 })
    const other = await church.person('MEMBER')
    const first = await register(church, other, { eventId })
    await register(church, member, { eventId })

    expect(told(await read())).toEqual([[null, '2091-03-01T09:00:00', 'TENTATIVE']])
    await church.as(other, async (ctx) => done(await cancelRegistration(ctx, { id: first.id })))
    expect(told(await read())).toEqual([[null, '2091-03-01T09:00:00', 'CONFIRMED']])
  })

  it('shows nothing of a ministry that they left, nor an event that is not shown to them any more', async () => {
    const { church, member, read } = await gather()
    const memberId = member.memberId ?? ''
    const ministryId = await church.ministry([memberId])
    await church.event({ title: 'Choir', ministryId, visibility: 'MEMBERS' })
    const { id: eventId } = await church.event({ title: 'Retreat', registration: 'REQUIRED' })
    await register(church, member, { eventId })
    expect(titlesIn(await read())).toEqual(['Choir', 'Retreat'])

    await church.write(async (db) => {
      await db
        .updateTable('ministry_membership')
        .set({ status: 'INACTIVE', left_at: '2026-03-01T10:00:00Z' })
        .where('member_id', '=', memberId)
        .execute()
      await db.updateTable('event').set({ visibility: 'LEADERS' }).where('id', '=', eventId).execute()
    })

    expect(titlesIn(await read())).toEqual([])
  })

  it('is empty for an account without a person on the roll', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    await church.event()

    const answer = await readCalendarAt(church, await linkOf(church, admin, { kind: 'MINE' }))

    expect([answer.status, titlesIn(answer)]).toEqual([200, []])
  })

  it('is another one as soon as they register, or give their place back', async () => {
    const { church, member, read } = await gather()
    const { id: eventId } = await church.event({ registration: 'REQUIRED' })
    const empty = await read()
    const since = (answer: typeof empty) => read({ 'if-none-match': answer.headers['etag'] ?? '' })

    const { id } = await register(church, member, { eventId })
    const registered = await since(empty)
    const same = await since(registered)
    await church.as(member, async (ctx) => done(await cancelRegistration(ctx, { id })))
    const cancelled = await since(registered)

    expect([registered.status, same.status, cancelled.status]).toEqual([200, 304, 200])
  })
})
