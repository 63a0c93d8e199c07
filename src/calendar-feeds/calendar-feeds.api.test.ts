import { describe, expect, it } from 'vitest'
import { eraseMember } from '../members/erase-member.js'
import { calendarPath, readCalendarAt as read, titlesIn } from '../testing/calendar-program.js'
import { type ChurchWorld, done, type Person, testPassword } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const CreateFeed = graphql(`
  mutation CreateFeed($input: CreateCalendarFeedInput!) {
    createCalendarFeed(input: $input) {
      feed {
        id
      }
      path
      errors {
        code
        path
      }
    }
  }
`)

const RevokeFeed = graphql(`
  mutation RevokeFeed($input: RevokeCalendarFeedInput!) {
    revokeCalendarFeed(input: $input) {
      feed {
        revokedAt
      }
      errors {
        code
        path
      }
    }
  }
`)

const Feeds = graphql(`
  query Feeds {
    calendarFeeds {
      id
    }
  }
`)

const showPublic = (church: ChurchWorld, isShown: boolean) =>
  church.write((db) => db.updateTable('church_settings').set({ ical_public: isShown }).execute())

async function feedOf({ api }: Person, input: { kind: 'CHURCH' | 'MINISTRY' | 'MINE'; ministryId?: string }) {
  const { data } = await api.send(CreateFeed, { input })
  return { id: data?.createCalendarFeed?.feed?.id ?? '', path: data?.createCalendarFeed?.path ?? '' }
}

async function gather() {
  const church = await world.church()
  const [member, leader] = [await church.person('MEMBER'), await church.person('LEADER')]
  const ministryId = await church.ministry([member.memberId ?? ''])
  await church.event({ title: 'Public', visibility: 'PUBLIC' })
  await church.event({ title: 'Members' })
  await church.event({ title: 'Choir', ministryId })
  await church.event({ title: 'Leaders', visibility: 'LEADERS' })
  await church.event({ title: 'Draft', isDraft: true })
  return { church, member, leader, ministryId }
}

describe('the calendar of a church', () => {
  it('shows PUBLIC events to everybody, where the church wants that', async () => {
    const { church } = await gather()

    await showPublic(church, false)
    const closed = await read(church, calendarPath)
    await showPublic(church, true)
    const open = await read(church, calendarPath)

    expect(closed.status).toBe(401)
    expect(open.headers['content-type']).toBe('text/calendar; charset=utf-8')
    expect(titlesIn(open)).toEqual(['Public'])
  })

  it('answers 304 to who has it already, until something in it changes', async () => {
    const { church } = await gather()
    await showPublic(church, true)
    const first = await read(church, calendarPath)
    const known = { 'if-none-match': first.headers['etag'] ?? '' }

    const same = await read(church, calendarPath, known)
    await church.event({ title: 'Members again' })
    const stillSame = await read(church, calendarPath, known)
    await church.event({ title: 'New', visibility: 'PUBLIC' })
    const other = await read(church, calendarPath, known)

    expect([same.status, stillSame.status, other.status]).toEqual([304, 304, 200])
    expect(first.headers['last-modified']).toMatch(/GMT$/)
  })
})

describe('a secret link', () => {
  it('shows what its owner may see, and of that what it is about', async () => {
    const { church, member, leader, ministryId } = await gather()
    const titles = async (person: Person, input: Parameters<typeof feedOf>[1]) =>
      titlesIn(await read(church, (await feedOf(person, input)).path))

    expect(await titles(member, { kind: 'MINE' })).toEqual(['Choir'])
    expect(await titles(member, { kind: 'CHURCH' })).toEqual(['Members', 'Public'])
    expect(await titles(member, { kind: 'MINISTRY', ministryId })).toEqual(['Choir'])
    expect(await titles(leader, { kind: 'MINE' })).toEqual([])
    expect(await titles(leader, { kind: 'MINISTRY', ministryId })).toEqual([])
  })

  it('shows nothing any more once it is revoked, or its owner is gone', async () => {
    const { church, member, leader } = await gather()
    const [own, other] = [await feedOf(member, { kind: 'MINE' }), await feedOf(leader, { kind: 'MINE' })]

    const foreign = await leader.api.send(RevokeFeed, { input: { id: own.id } })
    expect((await member.api.send(Feeds, {})).data?.calendarFeeds).toEqual([{ id: own.id }])
    const revoked = await member.api.send(RevokeFeed, { input: { id: own.id } })
    await church.setStatus(leader.userId, 'DISABLED')

    expect(foreign.data?.revokeCalendarFeed?.errors).toEqual([{ code: 'NOT_FOUND', path: ['id'] }])
    expect(revoked.data?.revokeCalendarFeed?.errors).toEqual([])
    expect((await read(church, own.path)).status).toBe(404)
    expect((await read(church, other.path)).status).toBe(404)
    expect((await member.api.send(Feeds, {})).data?.calendarFeeds).toEqual([])
  })

  it('leads nowhere once its owner was erased, with and without what a program knows of it', async () => {
    const { church, member } = await gather()
    const { path } = await feedOf(member, { kind: 'CHURCH' })
    const { headers } = await read(church, path)
    const admin = await church.person('ADMIN')

    await church.as(admin, async (ctx) =>
      done(await eraseMember(ctx, { id: member.memberId ?? '', password: testPassword })),
    )

    expect((await read(church, path)).status).toBe(404)
    expect((await read(church, path, { 'if-none-match': headers['etag'] ?? '' })).status).toBe(404)
    expect((await read(church, path, { 'if-none-match': '*' })).status).toBe(404)
  })

  it('is of one church: at another it is nothing', async () => {
    const { member } = await gather()
    const { path } = await feedOf(member, { kind: 'MINE' })

    const { status, text } = await read(await world.church(), path)
    expect(status).toBe(404)
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
  })

  it('stands nowhere in the database as it was shown', async () => {
    const { church, member } = await gather()
    const { path } = await feedOf(member, { kind: 'MINE' })

    const rows = await church.write((db) => db.selectFrom('calendar_feed').selectAll().execute())

    expect(JSON.stringify(rows)).not.toContain(path.split('=')[1])
  })

  it.each([
    ['MINISTRY of none', { kind: 'MINISTRY' }, 'REQUIRED'],
    ['a ministry that there is not', { kind: 'MINISTRY', ministryId: crypto.randomUUID() }, 'NOT_FOUND'],
    ['CHURCH with a ministry', { kind: 'CHURCH', ministryId: crypto.randomUUID() }, 'INVALID'],
  ] as const)('is refused for %s', async (_case, input, code) => {
    const church = await world.church()
    const member = await church.person('MEMBER')

    const { data } = await member.api.send(CreateFeed, { input })

    expect(data?.createCalendarFeed?.errors).toEqual([{ code, path: ['ministryId'] }])
  })

  it('is refused to who has twenty', async () => {
    const church = await world.church()
    const member = await church.person('MEMBER')
    for (let made = 0; made < 20; made += 1) await feedOf(member, { kind: 'MINE' })

    const { data } = await member.api.send(CreateFeed, { input: { kind: 'MINE' } })

    expect(data?.createCalendarFeed?.errors).toMatchObject([{ code: 'NOT_ALLOWED_NOW' }])
  })
})
