import { beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import type { Mailbox } from '../../testing/mailbox.js'
import { createWorld } from '../../testing/world.js'
import { unaudited } from '../audit/audit-entry.js'
import { enqueueJob } from '../jobs/jobs.repository.js'
import { inTransaction } from '../transaction.js'
import { hashOfSecret } from './link-secrets.js'
import { mailJob, type MailTemplate } from './mail-task.js'

const world = await createWorld()
let mailbox: Mailbox

const hashes = new Map<string, Buffer>()
const secretLink: MailTemplate = {
  template: 'secret-link',
  render: async (ctx, data, links) => {
    const { id, to } = data as { readonly id: string; readonly to: string }
    const { secret, hash } = links.secretOf('secret-link', id)
    hashes.set(id, hash)
    const text = `Welcome to ${ctx.church.name}.\n\nhttps://faithflow.example/reset?secret=${secret}`
    return { to: { address: to, name: 'Ama Mensah' }, subject: 'Your link – café', text }
  },
}
const nothing: MailTemplate = { template: 'nothing', render: async () => null }
const injected: MailTemplate = {
  template: 'injected',
  render: async (_ctx, data) => ({ to: { address: 'a@b.example' }, subject: data as string, text: 'Hello.' }),
}

beforeAll(async () => {
  await world.startJobs({ templates: [secretLink, nothing, injected] })
  mailbox = await world.mailbox()
})

const jobsOf = async (church: string) => {
  const { rows } = await world.database.owner.query<{ state: string; last_error: string | null }>(
    'select state, last_error from jobs.job where church = $1',
    [church],
  )
  return rows
}

describe('a mail', () => {
  it('arrives with its headers, and a secret that only its hash is kept of', async () => {
    const { church } = await world.church()
    const [id, to] = [`row of ${church.id}`, `${church.subdomain}@people.example`]

    await world.database.gate
      .control(church.id)
      .write((control) => enqueueJob(control, mailJob({ template: 'secret-link', data: { id, to } })))

    const { mail, to: receivers, raw } = await mailbox.to(to)
    const secret = /secret=([\w-]{43})/.exec(mail.text ?? '')?.[1] ?? ''
    expect(receivers).toEqual([to])
    expect(mail).toMatchObject({ subject: 'Your link – café', from: { address: 'no-reply@faithflow.example' } })
    expect(mail.messageId).toMatch(/^<main-\d+-\w+@faithflow\.example>$/)
    expect(mail.html).toContain(`<a href="https://faithflow.example/reset?secret=${secret}">`)
    expect(raw).toContain('Auto-Submitted: auto-generated')
    expect(hashOfSecret(secret)).toEqual(hashes.get(id))
  })

  it('is not sent when there is nothing to send any more', async () => {
    const church = await world.church()
    const person = await church.person('ADMIN')
    const before = mailbox.received.length

    await church.as(person, (ctx) =>
      inTransaction(ctx, async (ctx) => {
        ctx.audit(unaudited('a test'))
        ctx.enqueue(mailJob({ template: 'nothing', data: null }))
      }),
    )

    await eventually(() => jobsOf(church.church.placeKey)).toEqual([])
    expect(mailbox.received.length).toBe(before)
  })

  it('with a line break in a header is dead at once, and its text is not told', async () => {
    const church = await world.church()
    const person = await church.person('ADMIN')

    await church.as(person, (ctx) =>
      inTransaction(ctx, async (ctx) => {
        ctx.audit(unaudited('a test'))
        ctx.enqueue(mailJob({ template: 'injected', data: 'Hello\r\nBcc: everybody@elsewhere.example' }))
      }),
    )

    await eventually(() => jobsOf(church.church.placeKey)).toEqual([
      { state: 'DEAD', last_error: 'A header holds a line break.' },
    ])
  })
})
