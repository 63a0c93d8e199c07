import { beforeAll, describe, expect, it } from 'vitest'
import { addSeconds } from '../platform/instant.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { download, refusalOf } from '../testing/download.js'
import { graphql } from '../testing/generated/gql.js'
import type { CreateAttendeesExportInput, CreateEventsExportInput } from '../testing/generated/graphql.js'
import { movableClock } from '../testing/movable-clock.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { createWorld } from '../testing/world.js'

const clock = movableClock()
const world = await createWorld({ clock })

const CreateEventsExport = graphql(/* GraphQL */ `
  mutation CreateEventsExport($input: CreateEventsExportInput!) {
    createEventsExport(input: $input) {
      url
      expiresAt
      errors {
        code
        path
      }
    }
  }
`)

const CreateAttendeesExport = graphql(/* GraphQL */ `
  mutation CreateAttendeesExport($input: CreateAttendeesExportInput!) {
    createAttendeesExport(input: $input) {
      url
      expiresAt
      errors {
        code
        path
      }
    }
  }
`)

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
})

const follow = (url: string | null | undefined, of = church) => {
  const { pathname, search } = new URL(url ?? '')
  return download({ church: of, path: pathname + search })
}

const eventsLink = async (by: Person, input: Partial<CreateEventsExportInput> = {}) =>
  (await by.api.send(CreateEventsExport, { input: { format: 'CSV', ...input } })).data?.createEventsExport

const attendeesLink = async (input: Omit<CreateAttendeesExportInput, 'format'>, by = admin) =>
  (await by.api.send(CreateAttendeesExport, { input: { format: 'CSV', ...input } })).data?.createAttendeesExport

describe('a link to an export of events', () => {
  it('leads without a token to the events that were wanted, for five minutes', async () => {
    const { startsAt } = await church.event({ title: 'Bible study', type: 'STUDY' })
    await church.event({ title: 'Service' })
    const wanted = { filter: { type: 'STUDY', from: startsAt }, columns: ['title', 'type'] } as const

    const link = await eventsLink(admin, { ...wanted, columns: [...wanted.columns] })
    const { status, headers, bytes } = await follow(link?.url)

    expect([status, bytes.toString('utf8')]).toEqual([200, '\uFEFFTitle,Type\r\nBible study,STUDY\r\n'])
    expect(headers['content-disposition']).toMatch(/_Events_\d{8}\.csv"$/)
    expect(link?.url).not.toContain('STUDY')
    clock.forward(301)
    expect(await refusalOf(follow(link?.url))).toEqual([401, 'TOKEN_EXPIRED'])
  })

  it('asks which side of now is meant when it is followed', async () => {
    const { endsAt } = await church.event({
      title: 'Soon over',
      startsAt: addSeconds(clock.now(), 30),
      endsAt: addSeconds(clock.now(), 60),
    })
    const link = await eventsLink(admin, { view: 'PAST', filter: { from: addSeconds(endsAt, -1) }, columns: ['title'] })

    const before = await follow(link?.url)
    clock.forward(61)
    const after = await follow(link?.url)

    expect(before.bytes.toString()).toBe('\uFEFFTitle\r\n')
    expect(after.bytes.toString()).toBe('\uFEFFTitle\r\nSoon over\r\n')
  })

  it('is a workbook where that is wanted, refuses columns there are not, and is for who manages events', async () => {
    const { bytes } = await follow((await eventsLink(admin, { format: 'XLSX' }))?.url)

    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    const errors = [{ code: 'INVALID', path: ['columns', '0'] }]
    expect(await eventsLink(admin, { columns: ['leaderIds'] })).toMatchObject({ url: null, errors })
    expect(await eventsLink(await church.person('LEADER'))).toBeNull()
  })
})

describe('a link to an export of attendees', () => {
  it('leads without a token to who registered for the occurrence', async () => {
    const { eventId, memberId } = await plantRegistration(church, admin)
    const number = await church.write((db) =>
      db.selectFrom('member').select('member_number').where('id', '=', memberId).executeTakeFirstOrThrow(),
    )

    const link = await attendeesLink({ eventId, columns: ['memberNumber', 'status'] })
    const { headers, bytes } = await follow(link?.url)

    expect(bytes.toString('utf8')).toBe(`\uFEFFMember ID,Status\r\n${number.member_number},REGISTERED\r\n`)
    expect(headers['content-disposition']).toContain('_Attendees_')
    expect(link?.url).not.toContain(eventId)
  })

  it('says which occurrence of a series, and refuses one there is not', async () => {
    const { id: eventId, occurrenceAt } = await church.event({ rrule: 'FREQ=DAILY;COUNT=2' })
    const refused = async (input: Omit<CreateAttendeesExportInput, 'format'>) => (await attendeesLink(input))?.errors

    expect((await follow((await attendeesLink({ eventId, occurrenceAt }))?.url)).status).toBe(200)
    expect(await refused({ eventId })).toEqual([{ code: 'REQUIRED', path: ['occurrenceAt'] }])
    expect(await refused({ eventId, occurrenceAt: addSeconds(occurrenceAt, 60) })).toEqual([
      { code: 'NOT_FOUND', path: ['occurrenceAt'] },
    ])
    expect(await refused({ eventId: crypto.randomUUID() })).toEqual([{ code: 'NOT_FOUND', path: ['eventId'] }])
    expect(await refused({ eventId, columns: ['x'] })).toEqual([{ code: 'INVALID', path: ['columns', '0'] }])
  })

  it('leads nowhere as a link to events, nor at another church', async () => {
    const { eventId } = await plantRegistration(church, admin)
    const url = (await attendeesLink({ eventId }))?.url ?? ''
    const other = await world.church()

    expect(await refusalOf(follow(url.replace('/attendees/', '/')))).toEqual([401, 'UNAUTHENTICATED'])
    expect(await refusalOf(follow(url, other))).toEqual([403, 'FORBIDDEN'])
  })
})
