import { beforeEach, describe, expect, it } from 'vitest'
import { Api } from '../testing/api.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { eventually } from '../testing/eventually.js'
import { jobsDone } from '../testing/jobs-done.js'
import { listen } from '../testing/listener.js'
import type { ReceivedMail } from '../testing/mailbox.js'
import { applicationForm } from '../testing/plant-application.js'
import { proveAddress } from '../testing/prove-address.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
const mailbox = await world.mailbox()

let church: ChurchWorld
let admin: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
  await proveAddress(world, admin)
})

const submit = `mutation ($input: SubmitMembershipApplicationInput!) {
  submitMembershipApplication(input: $input) { isReceived errors { code path } } }`
const applications = `query ($search: String, $status: ApplicationStatus) {
  membershipApplications(search: $search, filter: { status: $status }) { nodes { id firstName status } totalCount } }`
const act = (operation: string, input: string, fields = 'status') =>
  `mutation { ${operation}(input: { ${input} }) { application { ${fields} } errors { code path } } }`

const received = { submitMembershipApplication: { isReceived: true, errors: [] } }

const list = async (variables: object = {}) => {
  const { data } = await admin.api.sendText(applications, { ...variables })
  return (data as { membershipApplications: { nodes: { id: string; firstName: string; status: string }[] } })
    .membershipApplications.nodes
}

/** The mail to this address with this subject, once it is there. */
async function mailTo(address: string, subject: string): Promise<ReceivedMail> {
  const find = () =>
    mailbox.received.find(({ to, mail }) => to.includes(address) && (mail.subject ?? '').startsWith(subject))
  await eventually(find).toBeDefined()
  return find() as ReceivedMail
}

const tokenIn = ({ mail }: ReceivedMail): string => /#token=([\w-]+)/.exec(mail.text ?? '')?.[1] ?? ''

