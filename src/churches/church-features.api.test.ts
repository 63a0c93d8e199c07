import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Api } from '../testing/api.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { denominations, features } from './features.js'

const world = await createWorld()
const second = await world.secondApp()

const asked = `church { version features { ${features.join(' ')} } } errors { code path }`
const updateText = `mutation ($input: UpdateChurchFeaturesInput!) { updateChurchFeatures(input: $input) { ${asked} } }`
const defaultsText = `mutation ($input: ApplyDenominationDefaultsInput!) { applyDenominationDefaults(input: $input) { ${asked} } }`

interface Outcome {
  readonly church: { readonly version: number; readonly features: Readonly<Record<string, boolean>> } | null
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[]
}

describe('the features of a church', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church({ denomination: 'PENTECOSTAL' })
    admin = await church.person('ADMIN')
  })

  const outcomeOf = async (text: string, name: string, input: object): Promise<Outcome> => {
    const { data } = await admin.api.sendText(text, { input })
    return (data ?? {})[name] as Outcome
  }
  const update = (switched: object, more: object = {}) =>
    outcomeOf(updateText, 'updateChurchFeatures', { features: switched, ...more })
  const applyDefaults = (input: object = {}) => outcomeOf(defaultsText, 'applyDenominationDefaults', input)
  const choices = async () => {
    const { rows } = await world.database.owner.query<{ feature: string; enabled: boolean; changed_by: string }>(
      'select feature, enabled, changed_by from control.church_feature where church_id = $1 order by 1',
      [church.church.id],
    )
    return rows
  }

  it('are switched one by one, for every process at once; only choices are stored', async () => {
    await applyDefaults()

    const { church: switched, errors } = await update({ documents: true, events: false })

    expect(errors).toEqual([])
    expect(switched?.features).toMatchObject({ documents: true, events: false, announcements: true, pledges: false })
    const by = admin.userId
    expect(await choices()).toEqual([
      { feature: 'documents', enabled: true, changed_by: by },
      { feature: 'events', enabled: false, changed_by: by },
    ])
    for (const port of [world.port, second.port]) {
      await vi.waitFor(async () => {
        const { data } = await admin.api.with({ port }).sendText('{ church { features { documents events } } }')
        expect(data).toEqual({ church: { features: { documents: true, events: false } } })
      })
    }
  })

  it('go back to the default one by one, and all together', async () => {
    await update({ documents: true, events: false, pledges: true })

    const one = await update({ events: null })
    const all = await applyDefaults()

    expect(one.church?.features).toMatchObject({ events: true, documents: true, pledges: true })
    expect(all.church?.features).toMatchObject({ events: true, documents: false, pledges: false })
    expect(await choices()).toEqual([])
  })

  it.each(['certificates', 'reconciliation', 'anointingOfSick', 'holyOrders'])(
    'have %s only together with sacraments',
    async (feature) => {
      await applyDefaults()

      const alone = await update({ [feature]: true })
      const off = await update({ [feature]: true, sacraments: false })
      const together = await update({ [feature]: true, sacraments: true })
      const without = await update({ sacraments: false })
      const switchedOff = await update({ [feature]: false })

      for (const { church: unchanged, errors } of [alone, off]) {
        expect([unchanged, errors]).toEqual([null, [{ code: 'INVALID', path: ['features', feature] }]])
      }
      expect(together.church?.features).toMatchObject({ [feature]: true, sacraments: true })
      expect(without.church?.features).toMatchObject({ [feature]: false, sacraments: false })
      expect(switchedOff.errors).toEqual([])
    },
  )

  it.each([
    ['a key nobody knows', { theTruth: true }],
    ['a key that every object has', JSON.parse('{ "constructor": true }') as object],
    ['a trap', JSON.parse('{ "__proto__": true }') as object],
    ['a word for a switch', { events: 'on' }],
  ])('do not take %s', async (_case, switched) => {
    const { status, errors } = await admin.api.sendText(updateText, { input: { features: switched } })

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  })

  it('refuse a version that is old; of ten who read the same one, one wins', async () => {
    const { church: now } = await update({})
    const expectedVersion = now?.version

    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        at % 2 ? applyDefaults({ expectedVersion }) : update({ pledges: true }, { expectedVersion }),
      ),
    )

    const stale = { code: 'STALE_VERSION', path: ['expectedVersion'] }
    expect(outcomes.flatMap(({ errors }) => errors)).toEqual(Array(9).fill(stale))
  })

  it('are for those who may manage settings', async () => {
    const secretary = await church.person('SECRETARY')

    const answers = [
      await secretary.api.sendText(updateText, { input: { features: { events: false } } }),
      await secretary.api.sendText(defaultsText, { input: {} }),
      await church.stranger.sendText(updateText, { input: { features: { events: false } } }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 401])
  })
})

describe('publicChurch', () => {
  it('tells strangers name, denomination, address, phone and page, and nothing else', async () => {
    const church = await world.church({ denomination: 'BAPTIST' })
    const admin = await church.person('ADMIN')
    await admin.api.sendText(
      `mutation { updateChurch(input: {email: "office@grace.org", phone: "1", address: "Here", website: "https://grace.org"}) { errors { code } } }`,
    )

    await vi.waitFor(async () => {
      const { data } = await church.stranger.sendText('{ publicChurch { name denomination address phone website } }')
      expect(data).toEqual({
        publicChurch: {
          ...{ name: church.church.name, denomination: 'BAPTIST' },
          ...{ address: 'Here', phone: '1', website: 'https://grace.org' },
        },
      })
    })
    const { data } = await church.stranger.sendText('{ __type(name: "PublicChurch") { fields { name } } }')
    expect(data).toEqual({
      __type: { fields: ['name', 'denomination', 'address', 'phone', 'website'].map((name) => ({ name })) },
    })
  })
})

describe('denominations', () => {
  it('are told before a church is entered and inside one, each with its defaults', async () => {
    const church = await world.church()
    const lobby = new Api({ port: world.port, host: 'api.localhost', token: null })
    const text = '{ denominations { denomination features { altarCalls holyOrders } } }'

    const { data } = await lobby.sendText(text)
    const inside = await church.stranger.sendText(text)

    const told = (data ?? {})['denominations'] as { denomination: string }[]
    expect(told.map(({ denomination }) => denomination)).toEqual(denominations)
    expect(told).toContainEqual({ denomination: 'CATHOLIC', features: { altarCalls: false, holyOrders: true } })
    expect(inside.data).toEqual(data)
  })
})
