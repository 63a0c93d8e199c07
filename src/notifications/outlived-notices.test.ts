import { beforeEach, describe, expect, it } from 'vitest'
import { cancelEvent } from '../events/cancel-event.js'
import { deleteEvent } from '../events/delete-event.js'
import { updateEvent } from '../events/update-event.js'
import { systemClock as clock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import { cancelRegistration } from '../registrations/cancel-registration.js'
import { registerForEvent } from '../registrations/register-for-event.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { createWorld } from '../testing/world.js'
import { expandNotifications } from './expand-notification.js'
import { remindOfEvents } from './remind-of-events.js'
import { loggedPort, sendDueNotifications } from './send-due.js'

const world = await createWorld()
const hour = 3600

let church: ChurchWorld
let admin: Person
let member: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
  member = await church.person('MEMBER')
})

const attempt = { id: 'a test', number: 1, isLast: false }
const remind = () => church.as(admin, (ctx) => remindOfEvents.run(ctx, {}, attempt))
const inHours = (hours: number) => addSeconds(clock.now().replace(/\.\d+Z/, 'Z'), hours * hour)
const register = ({ memberId }: Person, eventId: string, occurrenceAt: string | null = null) =>
  church.as(admin, async (ctx) => done(await registerForEvent(ctx, { eventId, memberId, occurrenceAt })))

interface Listed {
  readonly type: string
  readonly path: string
}

/** The reminders, or other notices, in somebody's list. */
async function listed({ api }: Person, type = 'EVENT_REMINDER'): Promise<readonly string[]> {
  const { data } = await api.sendText('{ notifications(first: 100) { nodes { type path } } }')
  const found = data?.['notifications'] as { readonly nodes: readonly Listed[] } | undefined
  return (found?.nodes ?? []).filter((one) => one.type === type).map(({ path }) => path.split('?')[0] ?? '')
}

/** The subjects of the mails that go to `to` when everything that is planned for them by the evening of tomorrow is sent. */
async function mailsTo(to: string): Promise<readonly string[]> {
  const sent: string[] = []
  const send = async (mail: { readonly to: { readonly address: string }; readonly subject: string }) =>
    void (mail.to.address === to && sent.push(mail.subject))
  const ways = { mail: { send, close: async () => undefined }, SMS: loggedPort('SMS'), PUSH: loggedPort('PUSH') }
  const task = sendDueNotifications(ways)
  await world.database.owner.query('update control.user_account set email_verified_at = now()')
  await church.as(admin, (ctx) =>
    task.run({ ...ctx, clock: { now: () => inHours(2) } }, null, attempt).catch(() => null),
  )
  return sent
}

async function expandReminders(): Promise<void> {
  const ids = await church.write((db) =>
    db.selectFrom('notification').select('id').where('type', '=', 'EVENT_REMINDER').execute(),
  )
  for (const { id } of ids) {
    await church.as(admin, (ctx) => expandNotifications.run(ctx, { notificationId: id }, attempt))
  }
}

async function addressOf({ api }: Person): Promise<string> {
  const { data } = await api.sendText('{ viewer { email } }')
  return (data?.['viewer'] as { readonly email: string } | undefined)?.email ?? ''
}

