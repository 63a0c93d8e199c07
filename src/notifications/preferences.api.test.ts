import { beforeEach, describe, expect, it, vi } from 'vitest'
import { unaudited } from '../platform/audit/audit-entry.js'
import { inTransaction } from '../platform/transaction.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { listen } from '../testing/listener.js'
import { plantNotification } from '../testing/plant-notification.js'
import { proveAddress } from '../testing/prove-address.js'
import { createWorld } from '../testing/world.js'
import { type NewNotification, wholeChurch } from './notification.js'
import { tell } from './tell.js'

const world = await createWorld()

let church: ChurchWorld
let person: Person
beforeEach(async () => {
  church = await world.church({ timeZone: 'Africa/Accra' })
  person = await church.person('MEMBER')
  await proveAddress(world, person)
})

const prefer = async (input: string, who = person) => {
  const { data } = await who.api.sendText(
    `mutation { setNotificationPreference(input: { ${input} }) {
      preference { channel category enabled frequency } errors { code path } } }`,
  )
  return data?.['setNotificationPreference']
}

const quiet = async (input: string) => {
  const { data } = await person.api.sendText(
    `mutation { setQuietHours(input: { ${input} }) { quietHours { start end timeZone } errors { code path } } }`,
  )
  return data?.['setQuietHours']
}

interface Shown {
  readonly preferences: readonly { readonly channel: string; readonly category: string }[]
  readonly quietHours: unknown
}

async function shown(): Promise<Shown> {
  const { data } = await person.api.sendText(
    `{ notificationPreferences { preferences { channel category enabled frequency isFixed } quietHours { start end timeZone } } }`,
  )
  return data?.['notificationPreferences'] as Shown
}

const of = ({ preferences }: Shown, category: string) => preferences.filter((one) => one.category === category)

describe('notificationPreferences', () => {
  it('are those of everybody until somebody chooses otherwise', async () => {
    const all = await shown()

    expect(all.preferences).toHaveLength(64)
    expect(of(all, 'EVENT')).toMatchObject([
      { channel: 'IN_APP', enabled: true, frequency: 'IMMEDIATE' },
      { channel: 'EMAIL', enabled: true, frequency: 'DAILY' },
      { channel: 'SMS', enabled: false },
      { channel: 'PUSH', enabled: false },
    ])
    expect(of(all, 'PAYMENT')[1]).toMatchObject({ channel: 'EMAIL', frequency: 'IMMEDIATE', isFixed: false })
    expect(of(all, 'SECURITY')[1]).toMatchObject({ channel: 'EMAIL', frequency: 'IMMEDIATE', isFixed: true })
    expect(all.quietHours).toEqual({ start: null, end: null, timeZone: 'Africa/Accra' })
  })

  it('are what was chosen last, for whoever chose it', async () => {
    await prefer('channel: EMAIL, category: "EVENT", enabled: true, frequency: WEEKLY')
    await prefer('channel: EMAIL, category: "EVENT", enabled: false', await church.person('MEMBER'))

    expect(of(await shown(), 'EVENT')[1]).toMatchObject({ enabled: true, frequency: 'WEEKLY' })
  })
})

describe('setNotificationPreference', () => {
  it.each([
    ['channel: EMAIL, category: "SECURITY", enabled: false', 'NOT_ALLOWED_NOW', 'category'],
    ['channel: EMAIL, category: "BILLING", enabled: true, frequency: DAILY', 'NOT_ALLOWED_NOW', 'category'],
    ['channel: EMAIL, category: "NONSENSE", enabled: false', 'INVALID', 'category'],
    ['channel: IN_APP, category: "EVENT", enabled: true, frequency: DAILY', 'INVALID', 'frequency'],
  ])('refuses %s', async (input, code, field) => {
    expect(await prefer(input)).toEqual({ preference: null, errors: [{ code, path: [field] }] })
  })

  it('hides what is switched off in the app from list, count and open sockets, and shows it again', async () => {
    await plantNotification(church, { category: 'EVENT' })
    const listener = await listen(world.app, person.api)
    const list = async () =>
      (await person.api.sendText('{ notifications { totalCount } unreadNotificationCount }')).data

    await prefer('channel: IN_APP, category: "EVENT", enabled: false')
    expect(await list()).toEqual({ notifications: { totalCount: 0 }, unreadNotificationCount: 0 })
    // The database tells the server; an event can be faster than the news.
    await vi.waitFor(async () => {
      const event = await church.event({ title: crypto.randomUUID() })
      await say({ category: 'OTHER' })
      await vi.waitFor(() => expect(listener.received.at(-1)?.notification?.type).toBe('TOLD'))
      expect(listener.received.flatMap(({ notification }) => notification?.title ?? [])).not.toContain(
        `New event: ${event.title}`,
      )
    })

    await prefer('channel: IN_APP, category: "EVENT", enabled: true')
    expect((await list())?.['unreadNotificationCount']).toBeGreaterThan(1)
    await listener.close()
  })
})

