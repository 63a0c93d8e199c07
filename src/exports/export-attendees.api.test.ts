import { beforeAll, describe, expect, it } from 'vitest'
import { systemClock as clock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import { cancelRegistration } from '../registrations/cancel-registration.js'
import type { SentAnswer } from '../registrations/question.js'
import { questionsOf } from '../registrations/questions.repository.js'
import { registerForEvent } from '../registrations/register-for-event.js'
import { setEventQuestions } from '../registrations/set-event-questions.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { download, refusalOf } from '../testing/download.js'
import { eventually } from '../testing/eventually.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church({ timeZone: 'Africa/Lagos' })
  admin = await church.person('ADMIN', { onRoll: false })
})

const fetchCsv = (query: string, by: Pick<Person, 'token'> | null = admin, of = church) =>
  download({ church: of, by, path: `/api/v1/events/attendees/export-csv/?${query}` })
const linesOf = async (query: string) => {
  const { bytes } = await fetchCsv(query)
  return bytes.toString('utf8').replace('\uFEFF', '').split('\r\n').slice(0, -1)
}

describe('the export of attendees', () => {
  it('holds everybody who registered, in the order of the queue, in church time and defused', async () => {
    const { id: eventId } = await church.event({ registration: 'OPTIONAL', capacity: 3 })
    const guest = await church.member({ firstName: 'Ama', lastName: 'Mensah' })
    const noted = { eventId, memberId: guest.id, guests: 2, note: '=1+1' }
    const first = await church.as(admin, async (ctx) => done(await registerForEvent(ctx, noted)))
    const second = await plantRegistration(church, admin, { eventId })
    await church.as(admin, async (ctx) => done(await cancelRegistration(ctx, { id: second.id })))
    const at = '2026-03-01T10:00:00Z'
    const came = { event_id: eventId, occurrence_at: first.occurrenceAt, member_id: guest.id, checked_in_at: at }
    await church.write((db) =>
      db
        .insertInto('attendance_record')
        .values({ ...came, id: crypto.randomUUID() })
        .execute(),
    )

    const [heading, ...rows] = await linesOf(`event=${eventId}`)
    const registered = addSeconds(first.createdAt, 3600).slice(0, 19).replace('T', ' ')

    expect(heading).toBe('Member ID,First Name,Last Name,Status,Guests,Note,Registered,Checked in')
    expect(rows[0]).toBe(`${guest.memberNumber},Ama,Mensah,REGISTERED,2,'=1+1,${registered},2026-03-01 11:00:00`)
    expect(rows.map((row) => row.split(',')[3])).toEqual(['REGISTERED', 'CANCELLED'])
  })

  it('has a column for each question, in their order, behind the others or where it is asked for', async () => {
    const { id: eventId } = await church.event({ registration: 'OPTIONAL', capacity: 1 })
    const questions = [
      { label: '=Allergies', type: 'TEXT' as const },
      { label: 'Meal', type: 'CHOICE' as const, choices: ['Rice', 'Beans'] },
    ]
    await church.as(admin, async (ctx) => done(await setEventQuestions(ctx, { eventId, questions })))
    const [allergies, meal] = await church.write((db) => questionsOf(db, [eventId]))
    const register = async (answers: readonly SentAnswer[]) => {
      const { id: memberId } = await church.member()
      await church.as(admin, async (ctx) => done(await registerForEvent(ctx, { eventId, memberId, answers })))
    }
    const [first, second] = [allergies?.id ?? '', meal?.id ?? '']
    await register([
      { questionId: second, value: 'Beans' },
      { questionId: first, value: '@nuts, "all"' },
    ])
    await register([{ questionId: second, value: 'Rice' }])

    expect((await linesOf(`event=${eventId}`))[0]).toMatch(/,Checked in,'=Allergies,Meal$/)
    expect(await linesOf(`event=${eventId}&columns=status,answers,guests`)).toEqual([
      "Status,'=Allergies,Meal,Guests",
      'REGISTERED,"\'@nuts, ""all""",Beans,0',
      'WAITLISTED,,Rice,0',
    ])
  })

  it('is of one occurrence, which a series has to say', async () => {
    const startsAt = addSeconds(clock.now().replace(/\.\d+Z/, 'Z'), 48 * 3600)
    const later = addSeconds(startsAt, 24 * 3600)
    const { id: eventId } = await church.event({ registration: 'OPTIONAL', startsAt, rrule: 'FREQ=DAILY;COUNT=2' })
    const { id: memberId, memberNumber } = await church.member()
    await church.as(admin, async (ctx) => done(await registerForEvent(ctx, { eventId, memberId, occurrenceAt: later })))

    expect(await linesOf(`event=${eventId}&columns=memberNumber&occurrence=${later}`)).toEqual([
      'Member ID',
      memberNumber,
    ])
    expect(await linesOf(`event=${eventId}&columns=memberNumber&occurrence=${startsAt}`)).toEqual(['Member ID'])
    expect(await refusalOf(fetchCsv(`event=${eventId}`))).toEqual([400, 'BAD_USER_INPUT'])
  })

  it('is logged and audited', async () => {
    const { eventId } = await plantRegistration(church, admin)
    await fetchCsv(`event=${eventId}`)

    const told = await church.write((db) =>
      db.selectFrom('audit_log').selectAll().where('action', '=', 'event.exportAttendees').execute(),
    )
    expect(JSON.stringify(told.at(-1)?.after)).toContain(eventId)
    await eventually(async () => {
      const logs = await church.write((db) => db.selectFrom('export_log').selectAll().execute())
      return logs.filter(({ filters }) => JSON.stringify(filters).includes(eventId))
    }).toMatchObject([{ kind: 'EVENTS', row_count: 1, outcome: 'DONE' }])
  })

  it('comes as an Excel workbook, too', async () => {
    const { eventId } = await plantRegistration(church, admin)

    const path = `/api/v1/events/attendees/export-excel/?event=${eventId}`
    const { headers, bytes } = await download({ church, by: admin, path })

    expect(headers['content-disposition']).toContain('_Attendees_')
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
  })

  it('is refused to others, of another church’s event, without an event, and while the church has no events', async () => {
    const other = await world.church()
    const { eventId } = await plantRegistration(church, admin)
    const stranger = await other.person('ADMIN')

    expect(await refusalOf(fetchCsv(`event=${eventId}`, await church.person('MEMBER')))).toEqual([403, 'FORBIDDEN'])
    expect(await refusalOf(fetchCsv(`event=${eventId}`, null))).toEqual([401, 'UNAUTHENTICATED'])
    expect(await refusalOf(fetchCsv(`event=${eventId}`, stranger, other))).toEqual([400, 'BAD_USER_INPUT'])
    expect(await refusalOf(fetchCsv(''))).toEqual([400, 'BAD_USER_INPUT'])
    const off = 'mutation { updateChurchFeatures(input: {features: {events: false}}) { errors { code } } }'
    await stranger.api.sendText(off)
    const told = async () => (await stranger.api.sendText('{ events { totalCount } }')).text
    await eventually(told).toContain('FEATURE_DISABLED')
    expect(await refusalOf(fetchCsv(`event=${eventId}`, stranger, other))).toEqual([403, 'FEATURE_DISABLED'])
  })
})