describe('the reminder of an event', () => {
  it('is over once the event is called off, in the list and in mails that wait', async () => {
    const { id } = await church.event({ registration: 'OPTIONAL', startsAt: inHours(3) })
    await register(member, id)
    await remind()
    await expandReminders()
    const before = await listed(member)

    await church.as(admin, async (ctx) => done(await cancelEvent(ctx, { id })))

    expect([before, await listed(member)]).toEqual([[`/events/${id}`], []])
    expect(await mailsTo(await addressOf(member))).toEqual([])
  })

  it('is over for the occurrence that is called off, and for no other', async () => {
    const startsAt = inHours(2)
    const { id } = await church.event({ registration: 'OPTIONAL', startsAt, rrule: 'FREQ=DAILY;COUNT=2' })
    const second = addSeconds(startsAt, 24 * hour)
    for (const occurrenceAt of [startsAt, second]) await register(member, id, occurrenceAt)
    await church.write((db) => db.updateTable('church_settings').set({ reminder_hours: 48 }).execute())
    await remind()
    const before = await listed(member)

    const off = { id, scope: 'THIS' as const, occurrenceAt: second }
    await church.as(admin, async (ctx) => done(await cancelEvent(ctx, off)))

    expect([before.length, (await listed(member)).length]).toEqual([2, 1])
  })

  it('is over once the event is put off, and stands there once when it is near again', async () => {
    const { id } = await church.event({ registration: 'OPTIONAL', startsAt: inHours(3) })
    await register(member, id)
    await remind()

    const later = { id, startsAt: inHours(5), endsAt: inHours(6) }
    await church.as(admin, async (ctx) => done(await updateEvent(ctx, later)))
    const between = await listed(member)
    await remind()

    expect([between, await listed(member)]).toEqual([[], [`/events/${id}`]])
  })

  it('stays as it is when something else is changed', async () => {
    const { id } = await church.event({ registration: 'OPTIONAL', startsAt: inHours(3) })
    await register(member, id)
    await remind()

    await church.as(admin, async (ctx) => done(await updateEvent(ctx, { id, title: 'Evensong', location: 'Chapel' })))

    expect(await listed(member)).toEqual([`/events/${id}`])
  })

  it('leads to the second half once its series is split, and stands there once', async () => {
    const startsAt = inHours(-22)
    const { id } = await church.event({ registration: 'OPTIONAL', startsAt, rrule: 'FREQ=DAILY;COUNT=3' })
    const occurrenceAt = addSeconds(startsAt, 24 * hour)
    await register(member, id, occurrenceAt)
    await remind()

    const split = { id, scope: 'FOLLOWING' as const, occurrenceAt, title: 'Later service' }
    const second = await church.as(admin, async (ctx) => done(await updateEvent(ctx, split)))
    await remind()

    expect(await listed(member)).toEqual([`/events/${second.id}`])
  })

  it('is over for who gives their place back, with and without an account, and for nobody else', async () => {
    const other = await church.person('MEMBER')
    const { id } = await church.event({ registration: 'OPTIONAL', startsAt: inHours(3) })
    const own = await register(member, id)
    await register(other, id)
    const { id: memberId } = await church.member({ email: 'without@example.org' })
    const without = await plantRegistration(church, admin, { eventId: id, memberId })
    await remind()
    await expandReminders()

    for (const registration of [own, without]) {
      await church.as(admin, async (ctx) => done(await cancelRegistration(ctx, { id: registration.id })))
    }

    expect([await listed(member), await listed(other)]).toEqual([[], [`/events/${id}`]])
    const otherAddress = await addressOf(other)
    const reminders = async (to: string) => (await mailsTo(to)).filter((subject) => subject.startsWith('Soon'))
    expect(await reminders(otherAddress)).toHaveLength(1)
    const left = await church.write((db) =>
      db
        .selectFrom('notification_delivery')
        .innerJoin('notification', 'notification.id', 'notification_delivery.notification_id')
        .select('notification_delivery.status')
        .where('notification.type', '=', 'EVENT_REMINDER')
        .execute(),
    )
    expect(left.map(({ status }) => status).toSorted()).toEqual(['SENT', 'SUPPRESSED', 'SUPPRESSED'])
  })
})

describe('what was told of an event', () => {
  it('is over once the event is deleted, as if it had never been entered', async () => {
    const { id } = await church.event()
    const before = await listed(member, 'EVENT_CREATED')

    await church.as(admin, async (ctx) => done(await deleteEvent(ctx, { id })))

    expect([before, await listed(member, 'EVENT_CREATED')]).toEqual([[`/events/${id}`], []])
  })
})
