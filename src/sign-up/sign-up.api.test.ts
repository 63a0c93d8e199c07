import { describe, expect, it, vi } from 'vitest'
import { Api } from '../testing/api.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
/** Somebody who has not been here before. */
const stranger = () => new Api({ port: world.port, host: 'api.localhost', token: null })

const RegisterChurch = graphql(`
  mutation RegisterChurch($input: RegisterChurchInput!) {
    registerChurch(input: $input) {
      church {
        id
        name
        subdomain
        features {
          altarCalls
          sacraments
        }
      }
      session {
        accessToken
      }
      viewer {
        email
        role
        church {
          subdomain
        }
        member {
          id
        }
      }
      errors {
        code
        path
      }
    }
  }
`)

const SubdomainAvailability = graphql(`
  query SubdomainAvailability($subdomain: String!) {
    subdomainAvailability(subdomain: $subdomain)
  }
`)

const newName = () => `new-${Math.random().toString(36).slice(2, 12)}`

const signUp = (subdomain: string) => ({
  churchName: 'Living Water',
  subdomain,
  denomination: 'PENTECOSTAL' as const,
  timeZone: 'Africa/Accra',
  currency: 'GHS',
  admin: { name: 'Esi Boateng', email: 'Esi@Water.example', password: 'quiet river stone' },
})

const churchCount = async () => {
  const { rows } = await world.database.owner.query<{ status: string; count: string }>(
    `select status, count(*) from control.church where subdomain like 'new-%' group by 1`,
  )
  return Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]))
}

/** Takes every church out of the pool that stands ready in this worker's database. */
const drainPool = () =>
  world.database.owner.query(
    `update control.church set status = 'ARCHIVED', name = 'x', denomination = 'OTHER' where status = 'WARM'`,
  )

describe('registerChurch', () => {
  it('answers with a church that works, and its founder signed in as administrator', async () => {
    const subdomain = newName()

    const { status, data } = await stranger().send(RegisterChurch, { input: signUp(subdomain) })

    const registered = data?.registerChurch
    expect(status).toBe(200)
    expect(registered).toMatchObject({
      church: { name: 'Living Water', subdomain, features: { altarCalls: true, sacraments: false } },
      viewer: { email: 'esi@water.example', role: 'ADMIN', church: { subdomain }, member: null },
      errors: [],
    })
    const founder = stranger().with({ host: `${subdomain}.localhost`, token: registered?.session?.accessToken ?? null })
    const made = await founder.sendText(
      'mutation { createMember(input: { firstName: "Esi", lastName: "Boateng" }) { member { memberNumber } errors { code } } }',
    )
    expect(made.data).toEqual({ createMember: { member: { memberNumber: 'NE-0001' }, errors: [] } })
  })

  it('starts a trial of thirty days', async () => {
    const subdomain = newName()
    await stranger().send(RegisterChurch, { input: signUp(subdomain) })

    const { rows } = await world.database.owner.query(
      `select plan, round(extract(epoch from trial_ends_at - now()) / 86400) as days from control.church where subdomain = $1`,
      [subdomain],
    )

    expect(rows).toEqual([{ plan: 'TRIAL', days: '30' }])
  })

  it.each([
    ['churches are ready', async () => undefined],
    ['each has to be built', () => drainPool()],
  ])(
    'gives a name to one of ten who race for it while %s, and leaves nothing of the others',
    async (_case, prepare) => {
      await prepare()
      const subdomain = newName()
      const before = await churchCount()

      const answers = await Promise.all(
        Array.from({ length: 10 }, () => stranger().send(RegisterChurch, { input: signUp(subdomain) })),
      )

      const refused = answers.flatMap(({ data }) => data?.registerChurch?.errors ?? [])
      expect(refused).toEqual(Array(9).fill({ code: 'SUBDOMAIN_TAKEN', path: ['subdomain'] }))
      expect(await churchCount()).toEqual({ ...before, ACTIVE: (before['ACTIVE'] ?? 0) + 1 })
      const { rows } = await world.database.owner.query(
        `select count(*)::int as users from control.user_account u join control.church c on c.id = u.church_id where c.subdomain = $1`,
        [subdomain],
      )
      expect(rows).toEqual([{ users: 1 }])
    },
  )

  it('builds a church at once when none is ready', async () => {
    await drainPool()
    const subdomain = newName()

    const { data } = await stranger().send(RegisterChurch, { input: signUp(subdomain) })

    expect(data?.registerChurch).toMatchObject({ church: { subdomain }, errors: [] })
  })

  it('refuses what is wrong, everything at once, and leaves nothing over', async () => {
    const before = await churchCount()
    const input = { ...signUp('admin'), currency: 'nope', admin: { name: 'E', email: 'e', password: 'short' } }

    const { data } = await stranger().send(RegisterChurch, { input })

    expect(data?.registerChurch).toMatchObject({ church: null, session: null, viewer: null })
    expect(data?.registerChurch?.errors.map(({ path }) => path.join('.')).toSorted()).toEqual([
      'admin.email',
      'admin.password',
      'currency',
      'subdomain',
    ])
    expect(await churchCount()).toEqual(before)
  })

  it('is not for the host of a church', async () => {
    const church = await world.church()

    const { status, errors } = await church.stranger.send(RegisterChurch, { input: signUp(newName()) })

    expect(status).toBe(403)
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })
})

