import { beforeAll, describe, expect, it } from 'vitest'
import { announcementDesk, announcementMoves } from '../testing/announcement-desk.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import type { AnnouncementAudienceInput } from '../testing/generated/graphql.js'
import { plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'

const now = '2031-03-01T10:00:00.000Z'
const clock = { at: now, now: () => clock.at }
const world = await createWorld({ clock })
const { draft, list, move, schedule, seenBy, statusOf, update } = announcementDesk

let church: ChurchWorld
let admin: Person
let member: Person
let leader: Person
let led: string
let foreign: string
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
  member = await church.person('MEMBER')
  leader = await church.person('LEADER')
  led = await plantMinistry(church, { LEADER: [leader.memberId], MEMBER: [member.memberId] })
  foreign = await plantMinistry(church, { LEADER: [(await church.member()).id] })
})

describe('publishing, planning and withdrawing', () => {
  it('shows a published one until it is withdrawn, which is final', async () => {
    const id = await draft(admin, { isPinned: true })

    const published = await move(admin, 'publishAnnouncement', { id })
    expect(await seenBy(member)).toContain(id)
    const withdrawn = await move(admin, 'withdrawAnnouncement', { id })

    expect([published.announcement?.status, withdrawn.announcement?.status]).toEqual(['PUBLISHED', 'WITHDRAWN'])
    expect(withdrawn.announcement?.isPinned).toBe(false)
    expect(await seenBy(member)).not.toContain(id)
    for (const name of announcementMoves.filter((one) => one !== 'duplicateAnnouncement')) {
      expect((await move(admin, name, { id })).errors).toEqual([{ code: 'NOT_ALLOWED_NOW', path: ['id'] }])
    }
    expect((await schedule(admin, id, '2031-03-05T00:00:00Z')).errors).toMatchObject([{ code: 'NOT_ALLOWED_NOW' }])
  })

  it('shows a planned one from its time on, and until its end, whatever the jobs do', async () => {
    const id = await draft(admin, { expiresAt: '2031-03-01T10:02:00Z' })
    await schedule(admin, id, '2031-03-01T10:01:00Z')
    const at = async (time: string) => {
      clock.at = time
      const seen = (await seenBy(member)).includes(id)
      const listed = await list(admin)
      clock.at = now
      const one = listed.find((node) => node.id === id)
      return [seen, one?.status, one?.publishedAt]
    }

    const since = '2031-03-01T10:01:00Z'
    expect(await at('2031-03-01T10:00:59.999Z')).toEqual([false, 'SCHEDULED', since])
    expect(await at('2031-03-01T10:01:00.000Z')).toEqual([true, 'PUBLISHED', since])
    expect(await at('2031-03-01T10:01:59.999Z')).toEqual([true, 'PUBLISHED', since])
    expect(await at('2031-03-01T10:02:00.000Z')).toEqual([false, 'EXPIRED', since])
  })

  it('can plan anew, and take the plan back', async () => {
    const id = await draft(admin)

    expect((await schedule(admin, id, '2031-03-05T00:00:00Z')).announcement?.status).toBe('SCHEDULED')
    expect((await schedule(admin, id, '2031-03-06T00:00:00Z')).errors).toEqual([])
    expect((await move(admin, 'publishAnnouncement', { id })).errors).toMatchObject([{ code: 'NOT_ALLOWED_NOW' }])
    expect((await move(admin, 'unscheduleAnnouncement', { id })).announcement?.status).toBe('DRAFT')
    expect((await move(admin, 'unscheduleAnnouncement', { id })).errors).toMatchObject([{ code: 'NOT_ALLOWED_NOW' }])
    expect((await move(admin, 'publishAnnouncement', { id })).announcement?.status).toBe('PUBLISHED')
  })

  it('refuses impossible times', async () => {
    const id = await draft(admin, { expiresAt: '2031-03-01T10:02:00Z' })
    const invalid = [{ code: 'INVALID', path: ['publishAt'] }]

    expect((await schedule(admin, id, now)).errors).toEqual(invalid)
    expect((await schedule(admin, id, '2001-01-01T00:00:00Z')).errors).toEqual(invalid)
    expect((await schedule(admin, id, '2031-03-01T10:02:00Z')).errors).toEqual(invalid)
    expect(await statusOf(admin, id)).toBe('DRAFT')
    clock.at = '2031-03-01T10:02:00Z'
    const late = await move(admin, 'publishAnnouncement', { id })
    clock.at = now
    expect(late.errors).toEqual([{ code: 'NOT_ALLOWED_NOW', path: ['id'] }])
  })

  it('publishes what was read, and to nobody who is gone', async () => {
    const gone = await plantMinistry(church, {})
    const [one, other] = [await draft(admin), await draft(admin, { audience: { kind: 'MINISTRY', ids: [gone] } })]
    await update(admin, { id: one, title: 'Another' })
    await church.write((db) => db.updateTable('ministry').set({ archived_at: now }).where('id', '=', gone).execute())

    expect((await move(admin, 'publishAnnouncement', { id: one, version: 1 })).errors).toEqual([
      { code: 'STALE_VERSION', path: ['expectedVersion'] },
    ])
    expect((await move(admin, 'publishAnnouncement', { id: other })).errors).toEqual([
      { code: 'NOT_ALLOWED_NOW', path: ['id'] },
    ])
  })

  it('is for leaders as far as their ministries go', async () => {
    const [mine, theirs] = [
      await draft(leader, { audience: { kind: 'MINISTRY', ids: [led] } }),
      await draft(admin, { audience: { kind: 'MINISTRY', ids: [led, foreign] } }),
    ]

    expect((await move(leader, 'publishAnnouncement', { id: mine })).announcement?.status).toBe('PUBLISHED')
    expect((await move(leader, 'publishAnnouncement', { id: theirs })).errors).toEqual([
      { code: 'NOT_FOUND', path: ['id'] },
    ])
    expect((await move(member, 'withdrawAnnouncement', { id: mine })).code).toBe('FORBIDDEN')
    expect((await move(leader, 'withdrawAnnouncement', { id: mine })).announcement?.status).toBe('WITHDRAWN')
  })
})