const say = (told: Partial<NewNotification>) =>
  church.as(person, (ctx) =>
    inTransaction(ctx, async (inner) => {
      inner.audit(unaudited('a test'))
      const news = { type: 'TOLD', category: 'OTHER', priority: 'NORMAL', actionKind: 'INFO' } as const
      const text = { title: 'Told', message: 'It was told.', entity: null, entityId: null }
      await tell(inner, { ...news, ...text, audience: wholeChurch, ...told })
    }),
  )

describe('setQuietHours', () => {
  it('keeps them, over midnight too, and takes them back', async () => {
    const set = { start: '22:00', end: '06:30', timeZone: 'America/New_York' }
    expect(await quiet('start: "22:00", end: "06:30", timeZone: "America/New_York"')).toEqual({
      quietHours: set,
      errors: [],
    })
    expect((await shown()).quietHours).toEqual(set)

    await quiet('')
    expect((await shown()).quietHours).toEqual({ start: null, end: null, timeZone: 'Africa/Accra' })
  })

  it.each([
    ['start: "22:00"', 'REQUIRED', 'end'],
    ['end: "22:00"', 'REQUIRED', 'start'],
    ['start: "22:00", end: "22:00"', 'INVALID', 'end'],
    ['start: "25:00", end: "06:00"', 'INVALID', 'start'],
    ['start: "22:00", end: "6"', 'INVALID', 'end'],
    ['timeZone: "Mars/Olympus"', 'INVALID', 'timeZone'],
    // Intl knows it, PostgreSQL does not: it would stop the deliveries of everybody.
    ['timeZone: "SystemV/EST5EDT"', 'INVALID', 'timeZone'],
  ])('refuses %s', async (input, code, field) => {
    expect(await quiet(input)).toEqual({ quietHours: null, errors: [{ code, path: [field] }] })
  })
})

describe('a mail about a notification', () => {
  it('is ended by one click, without signing in: for its kind, and nothing else', { timeout: 60_000 }, async () => {
    const mailbox = await world.mailbox()
    await say({ category: 'MINISTRY', priority: 'URGENT', audience: { kind: 'USER', ids: [person.userId] } })
    const { raw, mail } = await mailbox.to(person.email)
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    const url = /https:\/\/[^\s>]+unsubscribe\?token=[\w-]+/.exec(mail.text ?? '')?.[0] ?? ''
    const here = url.replace(/^https:\/\/[^/]+/, `http://127.0.0.1:${world.port}`)
    const ask = (method: string, to = here, host = `${church.church.subdomain}.localhost`) =>
      fetch(to, { method, headers: { 'x-church': church.church.subdomain, host } })

    const asked = await ask('GET')
    expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('<form method="post">')])
    expect(of(await shown(), 'MINISTRY')[1]).toMatchObject({ enabled: true })

    expect((await ask('POST')).status).toBe(200)
    expect((await ask('POST')).status).toBe(200)
    expect(of(await shown(), 'MINISTRY')[1]).toMatchObject({ enabled: false })
    expect(of(await shown(), 'MINISTRY')[0]).toMatchObject({ enabled: true })
    expect(of(await shown(), 'EVENT')[1]).toMatchObject({ enabled: true })

    expect((await ask('POST', `${here.slice(0, -8)}AAAAAAAA`)).status).toBe(404)
    expect((await ask('POST', here.replace(/token=.*/, 'token='))).status).toBe(404)
  })

  it('is none where another church is asked', async () => {
    const { endingToken } = await import('./unsubscribe.js')
    const token = endingToken(world.app.parts.seals, church.church, { ownerId: person.userId, categories: ['EVENT'] })
    const neighbour = await world.church()
    const ask = (subdomain: string) =>
      fetch(`http://127.0.0.1:${world.port}/api/v1/notifications/unsubscribe?token=${token}`, {
        method: 'POST',
        headers: { 'x-church': subdomain },
      })

    expect((await ask(neighbour.church.subdomain)).status).toBe(404)
    expect(of(await shown(), 'EVENT')[1]).toMatchObject({ enabled: true })
    expect((await ask(church.church.subdomain)).status).toBe(200)
  })
})

describe('an address that nobody is at', () => {
  it('gets no more mails', { timeout: 60_000 }, async () => {
    const mailbox = await world.mailbox()
    mailbox.refuse({ code: 550, text: 'no such user', address: person.email })
    const statuses = () =>
      church.write((db) =>
        db.selectFrom('notification_delivery').select(['status', 'attempts']).orderBy('created_at').execute(),
      )
    const toPerson = { priority: 'URGENT', audience: { kind: 'USER', ids: [person.userId] } } as const

    await say(toPerson)
    await vi.waitFor(async () => expect(await statuses()).toEqual([{ status: 'SUPPRESSED', attempts: 1 }]), 15_000)
    mailbox.refuse(null)
    await say(toPerson)

    await vi.waitFor(
      async () => expect((await statuses()).map(({ status }) => status)).toEqual(['SUPPRESSED', 'SUPPRESSED']),
      15_000,
    )
    expect(mailbox.received.filter(({ to }) => to.includes(person.email))).toEqual([])
  })
})
