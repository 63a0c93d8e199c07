import { churchSettings } from '../churches/index.js'
import { findUser, hasProvedAddress, mailboxOf } from '../identity/index.js'
import type { Ctx } from '../platform/context.js'
import { millisecondsUntil } from '../platform/instant.js'
import type { Job } from '../platform/jobs/job.js'
import type { Task } from '../platform/jobs/task.js'
import { NotYet } from '../platform/jobs/task.js'
import type { MailTransport } from '../platform/mail/mail-transport.js'
import type { Mailbox } from '../platform/mail/mail.js'
import { attempt, end, settle } from './attempt-delivery.js'
import { type Due, isDead, memberMailbox, nextDue, takeDue } from './deliveries.repository.js'
import { judgeDue } from './judge-due.js'
import { digestOf, type Letter, mailOf } from './notification-mail.js'
import { isFixed } from './preference.js'
import { endingToken } from './unsubscribe.js'

const task = 'send-due-notifications'

/** The job that sends what is due in a church; one waits at most, for the next time. */
export const sendDueJob: Job = { task, data: null, key: 'due' }

/** How many are sent before other churches have their turn. */
const mostInARow = 200

/** The longest that is slept without looking, in seconds. */
const longestSleep = 6 * 3600

/** The ways out that are not e-mail: a provider is put in the place of one that only writes a line into the log. */
export interface Port {
  /** Hands over; throws when it could not. `userId` leads to the number or device, `notificationId` to what is told. */
  send(ctx: Ctx, to: { readonly userId: string; readonly notificationId: string }): Promise<void>
}

/** A way out that leads nowhere: the log says what would have been sent, and nothing about whom. */
export const loggedPort = (channel: 'SMS' | 'PUSH'): Port => ({
  async send(ctx, { notificationId }) {
    ctx.log.info({ channel, notification: notificationId }, 'no provider is set up: nothing was sent')
  },
})

/** What deliveries leave by. */
export interface WaysOut {
  readonly mail: MailTransport
  readonly SMS: Port
  readonly PUSH: Port
}

/**
 * Sends what is due, and sleeps until the next is. Each try is written down before it is made, and what was sent right
 * after: a mail is sent again only when a process dies between the two, and then under the same Message-ID.
 */
export const sendDueNotifications = (ways: WaysOut): Task => ({
  task,
  async run(ctx) {
    for (let sent = 0; sent < mostInARow; sent += 1) {
      const due = await settle(ctx, (inner) => takeDue(inner.db, inner.clock.now()))
      if (!due) return sleep(ctx)
      await sendOne(ctx, ways, due)
    }
    throw new NotYet('There is more to send, after others.', 1)
  },
})

async function sleep(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  const next = await settle(ctx, ({ db }) => nextDue(db, now))
  if (next === null) return
  const seconds = Math.ceil(millisecondsUntil(now, next) / 1000)
  throw new NotYet('Nothing is due yet.', Math.min(Math.max(seconds, 1), longestSleep))
}

async function sendOne(ctx: Ctx, ways: WaysOut, due: Due): Promise<void> {
  const { wanted, unwanted } = await judgeDue(ctx, due)
  await end(ctx, unwanted, { status: 'SUPPRESSED', error: 'It was not wanted, or not for them, any more.' })
  if (wanted.length === 0) return
  if (due.channel === 'EMAIL') return sendMail(ctx, ways.mail, { ...due, items: wanted })
  if (!(await hasAccount(ctx, due))) {
    return end(ctx, wanted, { status: 'SUPPRESSED', error: 'The account is closed.' })
  }
  const port = ways[due.channel]
  for (const item of wanted) {
    const to = { userId: due.userId ?? '', notificationId: item.notificationId }
    await attempt(ctx, { items: [item], address: null, send: () => port.send(ctx, to) })
  }
}

async function sendMail(ctx: Ctx, transport: MailTransport, due: Due): Promise<void> {
  const { items, frequency } = due
  const to = await addressOf(ctx, due)
  const [first] = items
  if (!to || !first || (await isDead(ctx.db, to.address))) {
    return end(ctx, items, { status: 'SUPPRESSED', error: 'There is no address that takes mails.' })
  }
  const letter = await letterTo(ctx, to, due)
  const mail = frequency === 'IMMEDIATE' ? mailOf(first, letter) : digestOf(items, letter)
  const send = () => transport.send(mail, `notification-${first.id}`)
  await attempt(ctx, { items, address: to.address, send })
}

const hasAccount = async (ctx: Ctx, { userId }: Due): Promise<boolean> => {
  const account = await ctx.control.read((control) => findUser(control, userId ?? ''))
  return account?.status === 'ACTIVE'
}

/** Where a mail goes, and in which language. */
type Recipient = Mailbox & { readonly locale: string | null }

/** Proved by the account; of a member, as long as somebody in the church has proved one: a sign-up alone mails nobody. */
async function addressOf(ctx: Ctx, { userId, memberId }: Due): Promise<Recipient | null> {
  if (userId !== null) return ctx.control.read((control) => mailboxOf(control, userId))
  const isProved = await ctx.control.read(hasProvedAddress)
  const mailbox = isProved ? await memberMailbox(ctx.db, memberId ?? '') : null
  return mailbox && { ...mailbox, locale: null }
}

async function letterTo(ctx: Ctx, { locale, ...to }: Recipient, { userId, memberId, items }: Due): Promise<Letter> {
  const { communication } = await churchSettings(ctx.db)
  const { name, subdomain } = ctx.church
  const categories = [...new Set(items.map(({ category }) => category))].filter(
    (category) => !isFixed({ channel: 'EMAIL', category }),
  )
  const token = endingToken(ctx.seals, ctx.church, { ownerId: userId ?? memberId ?? '', categories })
  const host = `${subdomain}.${ctx.baseDomain}`
  return {
    ...{ to, church: name, locale, page: ctx.page },
    senderName: communication.senderName ?? name,
    replyTo: communication.replyTo,
    unsubscribeUrl: categories.length > 0 ? `https://${host}/api/v1/notifications/unsubscribe?token=${token}` : null,
  }
}
