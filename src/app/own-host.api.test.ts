import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { startNameServer } from '../testing/name-server.js'
import { proveDomain } from '../testing/proved-domain.js'
import { createWorld } from '../testing/world.js'

const names = await startNameServer()
const world = await createWorld({ nameServer: names.address })
afterAll(() => names.close())

const churchQuery = '{ church { subdomain } }'

describe('a church’s own host', () => {
  let church: ChurchWorld
  let admin: Person
  let host: string
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN')
    host = (await proveDomain(names, admin)).host
    await vi.waitFor(async () => expect((await admin.api.with({ host }).sendText(churchQuery)).status).toBe(200))
  })

  it.each([
    ['in capitals', (name: string) => name.toUpperCase()],
    ['with the dot of the root', (name: string) => `${name}.`],
  ])('names its church %s', async (_case, change) => {
    const { status } = await admin.api.with({ host: change(host) }).sendText(churchQuery)

    expect(status).toBe(200)
  })

  it('lets the header agree, and refuses one that names another church', async () => {
    const other = await world.church()
    const ask = (name: string) => admin.api.with({ host, headers: { 'X-Church': name } }).sendText(churchQuery)

    const answers = [await ask(church.church.subdomain), await ask(other.church.subdomain), await ask(host)]

    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403])
    expect(answers[1]?.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  it('is no name for the header of the central host', async () => {
    const { status, errors } = await admin.api
      .with({ host: 'api.localhost', headers: { 'X-Church': host } })
      .sendText(churchQuery)

    expect(status).toBe(404)
    expect(errors).toMatchObject([{ extensions: { code: 'TENANT_NOT_FOUND' } }])
  })

  it.each([
    ['a host below it', (name: string) => `evil.${name}`],
    ['a host that only ends alike', (name: string) => `evil${name}`],
    ['a host that goes on', (name: string) => `${name}.evil.org`],
    ['two hosts', (name: string) => `${name},evil.org`],
    ['somebody before it', (name: string) => `evil.org@${name}`],
    ['letters that only look alike', (name: string) => name.replace('www', 'ｗｗｗ')],
  ])('is not %s', async (_case, change) => {
    const { status } = await admin.api
      .with({ host: Buffer.from(change(host)).toString('latin1') })
      .sendText(churchQuery)

    expect([400, 404]).toContain(status)
  })

  it('refuses the tokens of other churches', async () => {
    const stranger = await (await world.church()).person('ADMIN')

    const { status, errors } = await stranger.api.with({ host }).sendText(churchQuery)

    expect(status).toBe(403)
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
  })

  it('serves sockets', async () => {
    const client = admin.api.with({ host }).socket()

    const ended = new Promise((resolve) => {
      client.subscribe(
        { query: 'subscription { unknown }' },
        { next: () => undefined, error: resolve, complete: () => resolve(null) },
      )
    })

    expect(await ended).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }])
    await client.dispose()
  })

  it('goes on to lead to the church when the subdomain changes, which touches no schema, role or table', async () => {
    const shape = async () => {
      const { rows } = await world.database.owner.query<Record<string, string>>(
        `select (select max(oid::text::bigint) from pg_class where relnamespace <> 'pg_toast'::regnamespace) as tables,
           (select md5(string_agg(oid || nspname || coalesce(nspacl::text, ''), ',' order by oid)) from pg_namespace
             where nspname !~ '^pg_') as schemas,
           (select md5(string_agg(rolname, ',' order by oid)) from pg_roles where rolname = 'r_' || $1) as roles`,
        [church.church.placeKey],
      )
      return rows
    }
    const before = await shape()
    const subdomain = `renamed-${church.church.subdomain}`

    await world.database.owner.query('update control.church set subdomain = $2 where id = $1', [
      church.church.id,
      subdomain,
    ])
    await proveDomain(names, { api: admin.api.with({ host }) })

    expect(await shape()).toEqual(before)
    await vi.waitFor(async () => {
      const { data } = await admin.api.with({ host }).sendText(churchQuery)
      expect(data).toEqual({ church: { subdomain } })
    })
    const { data } = await admin.api.with({ host }).sendText('{ domains { kind host } }')
    expect(data).toMatchObject({ domains: [{ kind: 'PLATFORM', host: `${subdomain}.localhost` }, {}, {}] })
  })

  it('lets its pages call the central host and the church’s other hosts, and no other church', async () => {
    const other = await world.church()
    const origin = `https://${host}`
    const allowed = async (at: string, headers: Record<string, string> = {}) => {
      const answer = await admin.api
        .with({ host: at, headers: { origin, 'access-control-request-method': 'POST', ...headers } })
        .ask('OPTIONS', '/graphql')
      return answer.headers['access-control-allow-origin'] ?? null
    }

    const { data } = await admin.api.with({ host }).sendText(churchQuery)
    const { subdomain } = (data ?? {})['church'] as { subdomain: string }
    await vi.waitFor(async () => expect(await allowed(`${subdomain}.localhost`)).toBe(origin))
    expect(await allowed('api.localhost')).toBe(origin)
    expect(await allowed('api.localhost', { 'X-Church': subdomain })).toBe(origin)
    expect(await allowed('api.localhost', { 'X-Church': other.church.subdomain })).toBeNull()
    expect(await allowed(`${other.church.subdomain}.localhost`)).toBeNull()
  })
})
