import { beforeEach, describe, expect, it, vi } from 'vitest'
import { systemClock as clock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { statementsOf } from '../testing/count-statements.js'
import { cursorOf } from '../testing/cursors.js'
import { listen } from '../testing/listener.js'
import { plantNotification } from '../testing/plant-notification.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let person: Person
beforeEach(async () => {
  church = await world.church()
  person = await church.person('MEMBER')
})

const counts = ({ received }: Awaited<ReturnType<typeof listen>>) => received.map(({ unreadCount }) => unreadCount)

const unread = async () => (await person.api.sendText('{ unreadNotificationCount }')).data?.['unreadNotificationCount']

const dismiss = async (id: string, who = person) => {
  const { data } = await who.api.sendText(
    `mutation { dismissNotification(input: { id: "${id}" }) { unreadNotificationCount errors { code path } } }`,
  )
  return data?.['dismissNotification']
}

describe('the unread count of a delivery', () => {
  it('goes on from what was unread before, and follows what is read elsewhere', async () => {
    await plantNotification(church)
    const listener = await listen(world.app, person.api)
    await church.event()
    await church.event()
    await listener.has(2)
    expect(counts(listener)).toEqual([2, 3])

    const through = cursorOf(person.token, '2')
    await person.api.sendText(
      `mutation { markNotificationsRead(input: { through: "${through}" }) { errors { code } } }`,
    )

    // The database tells the server; an event can be faster than the news.
    await vi.waitFor(async () => {
      const { length } = listener.received
      await church.event()
      await listener.has(length + 1)
      expect(counts(listener).at(-1)).toBe(Number(listener.received.at(-1)?.sequence) - 2)
    })
    await listener.close()
  })

  it.each(['before the reader listens', 'while the reader listens'])(
    'leaves out what has ended, told %s',
    async (when) => {
      const soon = { expiresAt: addSeconds(clock.now(), 2) }
      if (when.startsWith('before')) await plantNotification(church, soon)
      const listener = await listen(world.app, person.api)
      // Found by the hub as it carries the event: its own message was never sent.
      if (when.startsWith('while')) await plantNotification(church, soon)
      await church.event()
      await listener.has(1)
      await expect.poll(unread, { timeout: 5000 }).toBe(1)

      const { length } = listener.received
      await church.event()
      await listener.has(length + 1)
      expect([counts(listener).at(-1), await unread()]).toEqual([2, 2])
      await listener.close()
    },
  )

  it('is that of the end throughout a replay', async () => {
    await church.event()
    await church.event()
    const listener = await listen(world.app, person.api, '0')

    await listener.has(2)
    await church.event()
    await listener.has(3)

    expect(counts(listener)).toEqual([2, 2, 3])
    await listener.close()
  })

  it('costs no question to the database, however many listen', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => church.person('MEMBER')))
    const listeners = await Promise.all(people.map(({ api }) => listen(world.app, api)))
    await church.event()
    await Promise.all(listeners.map((listener) => listener.has(1)))

    const sent = await statementsOf(async () => {
      await church.event()
      await Promise.all(listeners.map((listener) => listener.has(2)))
    })

    expect(sent.filter((text) => text.includes('notification_mark'))).toEqual([])
    expect(listeners.map(counts)).toEqual(people.map(() => [1, 2]))
    await Promise.all(listeners.map((listener) => listener.close()))
  })
})

describe('dismissNotification', () => {
  it('takes it out of list and count, for the viewer alone, and again changes nothing', async () => {
    const other = await church.person('MEMBER')
    const { id } = await plantNotification(church)
    await plantNotification(church)
    const shown = async (who: Person) => (await who.api.sendText('{ notifications { totalCount } }')).data

    expect(await dismiss(id)).toEqual({ unreadNotificationCount: 1, errors: [] })
    expect(await dismiss(id)).toEqual({ unreadNotificationCount: 1, errors: [] })

    expect(await shown(person)).toEqual({ notifications: { totalCount: 1 } })
    expect(await shown(other)).toEqual({ notifications: { totalCount: 2 } })
  })

  it('is refused for what is not for the viewer', async () => {
    const { id } = await plantNotification(church, { to: [crypto.randomUUID()] })

    const refused = { unreadNotificationCount: null, errors: [{ code: 'NOT_FOUND', path: ['id'] }] }
    expect(await dismiss(id)).toEqual(refused)
    expect(await dismiss(crypto.randomUUID())).toEqual(refused)
  })

  it('keeps it out of a replay', async () => {
    const { id } = await plantNotification(church)
    await church.event()
    await dismiss(id)

    const listener = await listen(world.app, person.api, '0')

    expect((await listener.has(1)).map(({ sequence }) => sequence)).toEqual(['2'])
    await listener.close()
  })
})

describe('the list', () => {
  it('is narrowed to a category', async () => {
    const { id } = await plantNotification(church, { category: 'MINISTRY' })
    await plantNotification(church)

    const { data } = await person.api.sendText('{ notifications(category: "MINISTRY") { nodes { id } totalCount } }')

    expect(data).toEqual({ notifications: { nodes: [{ id }], totalCount: 1 } })
  })

  it('says where a notification leads, what it was made from and when it ends', async () => {
    const told = { path: '/events/7', params: { title: 'Harvest', places: 12 }, expiresAt: '2999-01-01T00:00:00Z' }
    await plantNotification(church, told)

    const { data } = await person.api.sendText('{ notifications { nodes { path params expiresAt } } }')

    expect(data).toEqual({ notifications: { nodes: [told] } })
  })
})
