import { beforeEach, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { plantNotification } from '../testing/plant-notification.js'
import { createWorld } from '../testing/world.js'
import { notificationList, visibleIds } from './notification-list.queries.js'
import type { Reader } from './reader.js'
import { unreadNow } from './unread.queries.js'

const world = await createWorld()

let church: ChurchWorld
let person: Person
let reader: Reader
beforeEach(async () => {
  church = await world.church()
  person = await church.person('MEMBER')
  const audiences = [person.userId, person.memberId ?? ''].map((id) => ({
    id,
    since: null,
    until: null,
    isOfChild: false,
  }))
  reader = { userId: person.userId, audiences, hidden: [] }
})

const list = (request: Parameters<typeof notificationList>[2] = {}) =>
  church.as(person, async ({ db }) => (await notificationList(db, reader, request)).nodes.map(({ id }) => id))

const count = () => church.as(person, ({ db }) => unreadNow(db, reader).then((unread) => unread.count))

/** What another process would write about the reader. */
const note = (columns: { readonly since_seq?: string; readonly read_through_seq?: string }) =>
  church.write((db) =>
    db
      .insertInto('notification_user')
      .values({ user_id: person.userId, ...columns })
      .execute(),
  )

describe('a notification', () => {
  it('reaches who is in its audience: the church, the account, the person', async () => {
    const toAll = await plantNotification(church)
    const toAccount = await plantNotification(church, { to: [person.userId] })
    const toPerson = await plantNotification(church, { to: [crypto.randomUUID(), person.memberId ?? ''] })
    const toOther = await plantNotification(church, { to: [crypto.randomUUID()] })

    expect(await list()).toEqual([toPerson.id, toAccount.id, toAll.id])
    expect(await count()).toBe(3)
    const ids = [toAll.id, toOther.id, crypto.randomUUID()]
    expect(await church.as(person, ({ db }) => visibleIds(db, reader, ids))).toEqual(new Set([toAll.id]))
  })

  it('shows once to who is in its audience twice', async () => {
    const { id } = await plantNotification(church, { to: [person.userId, person.memberId ?? ''] })

    expect(await list()).toEqual([id])
    expect(await count()).toBe(1)
  })

  it('is gone once it has expired', async () => {
    await plantNotification(church, { expiresAt: '2001-01-01T00:00:00Z' })
    const { id } = await plantNotification(church, { expiresAt: '2999-01-01T00:00:00Z' })

    expect(await list()).toEqual([id])
    expect(await count()).toBe(1)
  })

  it('is gone for who dismissed it, and for nobody else', async () => {
    const { id } = await plantNotification(church)
    const mark = { user_id: person.userId, notification_id: id, dismissed_at: '2026-01-01T00:00:00Z' }
    await church.write((db) => db.insertInto('notification_mark').values(mark).execute())

    expect(await list()).toEqual([])
    expect(await count()).toBe(0)
    const other = { userId: crypto.randomUUID(), audiences: [], hidden: [] }
    expect(await church.as(person, ({ db }) => unreadNow(db, other).then((unread) => unread.count))).toBe(1)
  })

  it('is not for who came after it', async () => {
    const before = await plantNotification(church)
    await note({ since_seq: before.seq })
    const after = await plantNotification(church)

    expect(await list()).toEqual([after.id])
  })

  it('is unread until it is read, by itself or with all before it', async () => {
    const [first, second, third] = [
      await plantNotification(church),
      await plantNotification(church),
      await plantNotification(church),
    ]
    await note({ read_through_seq: first.seq })
    const mark = { user_id: person.userId, notification_id: third.id, read_at: '2026-01-01T00:00:00Z' }
    await church.write((db) => db.insertInto('notification_mark').values(mark).execute())

    const page = await church.as(person, ({ db }) => notificationList(db, reader, {}))

    expect(page.nodes.map(({ isRead }) => isRead)).toEqual([true, false, true])
    expect(await list({ unreadOnly: true })).toEqual([second.id])
    expect(await count()).toBe(1)
  })
})

describe('notificationList', () => {
  it.each([1, 2])('comes newest first over pages of %i, each once', async (first) => {
    const planted: string[] = []
    for (let at = 0; at < 12; at += 1) planted.unshift((await plantNotification(church)).id)
    const walk = async (after: string | null): Promise<string[]> => {
      const page = await church.as(person, ({ db }) => notificationList(db, reader, { first, after }))
      const ids = page.nodes.map(({ id }) => id)
      return page.pageInfo.hasNextPage ? [...ids, ...(await walk(page.pageInfo.endCursor))] : ids
    }

    expect(await walk(null)).toEqual(planted)
  })
})
