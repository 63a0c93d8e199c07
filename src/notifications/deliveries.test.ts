import { beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../platform/context.js'
import { NotYet } from '../platform/jobs/task.js'
import type { MailTransport } from '../platform/mail/mail-transport.js'
import type { Mail } from '../platform/mail/mail.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { plantHousehold, plantMinistry } from '../testing/plant-groups.js'
import { plantNotification } from '../testing/plant-notification.js'
import { createWorld } from '../testing/world.js'
import { expandNotifications } from './expand-notification.js'
import { loggedPort, sendDueNotifications } from './send-due.js'
import { setNotificationPreference } from './set-notification-preference.js'
import { setQuietHours } from './set-quiet-hours.js'

const world = await createWorld()

// A Wednesday in March, noon in Accra: 2031-03-05T12:00:00Z.
const noon = '2031-03-05T12:00:00.000Z'

let church: ChurchWorld
let person: Person
beforeEach(async () => {
  church = await world.church({ timeZone: 'Africa/Accra' })
  person = await church.person('MEMBER')
})

const at = <Outcome>(now: string, work: (ctx: Ctx) => Promise<Outcome>, who = person) =>
  church.as(who, (ctx) => work({ ...ctx, clock: { now: () => now } }))

const attempt = { id: 'x', number: 1, isLast: false }

/** Has something told, and its deliveries made at noon. */
async function told(options: Parameters<typeof plantNotification>[1] = {}) {
  const { id } = await plantNotification(church, options)
  await at(noon, (ctx) => expandNotifications.run(ctx, { notificationId: id }, attempt))
  return id
}

const deliveries = () =>
  church.write((db) =>
    db
      .selectFrom('notification_delivery')
      .select(['user_id', 'member_id', 'channel', 'frequency', 'status', 'due_at', 'attempts'])
      .orderBy('created_at')
      .orderBy('channel')
      .execute(),
  )

const own = async () => (await deliveries()).filter(({ user_id }) => user_id === person.userId)

/** A way out that keeps what it takes, or refuses it. */
function outlet(refusal: Error | null = null) {
  const sent: { readonly mail: Mail; readonly id: string }[] = []
  const transport: MailTransport = {
    async send(mail, id) {
      if (refusal) throw refusal
      sent.push({ mail, id })
    },
    close: async () => undefined,
  }
  return { sent, task: sendDueNotifications({ mail: transport, SMS: loggedPort('SMS'), PUSH: loggedPort('PUSH') }) }
}

/** Sends what is due at a moment; resolves to how long it then sleeps, in seconds. */
const send = async (now: string, { task }: ReturnType<typeof outlet>) => {
  await proveAddresses()
  return at(now, (ctx) => task.run(ctx, null, attempt)).then(
    () => null,
    (error: unknown) => {
      if (error instanceof NotYet) return error.seconds
      throw error
    },
  )
}

const proveAddresses = () =>
  world.database.owner.query('update control.user_account set email_verified_at = now() where church_id = $1', [
    church.church.id,
  ])

const prefer = (channel: 'IN_APP' | 'EMAIL' | 'SMS', change: { enabled?: boolean; frequency?: 'WEEKLY' | 'DAILY' }) =>
  church.as(person, async (ctx) =>
    done(await setNotificationPreference(ctx, { channel, category: 'OTHER', enabled: true, ...change })),
  )

describe('the deliveries of a notification', () => {
  it('come daily at seven in the zone of each, and once however often they are made', async () => {
    await church.as(person, async (ctx) => done(await setQuietHours(ctx, { timeZone: 'America/New_York' })))
    const id = await told()
    await at(noon, (ctx) => expandNotifications.run(ctx, { notificationId: id }, attempt))

    // It is 07:00 in New York already: tomorrow, before the clocks change.
    expect(await own()).toMatchObject([
      { channel: 'EMAIL', frequency: 'DAILY', status: 'PENDING', due_at: '2031-03-06T12:00:00Z' },
    ])
  })

  it.each([
    ['SECURITY', 'NORMAL'],
    ['PAYMENT', 'NORMAL'],
    ['OTHER', 'URGENT'],
  ] as const)('are made at once for %s that is %s', async (category, priority) => {
    await told({ category, priority })

    expect(await own()).toMatchObject([{ frequency: 'IMMEDIATE', due_at: '2031-03-05T12:00:00Z' }])
  })

  it('go by what somebody has chosen', async () => {
    await prefer('EMAIL', { frequency: 'WEEKLY' })
    await prefer('SMS', {})
    await told()
    expect(await own()).toMatchObject([
      { channel: 'EMAIL', frequency: 'WEEKLY', due_at: '2031-03-10T07:00:00Z' },
      { channel: 'SMS', frequency: 'IMMEDIATE', due_at: '2031-03-05T12:00:00Z' },
    ])

    await prefer('EMAIL', { enabled: false })
    await prefer('SMS', { enabled: false })
    await told()
    expect(await own()).toHaveLength(2)
  })

  it.each([
    ['11:00', '13:30', '2031-03-05T13:30:00Z'],
    ['10:00', '06:30', '2031-03-06T06:30:00Z'],
    ['22:00', '12:30', '2031-03-05T12:30:00Z'],
  ])('wait for the end of quiet hours, from %s until %s', async (start, end, dueAt) => {
    await church.as(person, async (ctx) => done(await setQuietHours(ctx, { start, end })))
    await told({ category: 'PAYMENT' })
    await told({ category: 'SECURITY' })
    await told({ priority: 'URGENT' })

    expect((await own()).map(({ status, due_at }) => [status, due_at])).toEqual([
      ['HELD', dueAt],
      ['PENDING', '2031-03-05T12:00:00Z'],
      ['PENDING', '2031-03-05T12:00:00Z'],
    ])
  })

  it('reach members without an account by their own address, and nobody who has none or is gone', async () => {
    const { id } = await church.member({ email: 'ama@people.example' })
    await church.member()
    const gone = await church.member({ email: 'gone@people.example' })
    await church.write((db) => db.updateTable('member').set({ archived_at: noon }).where('id', '=', gone.id).execute())
    await told()

    expect((await deliveries()).flatMap(({ member_id }) => member_id ?? [])).toEqual([id])
  })

  it('are for whom a role, a ministry, a member or an account is told of, and not for who did it', async () => {
    const pastor = await church.person('PASTOR')
    const child = await church.member({ birthDate: '2020-01-01' })
    await plantHousehold(church, { HEAD: [{ id: person.memberId ?? '' }], CHILD: [child] })
    const ministry = await plantMinistry(church, { MEMBER: [person.memberId, pastor.memberId] })
    const { id: role } = await church.write((db) =>
      db.selectFrom('role').select('id').where('key', '=', 'PASTOR').executeTakeFirstOrThrow(),
    )
    const reached = async (options: Parameters<typeof plantNotification>[1]) => {
      const before = (await deliveries()).length
      await told(options)
      return (await deliveries()).slice(before).map(({ user_id }) => user_id)
    }

    expect(await reached({ to: [role], kind: 'ROLE' })).toEqual([pastor.userId])
    expect((await reached({ to: [ministry], kind: 'MINISTRY' })).toSorted()).toEqual(
      [person.userId, pastor.userId].toSorted(),
    )
    expect(await reached({ to: [ministry], kind: 'MINISTRY', exceptUser: person.userId })).toEqual([pastor.userId])
    expect(await reached({ to: [child.id], kind: 'MEMBER' })).toEqual([person.userId])
    expect(await reached({ to: [child.id], kind: 'MEMBER', category: 'PAYMENT' })).toEqual([])
    expect(await reached({ to: [pastor.userId] })).toEqual([pastor.userId])
  })
})

describe('sending what is due', () => {
  it('sends one thing as one mail, with a way to end it, and then nothing', async () => {
    await told({ category: 'PAYMENT', to: [person.userId], path: '/giving/7' })
    const out = outlet()

    expect(await send(noon, out)).toBeNull()
    expect(await send(noon, out)).toBeNull()

    expect(out.sent).toMatchObject([{ mail: { to: { address: person.email }, subject: 'Told' } }])
    expect(out.sent[0]?.mail.text).toContain(`https://${church.church.subdomain}.localhost/giving/7`)
    expect(out.sent[0]?.mail.unsubscribeUrl).toMatch(/^https:.*\/api\/v1\/notifications\/unsubscribe\?token=[\w-]+$/)
    expect(await own()).toMatchObject([{ status: 'SENT', attempts: 1 }])
  })

  it('sends a digest of what was not read meanwhile, when it is seven', async () => {
    const first = await told({ to: [person.userId] })
    await told({ to: [person.userId], category: 'MINISTRY' })
    await told({ to: [person.userId], category: 'EVENT' })
    await person.api.sendText(`mutation { markNotificationsRead(input: { ids: ["${first}"] }) { errors { code } } }`)
    const out = outlet()

    expect(await send(noon, out)).toBe(6 * 3600)
    expect(out.sent).toEqual([])
    await send('2031-03-06T07:00:00.000Z', out)

    expect(out.sent.map(({ mail }) => mail.subject)).toEqual([`2 pieces of news from ${church.church.name}`])
    expect((await own()).map(({ status }) => status)).toEqual(['SUPPRESSED', 'SENT', 'SENT'])
  })

  it('sends nothing to who died between the news and the digest', async () => {
    const email = 'no-account@people.example'
    const { id } = await church.member({ email })
    await told({ to: [id], kind: 'MEMBER' })
    await church.write((db) => db.updateTable('member').set({ status: 'DECEASED' }).where('id', '=', id).execute())
    const out = outlet()
    await send('2031-03-06T07:00:00.000Z', out)

    expect(out.sent).toEqual([])
    expect((await deliveries()).filter(({ member_id }) => member_id === id)).toHaveLength(1)
  })

  it('tells nothing that is confidential, and ends no mails about security', async () => {
    await told({ category: 'PRAYER', to: [person.userId], priority: 'URGENT' })
    await told({ category: 'SECURITY', to: [person.userId] })
    const out = outlet()
    await send(noon, out)

    const [prayer, security] = out.sent.map(({ mail }) => mail)
    expect(prayer?.subject).toBe('News: told')
    expect(prayer?.text).not.toContain('Something was told')
    expect(security?.unsubscribeUrl).toBeUndefined()
  })

  it('tries six times, at growing intervals, and then gives up', async () => {
    await told({ category: 'PAYMENT', to: [person.userId] })
    const waits: (number | null)[] = []
    let now = Date.parse(noon)
    for (let tries = 0; tries < 6; tries += 1) {
      const slept = await send(new Date(now).toISOString(), outlet(new Error('451 later')))
      waits.push(slept)
      now += 1000 * (slept ?? 0)
      if (slept === 6 * 3600) now += 6 * 3600 * 1000
    }

    expect(waits).toEqual([120, 600, 3600, 4 * 3600, 6 * 3600, null])
    expect(await own()).toMatchObject([{ status: 'FAILED', attempts: 6 }])
  })

  it('is done again, under the same Message-ID, for what a process that died had taken', async () => {
    await told({ category: 'PAYMENT', to: [person.userId] })
    await proveAddresses()
    const died = outlet()
    // It dies when the mail is out and before that is written down: here, because the row cannot be written.
    await expect(
      at(noon, (ctx) => {
        const broken = sendDueNotifications({
          ...{ SMS: loggedPort('SMS'), PUSH: loggedPort('PUSH') },
          mail: {
            send: async (mail, id) => {
              died.sent.push({ mail, id })
              await ctx.unit.session.end()
              throw new NotYet('the process is gone', 1)
            },
            close: async () => undefined,
          },
        })
        return broken.run(ctx, null, attempt)
      }),
    ).rejects.toThrow()
    const out = outlet()
    await send('2031-03-05T12:02:01.000Z', out)

    expect(out.sent.map(({ id }) => id)).toEqual(died.sent.map(({ id }) => id))
    expect(await own()).toMatchObject([{ status: 'SENT', attempts: 2 }])
  })

  it('leaves out what was switched off, and whose account is closed', async () => {
    await told({ to: [person.userId] })
    await prefer('EMAIL', { enabled: false })
    const other = await church.person('MEMBER')
    await told({ to: [other.userId], category: 'PAYMENT' })
    await church.setStatus(other.userId, 'DISABLED')
    const out = outlet()
    await send('2031-03-06T07:00:00.000Z', out)

    expect(out.sent).toEqual([])
    expect((await deliveries()).map(({ status }) => status)).toEqual(['SUPPRESSED', 'SUPPRESSED'])
  })

  it('hands text messages to a port that tells the log nothing about whom', async () => {
    await prefer('SMS', {})
    await told({ to: [person.userId] })
    await send(noon, outlet())

    expect(await own()).toMatchObject([
      { channel: 'EMAIL', status: 'PENDING' },
      { channel: 'SMS', status: 'SENT' },
    ])
  })
})
