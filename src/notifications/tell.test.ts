import { beforeEach, describe, expect, it } from 'vitest'
import { unaudited } from '../platform/audit/audit-entry.js'
import { inTransaction } from '../platform/transaction.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { type Audience, type NewNotification, wholeChurch } from './notification.js'
import { roleAudience } from './role-audience.queries.js'
import { tell } from './tell.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
})

const news: NewNotification = {
  ...{
    type: 'TOLD',
    category: 'OTHER',
    priority: 'NORMAL',
    actionKind: 'INFO',
    title: 'Told',
    message: 'It was told.',
  },
  ...{ entity: null, entityId: null, audience: wholeChurch },
}

const say = (told: Partial<NewNotification>) => (ctx: Parameters<typeof tell>[0]) =>
  inTransaction(ctx, async (inner) => {
    inner.audit(unaudited('a test'))
    await tell(inner, { ...news, ...told })
  })

const rows = () =>
  church.write((db) =>
    db
      .selectFrom('notification')
      .select(['seq', 'audience_ids', 'dedup_key', 'path', 'params', 'except_user', 'expires_at'])
      .orderBy('seq')
      .execute(),
  )

describe('tell', () => {
  it('keeps whom it is not for, where it leads, what it was made from and when it ends', async () => {
    const expiresAt = '2999-01-01T00:00:00Z'
    await church.as(
      admin,
      say({ exceptUser: admin.userId, path: '/events/1', params: { title: 'Harvest' }, expiresAt }),
    )

    expect(await rows()).toMatchObject([
      { path: '/events/1', params: { title: 'Harvest' }, except_user: admin.userId, expires_at: expiresAt },
    ])
  })

  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', 'events/1', '/a\nb'])(
    'refuses %j as the place where it leads',
    async (path) => {
      await expect(church.as(admin, say({ path }))).rejects.toThrow('notification_path_relative')
    },
  )

  it('tells once under a key, whoever tries at the same time, and leaves no hole in the sequence', async () => {
    await church.race(admin, say({ dedupKey: 'reminder of 1' }))
    await church.as(admin, say({}))

    expect(await rows()).toMatchObject([
      { seq: '1', dedup_key: 'reminder of 1' },
      { seq: '2', dedup_key: null },
    ])
  })

  it('splits an audience of more than 1,000, names nobody twice, and tells nobody for nobody', async () => {
    const ids = Array.from({ length: 1001 }, () => crypto.randomUUID())
    await church.as(admin, say({ audience: { kind: 'MEMBER', ids: [...ids, ...ids] }, dedupKey: 'once' }))
    await church.as(admin, say({ audience: { kind: 'MEMBER', ids: [] } }))

    const told = await rows()
    expect(told.map(({ audience_ids }) => audience_ids.length)).toEqual([1000, 1])
    expect(told.flatMap(({ audience_ids }) => audience_ids)).toEqual(ids)
  })
})

describe('roleAudience', () => {
  const keysOf = async ({ kind, ids }: Audience) => {
    expect(kind).toBe('ROLE')
    const roles = await church.write((db) => db.selectFrom('role').select(['id', 'key']).execute())
    return roles.flatMap(({ id, key }) => (ids.includes(id) ? [key] : [])).toSorted()
  }
  const audienceOf = (...keys: Parameters<typeof roleAudience>[1]) => church.write((db) => roleAudience(db, keys))

  it('names roles that somebody holds, and the administrators in place of one that nobody does', async () => {
    await church.person('PASTOR')

    expect(await keysOf(await audienceOf('PASTOR'))).toEqual(['PASTOR'])
    expect(await keysOf(await audienceOf('TREASURER'))).toEqual(['ADMIN'])
    expect(await keysOf(await audienceOf('TREASURER', 'PASTOR', 'ADMIN'))).toEqual(['ADMIN', 'PASTOR'])
  })

  it('counts who holds a role based on it, and nobody whose time is over', async () => {
    const holder = await church.person('MEMBER')
    await church.write(async (db) => {
      const id = crypto.randomUUID()
      await db.insertInto('role').values({ id, name: 'Bursar', based_on: 'TREASURER' }).execute()
      const held = { id: crypto.randomUUID(), user_id: holder.userId, role_id: id }
      await db.insertInto('user_role').values(held).execute()
    })
    expect(await keysOf(await audienceOf('TREASURER'))).toEqual(['TREASURER'])

    await church.write((db) => db.updateTable('user_role').set({ expires_at: '2001-01-01T00:00:00Z' }).execute())
    expect(await keysOf(await audienceOf('TREASURER'))).toEqual(['ADMIN'])
  })
})
