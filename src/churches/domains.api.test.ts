import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createDns } from '../platform/dns.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { startNameServer } from '../testing/name-server.js'
import { newHost, proveDomain, wantDomain } from '../testing/proved-domain.js'
import { createWorld } from '../testing/world.js'
import { verifyDomain } from './verify-domain.js'

const names = await startNameServer()
const world = await createWorld({ nameServer: names.address })
afterAll(() => names.close())

const AddDomain = graphql(`
  mutation AddDomain($host: String!) {
    addDomain(input: { host: $host }) {
      domain {
        id
        host
        kind
        isPrimary
        verifiedAt
        proof {
          name
          text
        }
      }
      errors {
        code
        path
      }
    }
  }
`)

const VerifyDomain = graphql(`
  mutation VerifyDomain($id: ID!) {
    verifyDomain(input: { id: $id }) {
      domain {
        host
        verifiedAt
      }
      errors {
        code
        message
        path
        params
      }
    }
  }
`)

const Domains = graphql(`
  query Domains {
    domains {
      id
      host
      kind
      isPrimary
    }
  }
`)

const SetPrimaryDomain = graphql(`
  mutation SetPrimaryDomain($id: ID!) {
    setPrimaryDomain(input: { id: $id }) {
      domain {
        host
        isPrimary
      }
      errors {
        code
        path
      }
    }
  }
`)

const RemoveDomain = graphql(`
  mutation RemoveDomain($id: ID!) {
    removeDomain(input: { id: $id }) {
      domain {
        host
      }
      errors {
        code
        path
      }
    }
  }
`)

const prove = (admin: Person, host?: string) => proveDomain(names, admin, host)

const churchQuery = '{ church { subdomain } }'