describe('somebody who applies to join', () => {
  it('is told at each step, becomes a member with all that was said, and signs in as one', async () => {
    const form = applicationForm({
      ...{ email: `Ada.${crypto.randomUUID()}@People.example`, occupation: 'Nurse', specialNeeds: 'A ramp.' },
      emergency: { name: 'Ada Mensah', phone: '0244 765432', relation: 'Brother' },
      ...{ skills: [' Singing ', ''], interests: ['Choir'] },
    })
    const email = form.email.toLowerCase()
    const bystander = await church.person('PASTOR')
    const office = [admin, await church.person('SECRETARY')]
    const listeners = await Promise.all([...office, bystander].map(({ api }) => listen(world.app, api)))
    expect((await church.stranger.sendText(submit, { input: form })).data).toEqual(received)
    const [told, alsoTold, others] = listeners
    for (const listener of [told, alsoTold]) {
      expect((await listener?.has(1))?.[0]?.notification).toMatchObject({ type: 'APPLICATION_SUBMITTED' })
    }
    const withdraw = await mailTo(email, 'We have your application')
    expect(withdraw.mail.text).toContain('withdraw-application#token=')

    const [{ id } = { id: '' }] = await list({ status: 'PENDING' })
    const approved = await admin.api.sendText(act('approveMembershipApplication', `id: "${id}"`))
    expect(approved.data).toMatchObject({ approveMembershipApplication: { application: { status: 'APPROVED' } } })
    await mailTo(email, 'Your application is approved')
    expect((await alsoTold?.has(2))?.[1]?.notification).toMatchObject({ type: 'APPLICATION_APPROVED' })
    await church.event()
    // Who approved it is not told.
    expect((await told?.has(2))?.[1]?.notification).toMatchObject({ type: 'EVENT_CREATED' })
    expect((await others?.has(1))?.map(({ notification }) => notification?.type)).toEqual(['EVENT_CREATED'])
    await Promise.all(listeners.map((listener) => listener.close()))

    const fields = `status member { id memberNumber firstName lastName contact { email phone } address
      personal { gender birthDate } emergency { name phone relation } work { profession } joinedOn
      household { name } sensitive { maritalStatus } } specialNeeds skills interests`
    const confirmed = await admin.api.sendText(
      act('confirmMembershipApplication', `id: "${id}", newHousehold: { name: "The house of Okonkwo" }`, fields),
    )
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Accra' }).format()
    expect(confirmed.data).toMatchObject({
      confirmMembershipApplication: {
        errors: [],
        application: {
          ...{ status: 'CONFIRMED', specialNeeds: 'A ramp.', skills: ['Singing'], interests: ['Choir'] },
          member: {
            ...{ firstName: 'Ada', lastName: 'Okonkwo', address: '7 Ring Road, Accra', joinedOn: today },
            contact: { email, phone: '0244 123456' },
            personal: { gender: 'FEMALE', birthDate: '1990-02-03' },
            emergency: { name: 'Ada Mensah', phone: '0244 765432', relation: 'Brother' },
            ...{ work: { profession: 'Nurse' }, household: { name: 'The house of Okonkwo' } },
            sensitive: { maritalStatus: 'SINGLE' },
          },
        },
      },
    })
    const [, number = '?'] = /"memberNumber":"([^"]+)"/.exec(confirmed.text) ?? []
    expect((await mailTo(email, 'Welcome')).mail.text).toContain(number)

    const token = tokenIn(await mailTo(email, 'You are invited'))
    const entered = await church.stranger.sendText(
      `mutation ($token: String!) { acceptInvitation(input: { token: $token, password: "quiet morning rain" }) {
        session { accessToken } errors { code } } }`,
      { token },
    )
    const [, accessToken = ''] = /"accessToken":"([^"]+)"/.exec(entered.text) ?? []
    const own = new Api({ port: church.port, host: `${church.church.subdomain}.localhost`, token: accessToken })
    const viewer = await own.sendText('{ viewer { name role } myProfile { memberNumber } }')
    expect(viewer.data).toMatchObject({
      viewer: { name: 'Ada Okonkwo', role: 'MEMBER' },
      myProfile: { memberNumber: number },
    })
  })

  it('is told why not, and may apply again', async () => {
    const form = applicationForm()
    await church.stranger.sendText(submit, { input: form })
    const [{ id } = { id: '' }] = await list()

    const reason = 'You live in another parish.'
    await admin.api.sendText(act('rejectMembershipApplication', `id: "${id}", reason: "${reason}"`))

    expect((await mailTo(form.email, 'About your application')).mail.text).toContain(reason)
    await church.stranger.sendText(submit, { input: form })
    expect((await list()).map(({ status }) => status)).toEqual(['PENDING', 'REJECTED'])
  })

  it('withdraws by the mailed link, once', async () => {
    const form = applicationForm()
    await church.stranger.sendText(submit, { input: form })
    const token = tokenIn(await mailTo(form.email, 'We have your application'))
    const withdraw = `mutation ($token: String!) {
      withdrawMembershipApplication(input: { token: $token }) { isWithdrawn errors { code path } } }`

    const first = await church.stranger.sendText(withdraw, { token })
    const again = await church.stranger.sendText(withdraw, { token })
    const elsewhere = await (await world.church()).stranger.sendText(withdraw, { token })

    expect(first.data).toEqual({ withdrawMembershipApplication: { isWithdrawn: true, errors: [] } })
    expect(again.data).toMatchObject({ withdrawMembershipApplication: { errors: [{ code: 'NOT_ALLOWED_NOW' }] } })
    expect(elsewhere.data).toEqual({
      withdrawMembershipApplication: { isWithdrawn: null, errors: [{ code: 'INVALID_CREDENTIALS', path: ['token'] }] },
    })
    expect((await list()).map(({ status }) => status)).toEqual(['WITHDRAWN'])
  })

  it('with an address that waits already is answered the same; only its holder is told', async () => {
    const form = applicationForm()
    expect((await church.stranger.sendText(submit, { input: form })).data).toEqual(received)
    const other = { ...form, firstName: 'Mallory', email: form.email.toUpperCase() }

    expect((await church.stranger.sendText(submit, { input: other })).data).toEqual(received)

    expect((await list()).map(({ firstName }) => firstName)).toEqual(['Ada'])
    const { mail } = await mailTo(form.email, 'We have your application already')
    expect(mail.text).not.toContain('Mallory')
  })

  it('puts no link of their own into the mail that somebody else may read', async () => {
    const form = applicationForm({ firstName: 'Win https://evil.example/x now', lastName: "O'Brien-Adé" })
    await church.stranger.sendText(submit, { input: form })

    const { mail } = await mailTo(form.email, 'We have your application')

    expect(mail.text).not.toContain('evil.example')
    expect(mail.text).toContain("O'Brien-Adé,")
  })

  it('is written nothing by a church that has proved no address of its own', async () => {
    const unproved = await world.church()
    await unproved.person('ADMIN')
    const form = applicationForm()

    expect((await unproved.stranger.sendText(submit, { input: form })).data).toEqual(received)

    await jobsDone(world, unproved.church.placeKey)
    expect(mailbox.received.filter(({ to }) => to.includes(form.email))).toEqual([])
  })
})

