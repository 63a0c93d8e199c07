import { beforeAll, describe, expect, it, vi } from 'vitest'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
const second = await world.secondApp()

const UpdateChurch = graphql(`
  mutation UpdateChurch($input: UpdateChurchInput!) {
    updateChurch(input: $input) {
      church {
        name
        email
        phone
        address
        website
        timeZone
        currency
        denomination
        subdomain
        version
      }
      errors {
        code
        path
      }
    }
  }
`)

const profile = '{ church { name email phone address website timeZone currency denomination subdomain version } }'

describe('updateChurch', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN')
  })
  const update = async (input: object) => (await admin.api.send(UpdateChurch, { input })).data?.updateChurch
  const versionNow = async () => (await update({}))?.church?.version ?? 0

  it('changes what is named, for every process at once', async () => {
    const contacts = {
      ...{ email: 'office@grace.org', phone: '+233 20 000 0000', address: '1 Ring Road', website: 'https://grace.org' },
    }
    const rest = { name: 'Grace', timeZone: 'Africa/Lagos', currency: 'NGN' }

    const updated = await update({ ...contacts, ...rest })

    expect(updated).toMatchObject({ church: { ...contacts, ...rest, denomination: 'PENTECOSTAL' }, errors: [] })
    for (const port of [world.port, second.port]) {
      await vi.waitFor(async () => {
        const { data } = await admin.api.with({ port }).sendText(profile)
        expect(data).toEqual({ church: updated?.church })
      })
    }
  })

  it('leaves alone what is not named, and empties what is null', async () => {
    const { church: before } = (await update({ phone: '1', address: 'Here' })) ?? {}
    const { church: after } = (await update({ phone: null })) ?? {}

    expect(after).toEqual({ ...before, phone: null, version: (before?.version ?? 0) + 1 })
  })

  it('changes the month that fiscal years begin with', async () => {
    await update({ fiscalStartMonth: 4 })

    const { data } = await admin.api.sendText('{ churchSettings { fiscalStartMonth } }')
    expect(data).toEqual({ churchSettings: { fiscalStartMonth: 4 } })
  })

  it('changes defaults of features with the denomination, and no choices', async () => {
    const own = await world.church({ denomination: 'PENTECOSTAL' })
    const founder = await own.person('ADMIN')
    await founder.api.sendText(
      'mutation { updateChurchFeatures(input: {features: {altarCalls: true}}) { errors { code } } }',
    )

    const { data } = await founder.api.sendText(
      `mutation { updateChurch(input: {denomination: METHODIST}) {
        church { features { altarCalls pledges prayerRequests } } errors { code } } }`,
    )

    expect(data).toEqual({
      updateChurch: { church: { features: { altarCalls: true, pledges: true, prayerRequests: false } }, errors: [] },
    })
  })

  it('changes nothing when anything is wrong, and says all of it', async () => {
    const version = await versionNow()

    const refused = await update({ name: '', email: 'x', timeZone: 'Mars', subdomain: 'admin', phone: '2' })

    expect(refused).toMatchObject({ church: null })
    expect(refused?.errors.map(({ code, path }) => `${path.join('.')} ${code}`)).toEqual([
      ...['name REQUIRED', 'email INVALID', 'timeZone INVALID', 'subdomain INVALID'],
    ])
    expect(await versionNow()).toBe(version + 1)
  })

  it('refuses a version that is old; of ten who read the same one, one wins', async () => {
    const expectedVersion = await versionNow()

    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => update({ expectedVersion, phone: `${at}` })),
    )

    const codes = answers.flatMap((answer) => answer?.errors ?? [])
    expect(codes).toEqual(Array(9).fill({ code: 'STALE_VERSION', path: ['expectedVersion'] }))
  })

  it('undoes the fiscal year with the rest', async () => {
    await update({ fiscalStartMonth: 6 })
    const refused = await update({ fiscalStartMonth: 9, expectedVersion: 1 })

    const { data } = await admin.api.sendText('{ churchSettings { fiscalStartMonth } }')

    expect(refused?.errors).toEqual([{ code: 'STALE_VERSION', path: ['expectedVersion'] }])
    expect(data).toEqual({ churchSettings: { fiscalStartMonth: 6 } })
  })

  it('is for those who may manage settings', async () => {
    const secretary = await church.person('SECRETARY')

    expect((await secretary.api.send(UpdateChurch, { input: { name: 'Mine' } })).status).toBe(403)
    expect((await church.stranger.send(UpdateChurch, { input: { name: 'Mine' } })).status).toBe(401)
  })
})

