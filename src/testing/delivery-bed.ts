import { expandNotifications, loggedPort, sendDueNotifications } from '../notifications/index.js'
import type { Ctx } from '../platform/context.js'
import { NotYet } from '../platform/jobs/task.js'
import type { Mail } from '../platform/mail/mail.js'
import type { ChurchWorld, Person } from './church-world.js'
import { plantNotification } from './plant-notification.js'
import type { World } from './world.js'

const attempt = { id: 'a test', number: 1, isLast: false }

/** Noon in Accra, on a Wednesday in March. */
export const noon = '2031-03-05T12:00:00.000Z'

/** When digests go out the day after. */
export const nextMorning = '2031-03-06T07:00:00.000Z'

/** A church's deliveries, made at noon and sent when a test says; `by` is whose ctx the jobs run in. */
export function deliveryBed(world: World, { church, by }: { readonly church: ChurchWorld; readonly by: Person }) {
  const sent: Mail[] = []
  const ported: string[] = []
  const mail = { send: async (one: Mail) => void sent.push(one), close: async () => undefined }
  const SMS = { send: async (_: Ctx, { userId }: { readonly userId: string }) => void ported.push(userId) }
  const task = sendDueNotifications({ mail, SMS, PUSH: loggedPort('PUSH') })
  const at = (now: string, work: (ctx: Ctx) => Promise<void>, features?: Ctx['church']['features']) =>
    church.as(by, (ctx) =>
      work({ ...ctx, clock: { now: () => now }, church: { ...ctx.church, ...(features && { features }) } }),
    )

  return {
    /** The mails that went out, and to whom text messages did. */
    ...{ sent, ported },

    /** Has something told at noon, and its deliveries made. */
    async told(options: Parameters<typeof plantNotification>[1] = {}): Promise<string> {
      const { id } = await plantNotification(church, options)
      await at(noon, (ctx) => expandNotifications.run(ctx, { notificationId: id }, attempt))
      return id
    },

    /** Sends what is due at a moment, in a church with these features; its own unless given. */
    async send(now: string, features?: Ctx['church']['features']): Promise<void> {
      await proveAddresses(world, church)
      await at(now, (ctx) => task.run(ctx, null, attempt).catch(unlessNotYet), features)
    },

    /** How the deliveries to somebody, an account or a member, stand, in the order in which it was told. */
    statusesOf: (ownerId: string) => statusesOf(church, ownerId),
  }
}

function unlessNotYet(error: unknown): void {
  if (!(error instanceof NotYet)) throw error
}

const proveAddresses = ({ database }: World, { church }: ChurchWorld) =>
  database.owner.query('update control.user_account set email_verified_at = now() where church_id = $1', [church.id])

async function statusesOf(church: ChurchWorld, ownerId: string): Promise<readonly string[]> {
  const rows = await church.write((db) =>
    db
      .selectFrom('notification_delivery')
      .innerJoin('notification', 'notification.id', 'notification_delivery.notification_id')
      .select('notification_delivery.status')
      .where((eb) => eb.or([eb('user_id', '=', ownerId), eb('member_id', '=', ownerId)]))
      .orderBy('notification.seq')
      .orderBy('channel')
      .execute(),
  )
  return rows.map(({ status }) => status)
}