describe('submitMembershipApplication', () => {
  it('names everything that is wrong, and where', async () => {
    const long = (length: number) => 'x'.repeat(length + 1)
    const form = applicationForm({
      ...{ firstName: ' ', lastName: long(255), email: 'nowhere', phone: '', address: long(500) },
      ...{ birthDate: '2999-01-01', occupation: long(255), specialNeeds: long(2000) },
      emergency: { name: long(255), phone: long(255), relation: long(100) },
      ...{ churchExperience: long(2000), reason: '', heardFrom: long(500) },
      ...{ skills: ['fine', long(50)], interests: Array.from({ length: 31 }, () => 'x') },
    })

    const { data } = await church.stranger.sendText(submit, { input: form })

    const fault = (code: string, ...path: readonly string[]) => ({ code, path })
    expect(data).toEqual({
      submitMembershipApplication: {
        isReceived: null,
        errors: [
          ...[fault('REQUIRED', 'firstName'), fault('TOO_LONG', 'lastName'), fault('REQUIRED', 'phone')],
          ...[fault('TOO_LONG', 'address'), fault('TOO_LONG', 'occupation'), fault('TOO_LONG', 'emergency', 'name')],
          ...[fault('TOO_LONG', 'emergency', 'phone'), fault('TOO_LONG', 'emergency', 'relation')],
          ...[fault('TOO_LONG', 'churchExperience'), fault('REQUIRED', 'reason'), fault('TOO_LONG', 'heardFrom')],
          ...[fault('TOO_LONG', 'specialNeeds'), fault('INVALID', 'email'), fault('INVALID', 'birthDate')],
          ...[fault('TOO_LONG', 'skills', '1'), fault('INVALID', 'interests')],
        ],
      },
    })
    expect(await list()).toEqual([])
  })

  it('is refused where the church takes no applications', async () => {
    await church.write((db) => db.updateTable('church_settings').set({ public_applications: false }).execute())

    const { data } = await church.stranger.sendText(submit, { input: applicationForm() })

    expect(data).toEqual({
      submitMembershipApplication: { isReceived: null, errors: [{ code: 'NOT_ALLOWED_NOW', path: [] }] },
    })
  })

  it('is taken ten times an hour from one place, and three times for one address', async () => {
    const place = church.stranger
    const codes = async (form: () => object, times: number) => {
      const answers = []
      for (let time = 0; time < times; time += 1) {
        const { errors } = await place.sendText(submit, { input: form() })
        answers.push(errors[0]?.extensions?.code ?? null)
      }
      return answers
    }
    const same = applicationForm()

    expect(await codes(() => same, 4)).toEqual([null, null, null, 'THROTTLED'])
    expect(await codes(applicationForm, 7)).toEqual([null, null, null, null, null, null, 'THROTTLED'])
  })

  it('does nothing twice with one key, and refuses the key for another form', async () => {
    const input = { ...applicationForm(), idempotencyKey: crypto.randomUUID() }
    await church.stranger.sendText(submit, { input })
    const again = await church.stranger.sendText(submit, { input })
    const other = await church.stranger.sendText(submit, { input: { ...input, firstName: 'Other' } })

    expect(again.data).toEqual(received)
    expect(other.errors[0]?.extensions?.code).toBe('IDEMPOTENCY_KEY_REUSED')
    await jobsDone(world, church.church.placeKey)
    expect(mailbox.received.filter(({ to }) => to.includes(input.email))).toHaveLength(1)
  })

  it('keeps one application of those who race', async () => {
    const form = applicationForm()

    const answers = await Promise.all(
      Array.from({ length: 3 }, () => church.stranger.sendText(submit, { input: form })),
    )

    expect(answers.map(({ data }) => data)).toEqual([received, received, received])
    expect(await list()).toHaveLength(1)
  })
})
