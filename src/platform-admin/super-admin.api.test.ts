import { beforeAll, describe, expect, it } from 'vitest'
import { disableSuperAdmin } from '../identity/index.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { Api } from '../testing/api.js'
import { testPassword } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { superAdmin, type TestSuperAdmin } from '../testing/super-admin.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
const stranger = new Api({ port: world.port, host: 'api.localhost', token: null })
const anOperation = '{ platformChurches(first: 1) { totalCount } }'

let keeper: TestSuperAdmin
beforeAll(async () => {
  keeper = await superAdmin(world)
})

const SignInSuperAdmin = graphql(`
  mutation SignInSuperAdmin($input: SignInSuperAdminInput!) {
    signInSuperAdmin(input: $input) {
      session {
        accessToken
        accessTokenExpiresAt
      }
      errors {
        code
        path
      }
    }
  }
`)

/** What the platform's audit says of a church, or of an address. */
async function actsOn(target: string): Promise<readonly Record<string, unknown>[]> {
  const { rows } = await world.database.owner.query<Record<string, unknown>>(
    `select action, actor_kind, actor_id, actor_name, detail, host(ip) as ip from control.platform_audit
     where church_id::text = $1 or target = $1 order by at, id`,
    [target],
  )
  return rows
}

/** Failed sign-ins so far, of whomever: how many were counted, and in how many entries they were told. */
async function failures(): Promise<{ readonly told: number; readonly attempts: number }> {
  const { rows } = await world.database.owner.query<{ told: number; attempts: number }>(
    `select (select count(*)::int from control.platform_audit where action = 'superAdmin.signInFailed') as told,
       coalesce(sum(attempts), 0)::int as attempts from control.super_admin_failure`,
  )
  return rows[0] ?? { told: 0, attempts: 0 }
}

describe('signing in as a super-admin', () => {
  it('gives a token that counts on the central host, and is told', async () => {
    const input = { email: keeper.email.toUpperCase(), password: testPassword }

    const { data } = await stranger.send(SignInSuperAdmin, { input })

    const token = data?.signInSuperAdmin?.session?.accessToken ?? null
    const listed = await stranger.with({ token }).sendText(anOperation)
    expect(listed.errors).toEqual([])
    expect(await actsOn(keeper.email)).toMatchObject([
      { action: 'superAdmin.signIn', actor_kind: 'SUPER_ADMIN', actor_id: keeper.userId },
    ])
  })

  it('refuses alike whoever cannot, and tells of it in few rows', async () => {
    const known = await superAdmin(world)
    const member = await (await world.church()).person('ADMIN')
    const attempt = (email: string, password: string) => stranger.send(SignInSuperAdmin, { input: { email, password } })

    const before = await failures()

    for (const email of [known.email, `nobody-${member.email}`]) {
      for (let guess = 0; guess < 5; guess += 1) {
        const { data } = await attempt(email, 'wrong horse battery')
        expect(data?.signInSuperAdmin).toEqual({ session: null, errors: [{ code: 'INVALID_CREDENTIALS', path: [] }] })
      }
      // From here on not even the right one is tried.
      expect((await attempt(email, testPassword)).errors).toMatchObject([{ extensions: { code: 'THROTTLED' } }])
    }
    // Right for the account of a church, which is none here.
    const { data } = await attempt(member.email, testPassword)
    expect(data?.signInSuperAdmin?.errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }])

    const after = await failures()
    expect(after.attempts - before.attempts).toBe(11)
    expect(after.told - before.told).toBeLessThanOrEqual(6)
    expect(JSON.stringify(await actsOn(known.email))).not.toContain('horse')
  })

  it('ends for good when the account is disabled', async () => {
    const { api, email } = await superAdmin(world)
    await ownerDesk(world.database.owner).write((control) => disableSuperAdmin(control, email, '2026-01-01T00:00:00Z'))

    const { errors } = await api.sendText(anOperation)
    const { data } = await stranger.send(SignInSuperAdmin, { input: { email, password: testPassword } })

    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
    expect(data?.signInSuperAdmin?.errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }])
  })
})

describe('the door', () => {
  const churchOperations = [
    '{ viewer { id } }',
    '{ members { nodes { id } } }',
    'mutation { signIn(input: { email: "a", password: "b" }) { errors { code } } }',
  ]

  it.each(churchOperations)('is shut to a super-admin in every church: %s', async (text) => {
    const church = await world.church()
    const { token } = keeper

    for (const api of [
      church.stranger.with({ token }),
      keeper.api.with({ headers: { 'x-church': church.church.subdomain } }),
    ]) {
      const { status, text: answer } = await api.sendText(text)
      expect(status).toBe(403)
      expect(answer).toContain('FORBIDDEN')
    }
  })

  it('is shut to everybody else here', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const operations = [
      '{ platformChurches { totalCount } }',
      `{ churchUsage(churchId: "${church.church.id}") { users } }`,
    ]
    const acts = ['suspendChurch', 'reopenChurch', 'setComplimentary'].map(
      (act) => `mutation { ${act}(input: { churchId: "${church.church.id}", reason: "x" }) { errors { code } } }`,
    )

    for (const text of [...operations, ...acts]) {
      const codes = []
      for (const api of [
        stranger,
        stranger.with({ token: admin.token }),
        admin.api,
        stranger.with({ token: 'x.y.z' }),
      ]) {
        codes.push((await api.sendText(text)).errors[0]?.extensions?.code)
      }
      expect(codes).toEqual(['UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN', 'UNAUTHENTICATED'])
    }
    expect(await actsOn(church.church.id)).toEqual([])
  })
})