describe('pinning', () => {
  it('goes on after the text is frozen', async () => {
    const id = await draft(admin)
    await move(admin, 'publishAnnouncement', { id })

    expect((await move(admin, 'pinAnnouncement', { id })).announcement?.isPinned).toBe(true)
    expect((await seenBy(member))[0]).toBe(id)
    expect((await move(admin, 'unpinAnnouncement', { id })).announcement?.isPinned).toBe(false)
  })
})

describe('an audience', () => {
  it.each<[string, () => Promise<AnnouncementAudienceInput>, readonly string[]]>([
    ['everybody', async () => ({ kind: 'CHURCH' }), ['leader', 'member', 'onlooker']],
    ['leaders', async () => ({ kind: 'LEADERS' }), ['leader']],
    ['a role', async () => ({ kind: 'ROLE', ids: [await roleId('TREASURER')] }), ['onlooker']],
    ['a ministry', async () => ({ kind: 'MINISTRY', ids: [led] }), ['leader', 'member']],
    ['a member', async () => ({ kind: 'MEMBER', ids: [member.memberId ?? ''] }), ['member']],
    ['the youth', async () => ({ kind: 'YOUTH' }), ['member']],
    ['children', async () => ({ kind: 'CHILDREN' }), []],
  ])('of %s sees it, and nobody else does', async (_case, audience, expected) => {
    const onlooker = await church.person('TREASURER')
    const id = await draft(admin, { audience: await audience() })
    await move(admin, 'publishAnnouncement', { id })
    // Founded after the announcement: it belongs to the youth all the same.
    const youth = await plantMinistry(church, { MEMBER: [member.memberId] })
    await church.write((db) => db.updateTable('ministry').set({ category: 'YOUTH' }).where('id', '=', youth).execute())

    const people = { leader, member, onlooker }
    const seen: string[] = []
    for (const [name, person] of Object.entries(people)) if ((await seenBy(person)).includes(id)) seen.push(name)
    await church.write((db) => db.deleteFrom('ministry_membership').where('ministry_id', '=', youth).execute())

    expect(seen).toEqual(expected)
    expect(await seenBy(admin)).toContain(id)
  })

  const roleId = async (key: 'TREASURER'): Promise<string> =>
    church.write(async (db) => {
      const role = await db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirstOrThrow()
      return role.id
    })
})

describe('a filter', () => {
  it('narrows the list by where things stand', async () => {
    const own = await world.church()
    const writer = await own.person('PASTOR')
    const ids = {
      DRAFT: await draft(writer, { type: 'URGENT', priority: 'URGENT', isPinned: true }),
      SCHEDULED: await draft(writer),
      PUBLISHED: await draft(writer),
      EXPIRED: await draft(writer, { expiresAt: '2031-03-01T10:00:01Z' }),
      WITHDRAWN: await draft(writer),
    }
    await schedule(writer, ids.SCHEDULED, '2031-03-09T00:00:00Z')
    for (const id of [ids.PUBLISHED, ids.EXPIRED, ids.WITHDRAWN]) await move(writer, 'publishAnnouncement', { id })
    await move(writer, 'withdrawAnnouncement', { id: ids.WITHDRAWN })
    clock.at = '2031-03-01T10:01:00.000Z'
    const listed = (filter: Parameters<typeof seenBy>[1]) => seenBy(writer, filter)

    for (const status of ['DRAFT', 'SCHEDULED', 'PUBLISHED', 'EXPIRED', 'WITHDRAWN'] as const) {
      expect(await listed({ status })).toEqual([ids[status]])
    }
    expect(await listed({ type: 'URGENT' })).toEqual([ids.DRAFT])
    expect(await listed({ priority: 'URGENT' })).toEqual([ids.DRAFT])
    expect(await listed({ isPinned: true })).toEqual([ids.DRAFT])
    expect(await listed({ isPinned: false })).toHaveLength(4)
    expect((await listed({}))[0]).toBe(ids.DRAFT)
    clock.at = now
  })
})
