import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openLobby } from '../app/open-lobby.js'
import { addSeconds } from '../platform/instant.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { movableClock } from '../testing/movable-clock.js'
import { plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'
import type { Announcement, AnnouncementDescription } from './announcement.js'
import { createAnnouncement } from './create-announcement.js'
import {
  publishAnnouncement,
  scheduleAnnouncement,
  unscheduleAnnouncement,
  withdrawAnnouncement,
} from './publish-announcement.js'
import { settleAnnouncement } from './settle-announcement.js'
import { settleOverdue } from './settle-overdue.js'

const clock = movableClock()
const world = await createWorld({ clock })

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
})
// Tokens do not outlive the minutes that the clock is put forward.
beforeEach(async () => {
  admin = await church.person('ADMIN')
})

const attempt = { id: 'a test', number: 1, isLast: false }
const draft = (described: AnnouncementDescription = {}): Promise<Announcement> =>
  church.as(admin, async (ctx) =>
    done(await createAnnouncement(ctx, { title: 'Vigil', body: 'x'.repeat(300), priority: 'HIGH', ...described })),
  )
const inSeconds = (seconds: number): string => addSeconds(clock.now(), seconds)
const schedule = (id: string, publishAt: string) =>
  church.as(admin, async (ctx) => done(await scheduleAnnouncement(ctx, { id, publishAt })))
const settle = (id: string) => church.as(admin, (ctx) => settleAnnouncement.run(ctx, { announcementId: id }, attempt))
const kept = (id: string) =>
  church.write((db) => db.selectFrom('announcement').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
const told = (id: string) =>
  church.write((db) => db.selectFrom('notification').selectAll().where('entity_id', '=', id).orderBy('seq').execute())
const entries = (id: string) =>
  church.write(async (db) => {
    const rows = await db.selectFrom('audit_log').select('action').where('entity_id', '=', id).orderBy('seq').execute()
    return rows.map(({ action }) => action.replace('announcement.', ''))
  })
const waiting = async () => {
  const { rows } = await world.database.owner.query<{ run_at: string; key: string }>(
    `select j.run_at, p.key from jobs.job j join graphile_worker._private_jobs p using (id)
     where j.church = $1 and j.task = 'settle-announcement' and j.state = 'WAITING' order by 1`,
    [church.church.placeKey],
  )
  return rows
}
const forget = () => world.database.owner.query('select jobs.forget($1)', [church.church.placeKey])

// Before any worker runs: what is enqueued waits.
describe('a planned announcement', () => {
  it('is told of when it is published, once, however often the job is done', async () => {
    const { id } = await draft({ expiresAt: inSeconds(600) })
    const { publishAt } = await schedule(id, inSeconds(300))
    await settle(id)
    const before = await told(id)

    clock.forward(300)
    await settle(id)
    await settle(id)

    expect(before).toEqual([])
    expect(await told(id)).toMatchObject([
      {
        ...{ type: 'ANNOUNCEMENT_PUBLISHED', category: 'ANNOUNCEMENT', priority: 'HIGH', title: 'Vigil' },
        ...{ message: `${'x'.repeat(199)}…`, audience_kind: 'CHURCH', audience_ids: [], entity: 'announcement' },
        expires_at: (await kept(id)).expires_at,
      },
    ])
    expect(await kept(id)).toMatchObject({ status: 'PUBLISHED', published_at: publishAt, publish_at: publishAt })
    clock.forward(300)
    await settle(id)
    await settle(id)
    expect(await kept(id)).toMatchObject({ status: 'EXPIRED' })
    expect(await told(id)).toHaveLength(1)
    expect(await entries(id)).toEqual(['create', 'schedule', 'publish', 'expire'])
    await forget()
  })

  it('has one job, at the time that was asked for last', async () => {
    const { id } = await draft()

    await schedule(id, inSeconds(300))
    const { publishAt } = await schedule(id, inSeconds(600))

    expect((await waiting()).map(({ run_at }) => Date.parse(run_at))).toEqual([Date.parse(publishAt ?? '')])
    await forget()
  })

  it('that is a draft again is left by its job', async () => {
    const { id } = await draft()
    await schedule(id, inSeconds(60))
    await church.as(admin, async (ctx) => done(await unscheduleAnnouncement(ctx, { id })))

    clock.forward(60)
    await settle(id)

    expect(await kept(id)).toMatchObject({ status: 'DRAFT', publish_at: null })
    expect(await told(id)).toEqual([])
    await forget()
  })

  it('whose whole time passed unnoticed is over, and nobody is told', async () => {
    const { id } = await draft({ expiresAt: inSeconds(20) })
    const { publishAt } = await schedule(id, inSeconds(10))

    clock.forward(30)
    await settle(id)

    expect(await kept(id)).toMatchObject({ status: 'EXPIRED', published_at: publishAt })
    expect(await told(id)).toEqual([])
    await forget()
  })

  it('asks its job to come again when the queue’s clock is ahead', async () => {
    const { id } = await draft()
    await schedule(id, inSeconds(30))

    await expect(settle(id)).rejects.toMatchObject({ name: 'NotYet', seconds: 30 })
    await forget()
  })

  it('is asked for anew when its job is lost', async () => {
    const { id } = await draft()
    await schedule(id, inSeconds(10))
    await forget()
    const { parts, catalogue } = world.app
    const origin = { requestId: crypto.randomUUID(), ip: null, userAgent: null }
    const sweep = () =>
      settleOverdue.run(openLobby(parts, { catalogue, origin, caller: { superAdmin: null, refusedToken: null } }))

    clock.forward(60)
    await sweep()
    const inTime = await waiting()
    clock.forward(300)
    await sweep()

    expect(inTime.filter(({ key }) => key.includes(id))).toEqual([])
    expect((await waiting()).filter(({ key }) => key.includes(id))).toHaveLength(1)
    await forget()
    await settle(id)
    expect(await told(id)).toHaveLength(1)
  })
})

describe('those who want the same announcement at once', () => {
  it('take turns: it is published once, by whoever comes first', async () => {
    const { id } = await draft()

    const outcomes = await church.race(admin, (ctx) => publishAnnouncement(ctx, { id }))

    expect(outcomes.filter((outcome) => 'errors' in outcome)).toHaveLength(9)
    expect(await told(id)).toHaveLength(1)
    expect(await entries(id)).toEqual(['create', 'publish'])
  })

  it('are its job ten times: it is published and told once', async () => {
    const { id } = await draft()
    await schedule(id, inSeconds(10))
    clock.forward(10)

    await church.race(admin, (ctx) => settleAnnouncement.run(ctx, { announcementId: id }, attempt))

    expect(await told(id)).toHaveLength(1)
    expect(await entries(id)).toEqual(['create', 'schedule', 'publish'])
    await forget()
  })

  it('are its job and who withdraws it: no notice outlives it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await draft()
      await schedule(id, inSeconds(10))
      clock.forward(10)

      await church.race(admin, async (ctx, racer) => {
        if (racer % 2 === 0) await settleAnnouncement.run(ctx, { announcementId: id }, attempt)
        else await withdrawAnnouncement(ctx, { id })
      })

      expect(await kept(id)).toMatchObject({ status: 'WITHDRAWN' })
      const notices = await told(id)
      expect(notices.length).toBeLessThanOrEqual(1)
      for (const { expires_at } of notices) expect(expires_at).not.toBeNull()
      expect((await entries(id)).filter((action) => action === 'withdraw')).toHaveLength(1)
    }
    await forget()
  })

  it('are its job, who plans it anew and who takes the plan back: it is never told twice, nor as a draft', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await draft()
      await schedule(id, inSeconds(10))
      clock.forward(10)

      await church.race(admin, async (ctx, racer) => {
        if (racer % 3 === 0) await settleAnnouncement.run(ctx, { announcementId: id }, attempt)
        else if (racer % 3 === 1) await unscheduleAnnouncement(ctx, { id })
        else await scheduleAnnouncement(ctx, { id, publishAt: inSeconds(300) })
      })

      // Its time had come: whoever came first, nobody could take it back.
      expect(await kept(id)).toMatchObject({ status: 'PUBLISHED' })
      expect(await told(id)).toHaveLength(1)
    }
    await forget()
  })
})

