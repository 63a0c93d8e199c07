import { parseString } from 'fast-csv'
import { readXlsx } from 'hucre'
import { beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import { cancelRegistration } from '../registrations/cancel-registration.js'
import { registerForEvent } from '../registrations/register-for-event.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { statementsOf } from '../testing/count-statements.js'
import { download, refusalOf } from '../testing/download.js'
import { eventually } from '../testing/eventually.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church({ timeZone: 'Africa/Lagos' })
  admin = await church.person('ADMIN')
})

const path = '/api/v1/events/export-csv/'
const fetchCsv = (query = '', by: Pick<Person, 'token'> | null = admin, of = church) =>
  download({ church: of, by, path: `${path}${query}` })

/** The cells of a CSV file, as fast-csv reads them. */
async function cellsOf(query = '', of = church, by = admin): Promise<readonly (readonly string[])[]> {
  const { bytes } = await fetchCsv(query, by, of)
  const rows: string[][] = []
  for await (const row of parseString<string[], string[]>(bytes.toString('utf8'))) rows.push(row as string[])
  return rows
}
const titlesOf = async (query: string, of = church, by = admin) =>
  (await cellsOf(`?columns=title${query}`, of, by)).slice(1).flat()

describe('the export of events', () => {
  it('has the columns of the specification, in church time and defused, and counts the places taken', async () => {
    const one = await church.event({
      ...{ title: '=1+1', description: 'Come, "all"\nof you', location: '@home', type: 'STUDY', capacity: 4 },
      ...{ registration: 'OPTIONAL', startsAt: '2041-03-01T23:30:00Z', endsAt: '2041-03-02T01:00:00Z' },
    })
    const register = async (guests: number) => {
      const { id: memberId } = await church.member()
      return church.as(admin, async (ctx) => done(await registerForEvent(ctx, { eventId: one.id, memberId, guests })))
    }
    await register(1)
    await register(0)
    const gone = await register(0)
    await register(2)
    await church.as(admin, async (ctx) => done(await cancelRegistration(ctx, { id: gone.id })))

    const [headings, row] = await cellsOf('?from=2041-03-01T00:00:00Z&to=2041-03-03T00:00:00Z')

    expect(headings).toEqual(
      ['Title', 'Description', 'Date', 'End Date', 'Location'].concat(
        ...['Type', 'Capacity', 'Attendees', 'Recurring', 'Pattern'],
      ),
    )
    expect(row).toEqual(
      ["'=1+1", 'Come, "all"\nof you', '2041-03-02 00:30:00', '2041-03-02 02:00:00', "'@home"].concat(
        ...['STUDY', '4', '3', 'No', ''],
      ),
    )
  })

  it('has a row for each occurrence of a series, and tells its rule', async () => {
    const rrule = 'FREQ=DAILY;COUNT=3'
    await church.event({ title: 'Prayers', rrule, startsAt: '2042-03-01T06:00:00Z', endsAt: '2042-03-01T07:00:00Z' })

    const rows = await cellsOf('?columns=startsAt,recurring,pattern&from=2042-03-01T00:00:00Z&to=2042-03-02T12:00:00Z')

    expect(rows.slice(1)).toEqual([
      ['2042-03-01 07:00:00', 'Yes', rrule],
      ['2042-03-02 07:00:00', 'Yes', rrule],
    ])
  })

  it('tells whole days by the midnights of their own zone', async () => {
    await church.event({
      ...{ title: 'Retreat', allDay: true, timeZone: 'Asia/Tokyo' },
      ...{ startsAt: '2043-02-28T15:00:00Z', endsAt: '2043-03-02T15:00:00Z' },
    })

    const rows = await cellsOf('?columns=startsAt,endsAt&from=2043-01-01T00:00:00Z&to=2044-01-01T00:00:00Z')

    expect(rows[1]).toEqual(['2043-03-01 00:00:00', '2043-03-03 00:00:00'])
  })

  it('holds what the list’s filters leave: what was called off, and drafts, only when they are asked for', async () => {
    const of = await world.church()
    const by = await of.person('ADMIN')
    const ministryId = await of.ministry([])
    const now = systemClock.now()
    await of.event({ title: 'Past', startsAt: addSeconds(now, -7200), endsAt: addSeconds(now, -3600) })
    await of.event({ title: 'Choir', ministryId })
    await of.event({ title: 'Public', visibility: 'PUBLIC', type: 'YOUTH' })
    await of.event({ title: 'Leaders', visibility: 'LEADERS' })
    await of.event({ title: 'Draft', isDraft: true })
    const off = await of.event({ title: 'Off' })
    await by.api.sendText(`mutation { cancelEvent(input: { id: "${off.id}", scope: ALL }) { errors { code } } }`)
    const titles = async (query: string) => (await titlesOf(query, of, by)).toSorted()

    expect(await titles('')).toEqual(['Choir', 'Leaders', 'Past', 'Public'])
    expect(await titles('&view=PAST')).toEqual(['Past'])
    expect(await titles('&view=UPCOMING&visibility=LEADERS')).toEqual(['Leaders'])
    expect(await titles(`&ministryId=${ministryId}`)).toEqual(['Choir'])
    expect(await titles('&type=YOUTH')).toEqual(['Public'])
    expect(await titles('&status=CANCELLED')).toEqual(['Off'])
    expect(await titles('&status=DRAFT')).toEqual(['Draft'])
    expect(await titles(`&to=${now}`)).toEqual(['Past'])
    for (const query of ['?from=today', '?type=X', '?status=GONE', '?view=NOW', '?ministryId=1', '?search=a']) {
      expect(await refusalOf(fetchCsv(query, by, of))).toEqual([400, 'BAD_USER_INPUT'])
    }
  })

  it('leaves out kinds of events that the church has switched off', async () => {
    const of = await world.church({ denomination: 'SEVENTH_DAY_ADVENTIST' })
    const by = await of.person('ADMIN')
    const toggle = (features: string) =>
      by.api.sendText(`mutation { updateChurchFeatures(input: {features: {${features}}}) { errors { code } } }`)
    await of.event({ title: 'Clinic', type: 'HEALTH' })

    expect(await titlesOf('', of, by)).toEqual(['Clinic'])
    const told = async () => (await by.api.sendText('{ events { totalCount } }')).text
    await toggle('healthMinistries: false')
    await eventually(told).toContain('"totalCount":0')
    expect(await titlesOf('', of, by)).toEqual([])
    await toggle('events: false')
    await eventually(told).toContain('FEATURE_DISABLED')
    expect(await refusalOf(fetchCsv('', by, of))).toEqual([403, 'FEATURE_DISABLED'])
  })

  it('comes as an Excel workbook, in which dates are dates and numbers are numbers', async () => {
    const of = await world.church({ timeZone: 'Africa/Accra' })
    const by = await of.person('ADMIN')
    await of.event({ title: '=1', startsAt: '2041-03-01T10:00:00Z', endsAt: '2041-03-01T12:00:00Z', capacity: 30 })

    const { headers, bytes } = await download({ church: of, by, path: '/api/v1/events/export-excel/' })
    const [list, about] = (await readXlsx(bytes)).sheets

    expect(headers['content-disposition']).toMatch(/_Events_\d{8}\.xlsx"$/)
    const times = [new Date('2041-03-01T10:00:00Z'), new Date('2041-03-01T12:00:00Z')]
    expect(list?.rows[1]).toEqual(['=1', null, ...times, null, 'SERVICE', 30, 0, 'No', null])
    expect(about?.rows.at(-1)).toEqual(['Rows', 1])
  })

  it('is logged and audited, and refused to others and to another church', async () => {
    const of = await world.church()
    const by = await of.person('ADMIN')
    await fetchCsv('?type=YOUTH', by, of)

    const told = await of.write((db) =>
      db.selectFrom('audit_log').select(['actor_id', 'after']).where('action', '=', 'event.export').execute(),
    )
    expect(told).toMatchObject([
      { actor_id: by.userId, after: { format: 'CSV', filters: { filter: { type: 'YOUTH' } } } },
    ])
    await eventually(() => of.write((db) => db.selectFrom('export_log').selectAll().execute())).toMatchObject([
      { kind: 'EVENTS', format: 'CSV', row_count: 0, outcome: 'DONE' },
    ])
    expect(await refusalOf(fetchCsv('', await of.person('PASTOR'), of))).toEqual([403, 'FORBIDDEN'])
    expect(await refusalOf(fetchCsv('', null, of))).toEqual([401, 'UNAUTHENTICATED'])
    expect(await refusalOf(fetchCsv('', admin, of))).toEqual([403, 'FORBIDDEN'])
  })

  it('asks the database no more for a hundred rows than for one', async () => {
    const [few, many] = [await world.church(), await world.church()]
    const asked = async (of: ChurchWorld, count: number) => {
      const by = await of.person('ADMIN')
      await of.event({ rrule: `FREQ=DAILY;COUNT=${count}` })
      await fetchCsv('', by, of)
      const sent = await statementsOf(async () => {
        expect((await cellsOf('', of, by)).length).toBe(count + 1)
      })
      // Written when the answer has ended already: that of the file before may be among them.
      return sent.filter((text) => !text.startsWith('insert into "export_log"'))
    }

    const [one, hundred] = [await asked(few, 1), await asked(many, 100)]

    expect(hundred.length).toBe(one.length)
    expect(one.filter((text) => text.startsWith('fetch'))).toHaveLength(2)
  })
})
