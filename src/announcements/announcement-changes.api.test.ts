import { beforeAll, describe, expect, it } from 'vitest'
import { announcementDesk } from '../testing/announcement-desk.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import type { AnnouncementAudienceInput, CreateAnnouncementInput } from '../testing/generated/graphql.js'
import { plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'

const now = '2031-03-01T10:00:00.000Z'
const clock = { at: now, now: () => clock.at }
const world = await createWorld({ clock })
const { create, draft, move, schedule, seenBy, statusOf, update } = announcementDesk

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

describe('createAnnouncement', () => {
  it('begins a draft that its writers see, and nobody else', async () => {
    const { announcement, errors } = await create(admin, {
      ...{ title: '  Harvest ', priority: 'HIGH', type: 'CELEBRATION', isPinned: true },
      expiresAt: '2031-04-01T00:00:00Z',
    })

    expect(errors).toEqual([])
    expect(announcement).toEqual({
      id: expect.any(String) as string,
      ...{ title: 'Harvest', body: 'Come.', type: 'CELEBRATION', priority: 'HIGH', status: 'DRAFT', isPinned: true },
      ...{ publishAt: null, publishedAt: '2031-03-01T10:00:00Z', expiresAt: '2031-04-01T00:00:00Z', version: 1 },
      audience: { kind: 'CHURCH', ids: [] },
    })
    const id = announcement?.id ?? ''
    expect(await seenBy(admin)).toContain(id)
    expect(await seenBy(member)).not.toContain(id)
    expect(await statusOf(member, id)).toBeUndefined()
  })

  const nobody = crypto.randomUUID()
  it.each<[string, Partial<CreateAnnouncementInput>, readonly object[]]>([
    ['no title', { title: ' ' }, [{ code: 'REQUIRED', path: ['title'] }]],
    ['no text', { body: '' }, [{ code: 'REQUIRED', path: ['body'] }]],
    ['a long title', { title: 'x'.repeat(256) }, [{ code: 'TOO_LONG', path: ['title'], params: { maximum: 255 } }]],
    ['a long text', { body: 'x'.repeat(10_001) }, [{ code: 'TOO_LONG', path: ['body'], params: { maximum: 10_000 } }]],
    ['an end that is over', { expiresAt: now }, [{ code: 'INVALID', path: ['expiresAt'] }]],
    ['roles that are not named', { audience: { kind: 'ROLE' } }, [{ code: 'REQUIRED', path: ['audience', 'ids'] }]],
    [
      'ids of everybody',
      { audience: { kind: 'CHURCH', ids: [nobody] } },
      [{ code: 'INVALID', path: ['audience', 'ids'] }],
    ],
    [
      'ids of the youth',
      { audience: { kind: 'YOUTH', ids: [nobody] } },
      [{ code: 'INVALID', path: ['audience', 'ids'] }],
    ],
    [
      'too many ids',
      { audience: { kind: 'MEMBER', ids: Array.from({ length: 1001 }, () => crypto.randomUUID()) } },
      [{ code: 'INVALID', path: ['audience', 'ids'] }],
    ],
    [
      'an unknown role',
      { audience: { kind: 'ROLE', ids: [nobody] } },
      [{ code: 'NOT_FOUND', path: ['audience', 'ids', '0'] }],
    ],
    ['an unknown ministry', { audience: { kind: 'MINISTRY', ids: [nobody] } }, [{ code: 'NOT_FOUND' }]],
    ['an unknown member', { audience: { kind: 'MEMBER', ids: [nobody] } }, [{ code: 'NOT_FOUND' }]],
    ['two faults', { title: '', expiresAt: now }, [{ code: 'REQUIRED' }, { code: 'INVALID' }]],
  ])('refuses %s, and writes nothing', async (_case, input, faults) => {
    const before = (await seenBy(admin)).length

    const { announcement, errors } = await create(admin, input)

    expect(announcement).toBeNull()
    expect(errors).toMatchObject(faults)
    expect(errors).toHaveLength(faults.length)
    expect(await seenBy(admin)).toHaveLength(before)
  })

  it('is for leaders as long as it is for ministries that they lead', async () => {
    const mine = await create(leader, { audience: { kind: 'MINISTRY', ids: [led] } })
    const others: readonly (AnnouncementAudienceInput | undefined)[] = [
      ...[undefined, { kind: 'CHURCH' as const }, { kind: 'YOUTH' as const }, { kind: 'LEADERS' as const }],
      ...[
        { kind: 'MINISTRY' as const, ids: [foreign] },
        { kind: 'MINISTRY' as const, ids: [led, foreign] },
      ],
      { kind: 'MINISTRY' as const, ids: [] },
      { kind: 'MEMBER' as const, ids: [member.memberId ?? ''] },
    ]

    expect(mine.errors).toEqual([])
    for (const audience of others) expect((await create(leader, audience ? { audience } : {})).code).toBe('FORBIDDEN')
  })
})

describe('updateAnnouncement', () => {
  it('changes what is named, until it is published', async () => {
    const id = await draft(admin, { expiresAt: '2031-04-01T00:00:00Z' })

    const changed = await update(admin, { id, title: 'Picnic', expiresAt: null, expectedVersion: 1 })
    const stale = await update(admin, { id, title: 'Walk', expectedVersion: 1 })
    const empty = await update(admin, { id, title: null })
    await move(admin, 'publishAnnouncement', { id })
    const frozen = await update(admin, { id, title: 'Walk' })

    expect(changed.announcement).toMatchObject({ title: 'Picnic', expiresAt: null, version: 2 })
    expect(stale.errors).toEqual([{ code: 'STALE_VERSION', path: ['expectedVersion'] }])
    expect(empty.errors).toEqual([{ code: 'REQUIRED', path: ['title'] }])
    expect(frozen.errors).toEqual([{ code: 'NOT_ALLOWED_NOW', path: ['id'] }])
  })

  it('refuses an end before the time that is planned', async () => {
    const id = await draft(admin)
    await schedule(admin, id, '2031-03-05T00:00:00Z')

    const { errors } = await update(admin, { id, expiresAt: '2031-03-04T00:00:00Z' })

    expect(errors).toEqual([{ code: 'INVALID', path: ['expiresAt'] }])
  })

  it('gives leaders nothing of others, and lets them give nothing to others', async () => {
    const [mine, theirs] = [
      await draft(leader, { audience: { kind: 'MINISTRY', ids: [led] } }),
      await draft(admin, { audience: { kind: 'MINISTRY', ids: [foreign] } }),
    ]
    const shown = await draft(admin)
    await move(admin, 'publishAnnouncement', { id: shown })

    expect((await update(leader, { id: mine, title: 'Choir' })).announcement?.title).toBe('Choir')
    expect((await update(leader, { id: mine, audience: { kind: 'CHURCH' } })).code).toBe('FORBIDDEN')
    expect((await update(leader, { id: theirs, title: 'x' })).errors).toEqual([{ code: 'NOT_FOUND', path: ['id'] }])
    expect((await update(leader, { id: shown, title: 'x' })).code).toBe('FORBIDDEN')
    expect((await seenBy(leader)).filter((id) => [mine, theirs].includes(id))).toEqual([mine])
  })

  it('lets one of two editors win who both read the same version', async () => {
    const id = await draft(admin)

    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((title) => update(admin, { id, title, expectedVersion: 1 })),
    )

    expect(answers.flatMap(({ errors }) => errors ?? []).map(({ code }) => code)).toEqual(
      Array(3).fill('STALE_VERSION'),
    )
  })
})

describe('deleteDraft and duplicateAnnouncement', () => {
  it('remove a draft, and begin one like another', async () => {
    const id = await draft(admin, { isPinned: true, expiresAt: '2031-04-01T00:00:00Z' })

    const copy = await move(admin, 'duplicateAnnouncement', { id })
    const removed = await move(admin, 'deleteDraft', { id })

    expect(copy.announcement).toMatchObject({ title: 'Harvest', status: 'DRAFT', isPinned: false })
    expect(removed.announcement?.id).toBe(id)
    expect(await statusOf(admin, id)).toBeUndefined()
    expect((await move(admin, 'deleteDraft', { id })).errors).toEqual([{ code: 'NOT_FOUND', path: ['id'] }])
    expect((await move(admin, 'duplicateAnnouncement', { id })).errors).toEqual([{ code: 'NOT_FOUND', path: ['id'] }])
  })
})
