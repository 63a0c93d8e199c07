import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { listen } from '../testing/listener.js'
import { plantNotification } from '../testing/plant-notification.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

/** Switches a feature as another process would, and waits until the server has heard of it. */
async function turn(
  church: Pick<ChurchWorld, 'church'>,
  feature: 'events' | 'announcements',
  enabled: boolean,
): Promise<void> {
  await world.database.owner.query(
    `insert into control.church_feature (church_id, feature, enabled) values ($1, $2, $3)
     on conflict (church_id, feature) do update set enabled = excluded.enabled`,
    [church.church.id, feature, enabled],
  )
  const { subdomain } = church.church
  await vi.waitFor(async () => {
    expect((await world.app.catalogue.findChurch(subdomain)).features.has(feature)).toBe(enabled)
  })
}

const event = '{title: "x", startsAt: "2031-01-01T10:00:00Z", endsAt: "2031-01-01T11:00:00Z"}'
const gated = {
  events: [
    '{ events { totalCount } }',
    `{ event(id: "${crypto.randomUUID()}") { id } }`,
    `mutation { createEvent(input: ${event}) { errors { code } } }`,
  ],
  announcements: [
    '{ announcements { totalCount } }',
    `{ announcement(id: "${crypto.randomUUID()}") { id } }`,
    'mutation { createAnnouncement(input: { title: "x", body: "y" }) { errors { code } } }',
    `mutation { publishAnnouncement(input: { id: "${crypto.randomUUID()}" }) { errors { code } } }`,
  ],
} as const
const operations = [...gated.events, ...gated.announcements]

describe('an operation of a feature that is switched off', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN')
    await turn(church, 'events', false)
    await turn(church, 'announcements', false)
  })

  it.each(operations)('answers FEATURE_DISABLED: %s', async (operation) => {
    const { status, data, errors } = await admin.api.sendText(operation)

    expect(status).toBe(403)
    expect(errors).toMatchObject([{ extensions: { code: 'FEATURE_DISABLED' } }])
    expect(Object.values(data ?? {}).filter(Boolean)).toEqual([])
  })

  it.each(operations)('asks who it is first, and for rights afterwards: %s', async (operation) => {
    const nobody = await church.person(null)

    const codes = await Promise.all(
      [church.stranger, nobody.api].map(async (api) => (await api.sendText(operation)).errors[0]?.extensions?.code),
    )

    // Events are shown to whoever asks: there is nobody to ask for.
    const isForAll = operation.startsWith('{ event')
    expect(codes).toEqual([isForAll ? 'FEATURE_DISABLED' : 'UNAUTHENTICATED', 'FEATURE_DISABLED'])
  })

  it('keeps nothing else from being answered', async () => {
    const { status, data, errors } = await admin.api.sendText(
      '{ viewer { id } members { totalCount } events { totalCount } }',
    )

    // `events` promises an answer: without one GraphQL gives up the whole.
    expect([status, data]).toEqual([403, null])
    expect(errors).toHaveLength(1)
    expect((await admin.api.sendText('{ viewer { id } members { totalCount } }')).errors).toEqual([])
  })

  it('is open in every other church', async () => {
    const other = await (await world.church()).person('ADMIN')

    for (const operation of operations) expect((await other.api.sendText(operation)).errors).toEqual([])
  })
})

describe('while events are switched off', () => {
  const told = '{ unreadNotificationCount notifications { nodes { type event { id } } } }'

  it('notifications of them are neither listed, counted nor marked, and come back with the feature', async () => {
    const church = await world.church()
    const { api } = await church.person('MEMBER')
    await church.event()
    await plantNotification(church)

    await turn(church, 'events', false)
    const { data, errors } = await api.sendText(told)
    expect(errors).toEqual([])
    expect(data).toEqual({ unreadNotificationCount: 1, notifications: { nodes: [{ type: 'TOLD', event: null }] } })

    await turn(church, 'events', true)
    expect((await api.sendText(told)).data).toMatchObject({ unreadNotificationCount: 2 })
  })

  it('listeners do not hear of them, nor catch up on them, and do again when it is on', async () => {
    const church = await world.church()
    const person = await church.person('MEMBER')
    const listener = await listen(world.app, person.api)

    await turn(church, 'events', false)
    // Staff of another process that has not heard of the switch yet may still write one.
    await church.event({ title: 'Hidden' })
    // What comes behind it in a replay shows that the hidden one was passed over.
    await plantNotification(church)
    const late = await listen(world.app, person.api, '0')
    await late.has(1)
    await turn(church, 'events', true)
    await church.event({ title: 'Shown' })

    for (const one of [listener, late]) {
      const titles = (await one.has(2)).map(({ notification }) => notification?.title)
      expect(titles).toEqual(['Told', 'New event: Shown'])
    }
    await Promise.all([listener.close(), late.close()])
  })
})

describe('a socket whose church was renamed', () => {
  it('stays in its church, and never slips into the one that has the name now', async () => {
    const [church, heir] = [await world.church(), await world.church()]
    const { api } = await church.person('MEMBER')
    const listener = await listen(world.app, api)
    const rename = (id: string, name: string) =>
      world.database.owner.query('update control.church set subdomain = $2 where id = $1', [id, name])
    const name = church.church.subdomain

    await rename(church.church.id, `old-${name}`)
    await rename(heir.church.id, name)
    await vi.waitFor(async () => expect((await world.app.catalogue.findChurch(name)).id).toBe(heir.church.id))
    await heir.event({ title: 'Theirs' })
    await church.event({ title: 'Ours' })
    expect((await listener.has(1)).map(({ notification }) => notification?.event?.title)).toEqual(['Ours'])

    // What is switched there still reaches it.
    const renamed = { church: { ...church.church, subdomain: `old-${name}` } }
    await turn(renamed, 'events', false)
    const other = await world.church()
    const theirs = await listen(world.app, (await other.person('MEMBER')).api)
    await church.event({ title: 'Hidden' })
    // What is told afterwards has arrived elsewhere: so has this, before the feature is on again.
    await other.event({ title: 'Later' })
    await theirs.has(1)
    await turn(renamed, 'events', true)
    await church.event({ title: 'Shown' })
    expect((await listener.has(2)).map(({ notification }) => notification?.event?.title)).toEqual(['Ours', 'Shown'])
    await Promise.all([listener.close(), theirs.close()])
  })
})