describe('the notice of an announcement', () => {
  const publish = async (described: AnnouncementDescription): Promise<string> => {
    const { id } = await draft(described)
    await church.as(admin, async (ctx) => done(await publishAnnouncement(ctx, { id })))
    return id
  }

  it('goes to its audience as it is at that moment', async () => {
    const youth = await plantMinistry(church, {})
    const set = { category: 'YOUTH' as const }
    await church.write((db) => db.updateTable('ministry').set(set).where('id', '=', youth).execute())
    const leaders = await church.write((db) =>
      db.selectFrom('role').select('id').where('key', '=', 'LEADER').executeTakeFirstOrThrow(),
    )
    const { id: member } = await church.member()

    const notices = [
      ...(await told(await publish({ audience: { kind: 'YOUTH' } }))),
      ...(await told(await publish({ audience: { kind: 'LEADERS' } }))),
      ...(await told(await publish({ audience: { kind: 'MEMBER', ids: [member, member] } }))),
      ...(await told(await publish({ audience: { kind: 'CHILDREN' } }))),
    ]

    expect(notices.map(({ audience_kind, audience_ids }) => [audience_kind, audience_ids])).toEqual([
      ['MINISTRY', [youth]],
      ['ROLE', [leaders.id]],
      ['MEMBER', [member]],
    ])
  })

  it('is seen at once, and no more once it is withdrawn', async () => {
    const reader = await church.person('MEMBER')
    const title = crypto.randomUUID()
    const id = await publish({ title })
    const seen = async () => {
      const { data } = await reader.api.sendText('{ notifications(first: 100) { nodes { title } } }')
      return JSON.stringify(data).includes(title)
    }

    const before = await seen()
    await church.as(admin, async (ctx) => done(await withdrawAnnouncement(ctx, { id })))

    expect([before, await seen()]).toEqual([true, false])
  })
})

describe('the database itself', () => {
  it.each([
    ['changes the words of', { title: 'Another' }],
    ['changes the audience of', { audience_kind: 'MEMBER' as const, audience_ids: [crypto.randomUUID()] }],
    ['unpublishes', { status: 'DRAFT' as const, published_at: null, publish_at: null }],
  ])('never %s what was published', async (_case, change) => {
    const { id } = await draft()
    await church.as(admin, async (ctx) => done(await publishAnnouncement(ctx, { id })))

    const changing = church.write((db) => db.updateTable('announcement').set(change).where('id', '=', id).execute())

    await expect(changing).rejects.toMatchObject({ code: '23514' })
  })
})