describe('subdomainAvailability', () => {
  it.each([
    ['www', 'RESERVED'],
    ['a--b', 'MALFORMED'],
    ['Quite-Free', 'AVAILABLE'],
  ])('says of %s: %s', async (subdomain, state) => {
    const { data } = await stranger().send(SubdomainAvailability, { subdomain })

    expect(data?.subdomainAvailability).toBe(state)
  })

  it('says of another church’s name that it is taken', async () => {
    const { church } = await world.church()

    const { data } = await stranger().send(SubdomainAvailability, { subdomain: church.subdomain.toUpperCase() })

    expect(data?.subdomainAvailability).toBe('TAKEN')
  })
})

describe('the lobby', () => {
  it('asks for the church where one is needed', async () => {
    const { status, errors } = await stranger().sendText('{ viewer { id } }')

    expect(status).toBe(404)
    expect(errors).toMatchObject([{ extensions: { code: 'TENANT_NOT_FOUND' } }])
  })

  it('shows the schema to somebody who explores it', async () => {
    const { data } = await stranger().sendText('{ __schema { queryType { name } } }')

    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } } })
  })
})

describe('the catalogue', () => {
  it('hears at once that a church was suspended, renamed or opened again, whoever did it', async () => {
    const church = await world.church()
    const { api } = await church.person('MEMBER')
    const codeAt = async (host: string) => {
      const { errors } = await api.with({ host: `${host}.localhost` }).sendText('{ viewer { id } }')
      return errors[0]?.extensions?.code ?? null
    }
    const set = (text: string) =>
      world.database.owner.query(`update control.church set ${text} where id = $1`, [church.church.id])
    const { subdomain } = church.church
    const renamed = newName()

    expect(await codeAt(subdomain)).toBeNull()
    expect(await codeAt(renamed)).toBe('TENANT_NOT_FOUND')
    await set(`status = 'SUSPENDED'`)
    await vi.waitFor(async () => expect(await codeAt(subdomain)).toBe('TENANT_SUSPENDED'))
    await set(`status = 'ARCHIVED'`)
    await vi.waitFor(async () => expect(await codeAt(subdomain)).toBe('TENANT_ARCHIVED'))
    await set(`status = 'ACTIVE', subdomain = '${renamed}'`)
    await vi.waitFor(async () => expect(await codeAt(subdomain)).toBe('TENANT_NOT_FOUND'))
    expect(await codeAt(renamed)).toBeNull()
    await set('version = 0')
    await vi.waitFor(async () => expect(await codeAt(renamed)).toBe('CHURCH_UPGRADING'))
  })
})

describe('somebody who signs churches up for fun', () => {
  it('is stopped after five in an hour, while others go on; forms that are sent back do not count', async () => {
    const vandal = stranger()
    const register = (api: Api, subdomain: string) => api.send(RegisterChurch, { input: signUp(subdomain) })
    for (let form = 0; form < 6; form += 1) await register(vandal, 'no')
    for (let form = 0; form < 5; form += 1) await register(vandal, 'grace')

    const { status, data, errors, headers } = await register(vandal, newName())

    expect(status).toBe(429)
    expect(data).toEqual({ registerChurch: null })
    expect(errors).toMatchObject([{ path: ['registerChurch'], extensions: { code: 'THROTTLED' } }])
    expect(Number(headers['retry-after'])).toBeGreaterThan(3500)
    expect(errors[0]?.extensions).toHaveProperty('retryAfterMs', Number(headers['retry-after']) * 1000)
    expect((await register(stranger(), newName())).data?.registerChurch?.errors).toEqual([])
  })
})
