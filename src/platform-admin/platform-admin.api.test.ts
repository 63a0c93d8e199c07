import { beforeAll, describe, expect, it, vi } from 'vitest'
import { graphql } from '../testing/generated/gql.js'
import { superAdmin, type TestSuperAdmin } from '../testing/super-admin.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let keeper: TestSuperAdmin
beforeAll(async () => {
  keeper = await superAdmin(world)
})

const PlatformChurches = graphql(`
  query PlatformChurches($first: Int, $after: String, $filter: PlatformChurchFilter) {
    platformChurches(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        name
        subdomain
        status
        suspendedReason
        complimentaryUntil
      }
      pageInfo {
        endCursor
      }
      totalCount
    }
  }
`)

const Usage = graphql(`
  query Usage($churchId: ID!) {
    churchUsage(churchId: $churchId) {
      users
      members
      ministries
      events
      notifications
    }
  }
`)

const Suspend = graphql(`
  mutation Suspend($input: ChurchActInput!) {
    suspendChurch(input: $input) {
      church {
        status
        suspendedReason
      }
      errors {
        code
        path
      }
    }
  }
`)

const Reopen = graphql(`
  mutation Reopen($input: ChurchActInput!) {
    reopenChurch(input: $input) {
      church {
        status
        suspendedReason
      }
      errors {
        code
        path
      }
    }
  }
`)

const Complimentary = graphql(`
  mutation Complimentary($input: SetComplimentaryInput!) {
    setComplimentary(input: $input) {
      church {
        complimentaryUntil
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

const nobody = '01890a5d-ac96-774b-bcce-b302099a8057'

describe('platformChurches', () => {
  it('lists churches newest first, page by page, and finds one by name', async () => {
    const first = (await world.church()).church
    const second = (await world.church()).church

    const { data } = await keeper.api.send(PlatformChurches, { filter: { subdomain: first.subdomain.toUpperCase() } })
    const all = await keeper.api.send(PlatformChurches, { first: 1, filter: { status: 'ACTIVE' } })
    const next = await keeper.api.send(PlatformChurches, {
      first: 1,
      after: all.data?.platformChurches.pageInfo.endCursor ?? '',
    })

    expect(data?.platformChurches).toMatchObject({ nodes: [{ id: first.id, name: first.name }], totalCount: 1 })
    expect(all.data?.platformChurches.totalCount).toBeGreaterThanOrEqual(2)
    expect(next.data?.platformChurches.nodes[0]?.id).not.toBe(all.data?.platformChurches.nodes[0]?.id)
    expect(second.id).toBeTruthy()
  })
})

describe('churchUsage', () => {
  it('counts, and tells nothing else', async () => {
    const church = await world.church()
    await church.person('MEMBER')
    await church.event()

    const { data } = await keeper.api.send(Usage, { churchId: church.church.id })

    expect(data?.churchUsage).toEqual({ users: 2, members: 1, ministries: 0, events: 1, notifications: 1 })
    expect((await keeper.api.send(Usage, { churchId: nobody })).data?.churchUsage).toBeNull()
  })
})

describe('suspending', () => {
  it('shuts a church at once and reopening lets it in again, both with who and why', async () => {
    const church = await world.church()
    const { api } = await church.person('MEMBER')
    const input = { churchId: church.church.id, reason: ' Unpaid ' }
    const codeNow = async () => (await api.sendText('{ viewer { id } }')).errors[0]?.extensions?.code ?? null

    const suspended = await keeper.api.send(Suspend, { input })
    await vi.waitFor(async () => expect(await codeNow()).toBe('TENANT_SUSPENDED'))
    const again = await keeper.api.send(Suspend, { input })
    const reopened = await keeper.api.send(Reopen, { input: { ...input, reason: 'Paid' } })
    await vi.waitFor(async () => expect(await codeNow()).toBeNull())

    expect(suspended.data?.suspendChurch).toEqual({
      church: { status: 'SUSPENDED', suspendedReason: 'Unpaid' },
      errors: [],
    })
    expect(again.data?.suspendChurch).toEqual({
      church: null,
      errors: [{ code: 'NOT_ALLOWED_NOW', path: ['churchId'] }],
    })
    expect(reopened.data?.reopenChurch).toEqual({ church: { status: 'ACTIVE', suspendedReason: null }, errors: [] })
    const actor = { actor_kind: 'SUPER_ADMIN', actor_id: keeper.userId, actor_name: 'A keeper of a test' }
    expect(await actsOn(church.church.id)).toMatchObject([
      { action: 'church.suspend', detail: { reason: 'Unpaid' }, ...actor },
      { action: 'church.reopen', detail: { reason: 'Paid' }, ...actor },
    ])
  })

  it('refuses a church there is not, and an act without a reason', async () => {
    const { church } = await world.church()

    const unknown = await keeper.api.send(Suspend, { input: { churchId: nobody, reason: 'x' } })
    const unsaid = await keeper.api.send(Suspend, { input: { churchId: church.id, reason: ' ' } })
    const endless = await keeper.api.send(Suspend, { input: { churchId: church.id, reason: 'x'.repeat(501) } })

    const refusals = [unknown, unsaid, endless].map(({ data }) => data?.suspendChurch?.errors[0])
    expect(refusals).toMatchObject([
      { code: 'NOT_FOUND', path: ['churchId'] },
      { code: 'REQUIRED', path: ['reason'] },
      { code: 'TOO_LONG', path: ['reason'] },
    ])
    expect(await actsOn(church.id)).toEqual([])
  })
})

describe('setComplimentary', () => {
  it('gives time and takes it back, with the reason, and none that is over', async () => {
    const { church } = await world.church()
    const input = { churchId: church.id, reason: 'A mission' }

    const given = await keeper.api.send(Complimentary, { input: { ...input, until: '2099-01-01T00:00:00Z' } })
    const past = await keeper.api.send(Complimentary, { input: { ...input, until: '2020-01-01T00:00:00Z' } })
    const ended = await keeper.api.send(Complimentary, { input })
    const unknown = await keeper.api.send(Complimentary, { input: { ...input, churchId: nobody } })

    expect(given.data?.setComplimentary).toEqual({ church: { complimentaryUntil: '2099-01-01T00:00:00Z' }, errors: [] })
    expect(past.data?.setComplimentary?.errors).toEqual([{ code: 'INVALID', path: ['until'] }])
    expect(ended.data?.setComplimentary?.church).toEqual({ complimentaryUntil: null })
    expect(unknown.data?.setComplimentary?.errors).toEqual([{ code: 'NOT_FOUND', path: ['churchId'] }])
    expect((await actsOn(church.id)).map(({ action }) => action)).toEqual([
      'church.setComplimentary',
      'church.setComplimentary',
    ])
  })
})