describe('a new subdomain', () => {
  const newName = () => `moved-${Math.random().toString(36).slice(2, 12)}`

  it('is where the church is from then on, once in thirty days', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const name = newName()

    const { data } = await admin.api.send(UpdateChurch, { input: { subdomain: ` ${name.toUpperCase()} ` } })
    const moved = admin.api.with({ host: `${name}.localhost` })
    await vi.waitFor(async () => expect((await moved.sendText(profile)).status).toBe(200))
    const same = await moved.send(UpdateChurch, { input: { subdomain: name } })
    const again = await moved.send(UpdateChurch, { input: { subdomain: newName() } })
    await world.database.owner.query(
      `update control.church set subdomain_changed_at = now() - interval '30 days 1 second' where id = $1`,
      [church.church.id],
    )
    const later = await moved.send(UpdateChurch, { input: { subdomain: newName() } })

    expect(data?.updateChurch).toMatchObject({ church: { subdomain: name }, errors: [] })
    expect(same.data?.updateChurch?.errors).toEqual([])
    expect(again.data?.updateChurch?.errors).toEqual([{ code: 'NOT_ALLOWED_NOW', path: ['subdomain'] }])
    expect(later.data?.updateChurch?.errors).toEqual([])
    await vi.waitFor(async () => expect((await admin.api.sendText(profile)).status).toBe(404))
  })

  it('is one that nobody has', async () => {
    const [church, other] = [await world.church(), await world.church()]
    const admin = await church.person('ADMIN')

    const { data } = await admin.api.send(UpdateChurch, { input: { subdomain: other.church.subdomain, name: 'Other' } })

    expect(data?.updateChurch).toEqual({ church: null, errors: [{ code: 'SUBDOMAIN_TAKEN', path: ['subdomain'] }] })
    expect((await admin.api.sendText(profile)).data).toMatchObject({ church: { name: church.church.name } })
  })

  it('is refused at once while another church is about to take it, and free again when that was nothing', async () => {
    const admin = await (await world.church()).person('ADMIN')
    const subdomain = newName()
    const want = async () => {
      const { status, data } = await admin.api.send(UpdateChurch, { input: { subdomain } })
      return [status, data?.updateChurch?.errors]
    }

    await withOwner(world.database.ownerUrl, async (other) => {
      // As sign-up and renaming do, until their transaction ends.
      await other.query('begin')
      await other.query('select pg_advisory_xact_lock(hashtextextended($1, 42))', [subdomain])
      expect(await want()).toEqual([200, [{ code: 'SUBDOMAIN_TAKEN', path: ['subdomain'] }]])
      await other.query('rollback')
    })

    expect(await want()).toEqual([200, []])
  })

  it('goes to one of ten churches that want it at once', async () => {
    const admins = await Promise.all(Array.from({ length: 10 }, async () => (await world.church()).person('ADMIN')))
    const name = newName()

    const answers = await Promise.all(
      admins.map((admin) => admin.api.send(UpdateChurch, { input: { subdomain: name } })),
    )

    const refused = answers.flatMap(({ data }) => data?.updateChurch?.errors ?? [])
    expect(refused).toEqual(Array(9).fill({ code: 'SUBDOMAIN_TAKEN', path: ['subdomain'] }))
  })
})
