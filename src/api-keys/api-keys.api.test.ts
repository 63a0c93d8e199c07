import { beforeAll, describe, expect, it, vi } from 'vitest'
import { addSeconds } from '../platform/instant.js'
import { budgets } from '../platform/limits/budgets.js'
import type { Api } from '../testing/api.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { statementsOf } from '../testing/count-statements.js'
import { graphql } from '../testing/generated/gql.js'
import { tryToListen } from '../testing/listener.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'

const clock = movableClock()
const world = await createWorld({ clock })
const day = 24 * 3600

const Create = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      key
      apiKey {
        id
        name
        prefix
        scopes
        createdBy
        lastUsedAt
        revokedAt
      }
      errors {
        code
        path
      }
    }
  }
`)

const Revoke = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        revokedAt
      }
      errors {
        code
      }
    }
  }
`)

const Keys = graphql(`
  query ApiKeys {
    apiKeys {
      nodes {
        id
        name
        lastUsedAt
        revokedAt
      }
      totalCount
    }
  }
`)

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
})

const wish = (scopes: readonly string[], days = 30) => ({
  ...{ name: 'Website', scopes: [...scopes] },
  expiresAt: addSeconds(clock.now(), days * day),
})

/** A new key with these scopes, and a client that uses it. */
async function newKey(...scopes: readonly string[]): Promise<{ id: string; key: string; api: Api }> {
  const { data } = await admin.api.send(Create, { input: wish(scopes) })
  const { apiKey, key = null } = data?.createApiKey ?? {}
  return { id: apiKey?.id ?? '', key: key ?? '', api: church.stranger.with({ token: key }) }
}

const codeOf = async (api: Api, text: string) => (await api.sendText(text)).errors[0]?.extensions?.code ?? null
const members = '{ members { totalCount } }'

