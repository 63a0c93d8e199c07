import { beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import { type Mailbox, startMailbox } from '../../testing/mailbox.js'
import { createWorld } from '../../testing/world.js'
import { enqueueJob } from '../jobs/jobs.repository.js'
import { mailJob, type MailTemplate } from './mail-task.js'

const world = await createWorld()
let mailbox: Mailbox

const letter: MailTemplate = {
  template: 'letter',
  render: async (ctx, data) => ({
    to: { address: data as string },
    subject: ctx.church.name,
    text: 'Grace and peace.',
  }),
}

beforeAll(async () => {
  await world.startJobs({ templates: [letter] })
  mailbox = await world.mailbox()
})

const jobsOf = async (church: string) => {
  const { rows } = await world.database.owner.query<{ state: string; last_error: string | null }>(
    'select state, last_error from jobs.job where church = $1',
    [church],
  )
  return rows
}

/** Has a letter sent to an address of its own; resolves to the address and the church's key. */
async function send(): Promise<{ address: string; key: string }> {
  const { church } = await world.church()
  const address = `${church.subdomain}@people.example`
  const job = mailJob({ template: 'letter', data: address })
  await world.database.gate.control(church.id).write((control) => enqueueJob(control, job))
  return { address, key: church.placeKey }
}

const sentTo = (address: string) => mailbox.received.filter(({ to }) => to.includes(address)).length

describe('a mail', () => {
  it('that the server accepts is sent once', async () => {
    const { address, key } = await send()

    await mailbox.to(address)

    await eventually(() => jobsOf(key)).toEqual([])
    expect(sentTo(address)).toBe(1)
  })

  it('that the server cannot take now is tried again, and arrives', async () => {
    mailbox.refuse({ code: 451, text: '<somebody@busy.example>: come back later' })
    const { address, key } = await send()
    await eventually(() => jobsOf(key)).toMatchObject([
      { state: 'WAITING', last_error: expect.stringContaining('451') as string },
    ])
    const [waiting] = await jobsOf(key)
    expect(JSON.stringify(waiting)).not.toContain('busy.example')

    mailbox.refuse(null)

    await mailbox.to(address)
    await eventually(() => jobsOf(key)).toEqual([])
  })

  it('that the server refuses for good is dead, with the reason and without the address', async () => {
    const refused = `nobody@${Math.random().toString(36).slice(2)}.example`
    mailbox.refuse({ code: 550, text: `<${refused}>: no such user`, address: refused })
    const { church } = await world.church()
    const job = mailJob({ template: 'letter', data: refused })

    await world.database.gate.control(church.id).write((control) => enqueueJob(control, job))

    await eventually(() => jobsOf(church.placeKey)).toMatchObject([
      { state: 'DEAD', last_error: expect.stringContaining('550') as string },
    ])
    const [dead] = await jobsOf(church.placeKey)
    expect(dead?.last_error).toContain('no such user')
    expect(dead?.last_error).not.toContain(refused)
    mailbox.refuse(null)
  })

  it.each([
    ['half of the address', (name: string) => `unknown user ${name.toUpperCase()} in local recipient table`],
    [
      'an address that it was rewritten to',
      (name: string) => `<SRS0=a1=7X=late.example=${name}@relay.example> refused`,
    ],
    ['its subject', (_name: string, subject: string) => `message "${subject}" looks like spam`],
  ])('that is refused in words with %s is kept without them', async (_what, said) => {
    const name = `nobody.${Math.random().toString(36).slice(2)}`
    const refused = `${name}@late.example`
    const { church } = await world.church()
    mailbox.refuse({ code: 550, text: said(name, church.name), address: refused })

    const job = mailJob({ template: 'letter', data: refused })
    await world.database.gate.control(church.id).write((control) => enqueueJob(control, job))

    await eventually(() => jobsOf(church.placeKey)).toMatchObject([{ state: 'DEAD' }])
    mailbox.refuse(null)
    const [dead] = await jobsOf(church.placeKey)
    expect(dead?.last_error).toContain('550')
    expect(dead?.last_error?.toLowerCase()).not.toMatch(new RegExp(`${name}|${church.name.toLowerCase()}`))
  })

  it('waits while there is no server, and arrives when it is back', async () => {
    await mailbox.close()
    const { address, key } = await send()
    await eventually(() => jobsOf(key)).toMatchObject([
      { state: 'WAITING', last_error: expect.stringContaining('ECONNREFUSED') as string },
    ])

    mailbox = await startMailbox(Number(new URL(mailbox.url).port))

    await mailbox.to(address)
    await eventually(() => jobsOf(key)).toEqual([])
    await mailbox.close()
  })
})