describe('domains', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN')
  })

  it('begin with the host of the platform, which is the primary one', async () => {
    const { data } = await admin.api.send(Domains, {})

    const host = `${church.church.subdomain}.localhost`
    expect(data?.domains).toMatchObject([{ host, kind: 'PLATFORM', isPrimary: true }])
  })

  it('are added in the form that browsers send, with what has to be published', async () => {
    const host = newHost()

    const { data } = await admin.api.send(AddDomain, { host: ` ${host.toUpperCase()}. ` })

    expect(data?.addDomain).toMatchObject({
      domain: { host, kind: 'CUSTOM', isPrimary: false, verifiedAt: null, proof: { name: `_faithflow.${host}` } },
      errors: [],
    })
    expect(data?.addDomain?.domain?.proof?.text).toMatch(/^faithflow-verification=[0-9a-f]{40}$/)
  })

  it('lead nowhere until they are proved, and to the church from then on', async () => {
    const domain = await wantDomain(admin, newHost())
    const api = admin.api.with({ host: domain.host })
    const before = await api.sendText(churchQuery)
    const early = await admin.api.send(VerifyDomain, { id: domain.id })
    names.publish(domain.proof.name, domain.proof.text)

    const { data } = await admin.api.send(VerifyDomain, { id: domain.id })

    expect(before.errors).toMatchObject([{ extensions: { code: 'TENANT_NOT_FOUND' } }])
    expect(early.data?.verifyDomain).toMatchObject({
      domain: null,
      errors: [{ code: 'NOT_ALLOWED_NOW', path: ['id'], params: domain.proof }],
    })
    expect(data?.verifyDomain?.domain?.verifiedAt).not.toBeNull()
    await vi.waitFor(async () => {
      expect((await api.sendText(churchQuery)).data).toEqual({ church: { subdomain: church.church.subdomain } })
    })
  })

  it('are told apart from silence of the name servers', async () => {
    const domain = await wantDomain(admin, newHost())

    const outcome = await church.as(admin, (ctx) =>
      verifyDomain({ ...ctx, dns: createDns(['127.0.0.1:1']) }, { id: domain.id }),
    )

    expect(outcome).toMatchObject({ errors: [{ code: 'NOT_ALLOWED_NOW', params: null }] })
  })

  it.each([
    ['no host', 'grace', 'INVALID'],
    ['an address of a page', 'https://grace.org/', 'INVALID'],
    ['an address', '192.0.2.1', 'INVALID'],
    ['the host of another church', 'other.localhost', 'INVALID'],
    ['the central host', 'API.localhost', 'INVALID'],
    ['a name that leads nowhere', 'grace.internal', 'INVALID'],
  ])('are not %s', async (_case, host, code) => {
    const { data } = await admin.api.send(AddDomain, { host })

    expect(data?.addDomain).toEqual({ domain: null, errors: [{ code, path: ['host'] }] })
  })

  it('are added once', async () => {
    const host = newHost()
    await wantDomain(admin, host)

    const { data } = await admin.api.send(AddDomain, { host })

    expect(data?.addDomain?.errors).toEqual([{ code: 'NOT_UNIQUE', path: ['host'] }])
  })

  it('are twenty at most', async () => {
    const many = await (await world.church()).person('ADMIN')
    for (let count = 0; count < 20; count += 1) await wantDomain(many, newHost())

    const { data } = await many.api.send(AddDomain, { host: newHost() })

    expect(data?.addDomain?.errors).toEqual([{ code: 'NOT_ALLOWED_NOW', path: ['host'] }])
  })

  it('cannot be kept from others by wanting them, only by proving them', async () => {
    const host = newHost()
    const other = await (await world.church()).person('ADMIN')
    await wantDomain(admin, host)
    const theirs = await prove(other, host)
    names.publish(`_faithflow.${host}`, theirs.proof.text, (await adminsProof(host)) ?? '')

    const { data } = await admin.api.send(VerifyDomain, { id: await idOf(admin, host) })
    const third = await (await world.church()).person('ADMIN')
    const late = await third.api.send(AddDomain, { host })

    expect(data?.verifyDomain?.errors).toMatchObject([{ code: 'NOT_UNIQUE', path: ['id'] }])
    expect(late.data?.addDomain?.errors).toEqual([{ code: 'NOT_UNIQUE', path: ['host'] }])
  })

  const idOf = async (person: Person, host: string) => {
    const { data } = await person.api.send(Domains, {})
    return data?.domains.find((domain) => domain.host === host)?.id ?? ''
  }
  const adminsProof = async (host: string) => {
    const { rows } = await world.database.owner.query<{ token: string }>(
      'select verification_token as token from control.domain where host = $1 and church_id = $2',
      [host, church.church.id],
    )
    return rows[0] && `faithflow-verification=${rows[0].token}`
  }

  it('go to one of two churches that prove a host at the same time', async () => {
    const host = newHost()
    const racers = await Promise.all([world.church(), world.church()].map(async (made) => (await made).person('ADMIN')))
    const wanted = await Promise.all(racers.map((racer) => wantDomain(racer, host)))
    names.publish(`_faithflow.${host}`, ...wanted.map(({ proof }) => proof.text))

    const answers = await Promise.all(
      racers.map((racer, at) => racer.api.send(VerifyDomain, { id: wanted[at]?.id ?? '' })),
    )

    const codes = answers.flatMap(({ data }) => data?.verifyDomain?.errors ?? []).map(({ code }) => code)
    expect(codes).toEqual(['NOT_UNIQUE'])
  })

  it('have one primary among them, which stays', async () => {
    const own = await (await world.church()).person('ADMIN')
    const unproved = await wantDomain(own, newHost())
    const domain = await prove(own)
    const platform = (await own.api.send(Domains, {})).data?.domains[0]

    const early = await own.api.send(SetPrimaryDomain, { id: unproved.id })
    const chosen = await own.api.send(SetPrimaryDomain, { id: domain.id })
    const removals = await Promise.all([domain.id, platform?.id ?? ''].map((id) => own.api.send(RemoveDomain, { id })))

    expect(early.data?.setPrimaryDomain?.errors).toEqual([{ code: 'NOT_ALLOWED_NOW', path: ['id'] }])
    expect(chosen.data?.setPrimaryDomain?.domain).toEqual({ host: domain.host, isPrimary: true })
    expect(removals.map(({ data }) => data?.removeDomain?.errors)).toEqual(
      Array(2).fill([{ code: 'NOT_ALLOWED_NOW', path: ['id'] }]),
    )
    const { data } = await own.api.send(Domains, {})
    expect(data?.domains.filter(({ isPrimary }) => isPrimary)).toMatchObject([{ host: domain.host }])
  })

  it('have one primary, however many are chosen at once', async () => {
    const own = await (await world.church()).person('ADMIN')
    const ids = [(await prove(own)).id, (await prove(own)).id]

    const answers = await Promise.all([...ids, ...ids].map((id) => own.api.send(SetPrimaryDomain, { id })))

    expect(answers.map(({ data }) => data?.setPrimaryDomain?.errors)).toEqual(Array(4).fill([]))
  })

  it('lead nowhere any more when they are removed', async () => {
    const domain = await prove(admin)
    const api = admin.api.with({ host: domain.host })
    await vi.waitFor(async () => expect((await api.sendText(churchQuery)).status).toBe(200))

    const { data } = await admin.api.send(RemoveDomain, { id: domain.id })
    const again = await admin.api.send(RemoveDomain, { id: domain.id })

    expect(data?.removeDomain).toEqual({ domain: { host: domain.host }, errors: [] })
    expect(again.data?.removeDomain?.errors).toEqual([{ code: 'NOT_FOUND', path: ['id'] }])
    await vi.waitFor(async () => {
      expect((await api.sendText(churchQuery)).errors).toMatchObject([{ extensions: { code: 'TENANT_NOT_FOUND' } }])
    })
  })

  it('are for those who may read and manage settings', async () => {
    const [secretary, member] = [await church.person('SECRETARY'), await church.person('MEMBER')]

    const answers = [
      await secretary.api.send(Domains, {}),
      await secretary.api.send(AddDomain, { host: newHost() }),
      await member.api.send(Domains, {}),
      await church.stranger.send(Domains, {}),
    ]

    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403, 401])
  })
})