describe('createApiKey', () => {
  it('shows the key once; at rest there are a prefix and a hash', async () => {
    const { data } = await admin.api.send(Create, { input: wish(['members.read', 'events.manage', 'members.read']) })

    const { key = '', apiKey } = data?.createApiKey ?? {}
    expect(key).toMatch(/^ffk_[0-9A-Za-z]{52}$/)
    expect(apiKey).toMatchObject({
      name: 'Website',
      scopes: ['events.manage', 'members.read'],
      createdBy: admin.userId,
    })
    const { rows } = await world.database.owner.query<{ text: string }>(
      'select api_key::text as text from control.api_key where id = $1',
      [apiKey?.id],
    )
    const told = await church.write((db) => db.selectFrom('audit_log').selectAll().execute())
    expect(rows[0]?.text).toContain(apiKey?.prefix)
    expect(`${rows[0]?.text}${JSON.stringify(told)}`).not.toContain((key ?? '').slice(18))
  })

  it.each([
    ['users.read', 'GRANT_EXCEEDED'],
    ['roles.manage', 'GRANT_EXCEEDED'],
    ['billing.read', 'GRANT_EXCEEDED'],
    ['audit.read', 'GRANT_EXCEEDED'],
    ['integrations.manage', 'GRANT_EXCEEDED'],
    ['members.fly', 'INVALID'],
    ['dragons.read', 'INVALID'],
    ['members', 'INVALID'],
    ['members.read.write', 'INVALID'],
  ])('gives nobody %s: %s', async (scope, code) => {
    const { data } = await admin.api.send(Create, { input: wish(['members.read', scope]) })

    expect(data?.createApiKey).toMatchObject({ key: null, errors: [{ code, path: ['scopes', '1'] }] })
  })

  it('gives no right that its maker lacks', async () => {
    const person = await church.person('TREASURER')
    await church.write(async (db) => {
      const { id } = await db.selectFrom('role').select('id').where('key', '=', 'TREASURER').executeTakeFirstOrThrow()
      await db
        .insertInto('role_permission')
        .values({ role_id: id, resource: 'integrations', action: 'MANAGE' })
        .execute()
    })

    const { data } = await person.api.send(Create, {
      input: wish(['payments.manage', 'members.read', 'members.write']),
    })

    expect(data?.createApiKey?.errors).toEqual([{ code: 'GRANT_EXCEEDED', path: ['scopes', '2'] }])
  })

  it('refuses an end that is over or too far, and a name that is none', async () => {
    const errorsOf = async (input: ReturnType<typeof wish>) =>
      (await admin.api.send(Create, { input })).data?.createApiKey?.errors

    expect(await errorsOf(wish([], -1))).toEqual([{ code: 'INVALID', path: ['expiresAt'] }])
    expect(await errorsOf(wish([], 366))).toEqual([{ code: 'INVALID', path: ['expiresAt'] }])
    expect(await errorsOf(wish([], 365))).toEqual([])
    expect(await errorsOf({ ...wish([]), name: ' ' })).toEqual([{ code: 'REQUIRED', path: ['name'] }])
    expect(await errorsOf({ ...wish([]), name: 'x'.repeat(256) })).toEqual([{ code: 'TOO_LONG', path: ['name'] }])
  })

  it('is for those who hold integrations.manage, which no key does', async () => {
    const { api } = await newKey('members.manage')
    const secretary = await church.person('SECRETARY')

    for (const caller of [api, secretary.api]) {
      expect((await caller.send(Create, { input: wish([]) })).errors).toMatchObject([
        { extensions: { code: 'FORBIDDEN' } },
      ])
      expect((await caller.send(Keys, {})).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    }
  })
})

describe('a key', () => {
  it('may do what it was granted, and nothing else', async () => {
    const reader = await newKey('members.read')
    const nobody = await newKey()
    const create = 'mutation { createMember(input: { firstName: "Esi", lastName: "B" }) { errors { code } } }'

    expect(await codeOf(reader.api, members)).toBeNull()
    expect(await codeOf(reader.api, '{ church { name } }')).toBeNull()
    expect(await codeOf(reader.api, create)).toBe('FORBIDDEN')
    expect(await codeOf(reader.api, '{ households { totalCount } }')).toBe('FORBIDDEN')
    expect(await codeOf(nobody.api, members)).toBe('FORBIDDEN')
  })

  it('is no person: it has no account, no notifications, no sockets', async () => {
    const { api } = await newKey('members.manage', 'notifications.manage')

    for (const text of [
      '{ viewer { id } }',
      '{ notifications { totalCount } }',
      '{ unreadNotificationCount }',
      'mutation { markNotificationsRead(input: { through: "1" }) { errors { code } } }',
    ]) {
      expect(await codeOf(api, text)).toBe('FORBIDDEN')
    }
    expect(await tryToListen(api).ended).toMatchObject({ code: 4401, reason: 'FORBIDDEN' })
  })

  it('acts under its own name', async () => {
    const { id, api } = await newKey('events.create')
    await api.sendText(
      'mutation { createEvent(input: { title: "By a key", startsAt: "2031-01-01T00:00:00Z", endsAt: "2031-01-01T01:00:00Z" }) { errors { code } } }',
    )

    const [entry] = await church.write((db) =>
      db.selectFrom('audit_log').selectAll().where('action', '=', 'event.create').orderBy('seq', 'desc').execute(),
    )
    expect(entry).toMatchObject({ actor_kind: 'API_KEY', actor_id: id, actor_name: 'Website' })
  })

  it('of another church is refused, whether it exists or not, before any query', async () => {
    const neighbour = await world.church()
    const { key, id } = await newKey('members.read')
    const api = neighbour.stranger.with({ token: key })

    await world.app.parts.keyUses.close()
    const statements = await statementsOf(() => api.sendText(members))
    const known = await api.sendText(members)
    await world.database.owner.query('delete from control.api_key where id = $1', [id])
    const unknown = await api.sendText(members)

    expect([known.status, unknown.status]).toEqual([403, 403])
    expect(known.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    expect(unknown.errors[0]?.message).toBe(known.errors[0]?.message)
    // The catalogue of churches may be asked which church the host names.
    expect(statements.filter((text) => !/from "church(_feature)?"/.test(text))).toEqual([])
  })
})

describe('the budget of a key', () => {
  it('is 10,000 points in 100 seconds, its own: people and other keys go on', async () => {
    const busy = await newKey('members.read')
    const calm = await newKey('members.read')
    expect(budgets.apiKey).toMatchObject({ points: 10_000, seconds: 100 })
    expect((await busy.api.sendText(members)).errors).toEqual([])

    // All but what was spent just now, and a little.
    const key = { church: church.church.id, who: busy.id }
    const { spent } = await world.app.parts.limits.look(budgets.apiKey, key)
    expect(spent).toBeGreaterThan(1)
    await world.app.parts.limits.spend(budgets.apiKey, key, 10_000 - 2 * spent)
    expect((await busy.api.sendText(members)).errors).toEqual([])

    const { status, headers, errors } = await busy.api.sendText(members)
    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect(errors).toMatchObject([{ extensions: { code: 'THROTTLED' } }])
    for (const { api } of [calm, admin]) expect((await api.sendText(members)).errors).toEqual([])
  })
})

describe('the last use of a key', () => {
  it('is noted, once a minute at most', async () => {
    const { id, api } = await newKey('members.read')
    const own = await church.person('ADMIN')
    const lastUse = async () =>
      (await own.api.send(Keys, {})).data?.apiKeys.nodes.find((one) => one.id === id)?.lastUsedAt
    expect(await lastUse()).toBeNull()

    await api.sendText(members)
    const first = await vi.waitFor(async () => {
      const use = await lastUse()
      expect(use).toBeTruthy()
      return use
    })
    clock.forward(59)
    await api.sendText(members)
    await world.app.parts.keyUses.close()
    expect(await lastUse()).toBe(first)

    clock.forward(2)
    await api.sendText(members)
    await vi.waitFor(async () => expect(await lastUse()).not.toBe(first))
  })
})

// Last, since nobody's access token outlives it.
describe('a key that does not count', () => {
  it('is told nothing more, be it unknown, mistyped, over or revoked', async () => {
    const { id, key, api } = await newKey('members.read')
    const mistyped = church.stranger.with({ token: `${key.slice(0, -1)}${key.endsWith('x') ? 'y' : 'x'}` })
    const short = (await admin.api.send(Create, { input: wish(['members.read'], 1) })).data?.createApiKey?.key ?? ''
    expect(await codeOf(church.stranger.with({ token: short }), members)).toBeNull()

    const { data } = await admin.api.send(Revoke, { input: { id } })
    const again = await admin.api.send(Revoke, { input: { id } })

    expect(data?.revokeApiKey?.errors).toEqual([])
    expect(again.data?.revokeApiKey).toEqual(data?.revokeApiKey)
    clock.forward(day + 1)
    const answers = await Promise.all(
      [api, mistyped, church.stranger.with({ token: short })].map((one) => one.sendText(members)),
    )
    for (const { status, errors } of answers) {
      expect(status).toBe(401)
      expect(errors).toMatchObject([
        { message: 'This API key is not valid here.', extensions: { code: 'UNAUTHENTICATED' } },
      ])
    }
  })
})
