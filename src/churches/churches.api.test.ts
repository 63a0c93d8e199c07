import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { createWorld } from '../testing/world.js'
import { features } from './features.js'

const world = await createWorld()

const ChurchHere = graphql(`
  query ChurchHere {
    church {
      id
      name
      subdomain
      denomination
      timeZone
      currency
    }
  }
`)

const ask = '{ church { subdomain } }'

describe('church', () => {
  let church: ChurchWorld
  let member: Person
  beforeAll(async () => {
    church = await world.church({ denomination: 'METHODIST', timeZone: 'Europe/London' })
    member = await church.person('MEMBER')
  })

  it('describes the church of the viewer', async () => {
    const { id, name, subdomain } = church.church

    const { status, data } = await member.api.send(ChurchHere, {})

    expect(status).toBe(200)
    const rest = { denomination: 'METHODIST', timeZone: 'Europe/London', currency: 'GHS' }
    expect(data?.church).toEqual({ id, name, subdomain, ...rest })
  })

  it('says of every feature whether it is on', async () => {
    const { data } = await member.api.sendText(`{ church { features { ${features.join(' ')} } } }`)

    const on = features.filter((feature) => church.church.features.has(feature))
    expect(on).toContain('pledges')
    const expected = Object.fromEntries(features.map((feature) => [feature, on.includes(feature)]))
    expect(data).toEqual({ church: { features: expected } })
  })

  it('is for people who are signed in', async () => {
    const { status, data, errors } = await church.stranger.send(ChurchHere, {})

    expect(status).toBe(401)
    expect(data).toEqual({ church: null })
    expect(errors).toMatchObject([{ path: ['church'], extensions: { code: 'UNAUTHENTICATED' } }])
  })

  it('does not tell anybody where its tables are', async () => {
    const { status, errors } = await member.api.sendText('{ church { placeKey } }')

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
  })
})

describe('the church of a request', () => {
  let church: ChurchWorld
  let member: Person
  let subdomain: string
  beforeAll(async () => {
    church = await world.church()
    member = await church.person('MEMBER')
    subdomain = church.church.subdomain
  })

  it.each(['api.localhost', 'localhost', '127.0.0.1'])(
    'is named by the header on the central host %s',
    async (host) => {
      const headers = { 'X-Church': subdomain.toUpperCase() }

      const { status, data } = await member.api.with({ host, headers }).sendText(ask)

      expect(status).toBe(200)
      expect(data).toEqual({ church: { subdomain } })
    },
  )

  it('must be named on the central host; the answer says how', async () => {
    const { status, errors } = await member.api.with({ host: 'api.localhost' }).sendText(ask)

    expect(status).toBe(404)
    expect(errors).toMatchObject([{ extensions: { code: 'TENANT_NOT_FOUND' } }])
    expect(errors[0]?.message).toContain('X-Church')
  })

  it('may be named twice, alike', async () => {
    const { status } = await member.api.with({ headers: { 'X-Church': subdomain } }).sendText(ask)

    expect(status).toBe(200)
  })

  it('must not be named twice, differently', async () => {
    const other = await world.church()
    const headers = { 'X-Church': other.church.subdomain }

    const { status, errors } = await member.api.with({ headers }).sendText(ask)

    expect(status).toBe(403)
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  it.each([
    ['an unknown church', 'nobody-here.localhost', {}],
    ['an unknown church in the header', 'api.localhost', { 'X-Church': 'nobody-here' }],
    ['a name that is none', 'api.localhost', { 'X-Church': "x' or true--" }],
    ['a host of a host', 'a.b.localhost', {}],
    ['a foreign host', 'example.com', {}],
  ])('is not found for %s', async (_case, host, headers) => {
    const { status, errors } = await member.api.with({ host, headers }).sendText(ask)

    expect(status).toBe(404)
    expect(errors).toMatchObject([{ extensions: { code: 'TENANT_NOT_FOUND' } }])
  })

  it.each([
    ['SUSPENDED', 403, 'TENANT_SUSPENDED'],
    ['ARCHIVED', 403, 'TENANT_ARCHIVED'],
  ])('is closed when it is %s, also for signing in', async (state, status, code) => {
    const closed = await world.church()
    await world.database.owner.query('update control.church set status = $2 where id = $1', [closed.church.id, state])

    const signIn = 'mutation { signIn(input: {email: "", password: ""}) { errors { code } } }'

    // The server is told by the database; a request can be faster than the news.
    await vi.waitFor(async () => {
      const answer = await closed.stranger.sendText(signIn)
      expect(answer.status).toBe(status)
      expect(answer.errors).toMatchObject([{ extensions: { code } }])
    })
  })
})
