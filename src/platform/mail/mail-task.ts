import type { Ctx } from '../context.js'
import type { Job } from '../jobs/job.js'
import { GaveUp, type Task } from '../jobs/task.js'
import type { Json } from '../json.js'
import type { LinkSecrets } from './link-secrets.js'
import type { MailTransport } from './mail-transport.js'
import { checkMail, type Mail, WrongMail } from './mail.js'

/** One kind of mail, declared by the domain that has it sent. */
export interface MailTemplate {
  readonly template: string
  /**
   * Writes it when it is about to be sent, in a ctx of the job's church; null when there is nothing to send any more.
   * A mail with a secret link asks `links` for the secret here, and stores its hash before it answers: see README.
   */
  readonly render: (ctx: Ctx, data: Json, links: LinkSecrets) => Promise<Mail | null>
}

/** A mail to be sent. */
export interface MailWish {
  readonly template: string
  /** Ids of what it is about; whom it goes to and what it says is found when it is sent. Never a secret. */
  readonly data: Json
  /** Two of one template and key that still wait are one: the later. */
  readonly key?: string
}

const sendMail = 'send-mail'

/** The job that sends a mail: enqueue it with the change that it tells of, `ctx.enqueue` or `enqueueJob(control, …)`. */
export const mailJob = ({ template, data, key }: MailWish): Job => ({
  task: sendMail,
  data: { template, data },
  ...(key === undefined ? {} : { key: `${template}:${key}` }),
})

/** What the task of sending is made of. */
export interface MailParts {
  readonly templates: readonly MailTemplate[]
  readonly transport: MailTransport
  readonly links: LinkSecrets
}

/** Sends mails. What the receiver's server refuses for good gives up; anything else is tried again. */
export function mailTask({ templates, transport, links }: MailParts): Task {
  const known = new Map(templates.map((one) => [one.template, one]))
  return {
    task: sendMail,
    async run(ctx, data, attempt) {
      // mailJob made it.
      const wish = data as unknown as MailWish
      const template = known.get(wish.template)
      // A newer version may have enqueued it: its worker comes.
      if (!template) throw new Error(`There is no mail "${wish.template}" here.`)
      const mail = await template.render(ctx, wish.data, links)
      if (!mail) return ctx.log.info({ template: wish.template, attempt: attempt.id }, 'a mail is not needed any more')
      await send(transport, mail, attempt.id)
      ctx.log.info({ template: wish.template, attempt: attempt.id }, 'a mail is sent')
    },
  }
}

async function send(transport: MailTransport, mail: Mail, id: string): Promise<void> {
  try {
    checkMail(mail)
    await transport.send(mail, id)
  } catch (error) {
    if (error instanceof WrongMail) throw new GaveUp(error.message, { cause: error })
    throw error
  }
}
