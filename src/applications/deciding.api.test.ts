import { beforeEach, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { plantApplication } from '../testing/plant-application.js'
import { plantHousehold } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'
import type { ApplicationForm } from './application.js'
import { confirmMembershipApplication } from './confirm-membership-application.js'
import { approveMembershipApplication } from './review-application.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
  await world.database.owner.query('update control.user_account set email_verified_at = now() where id = $1', [
    admin.userId,
  ])
})

const plant = (status: 'PENDING' | 'APPROVED', form: Partial<ApplicationForm> = {}) =>
  plantApplication(church, admin, { status, form })

async function act(by: Person, operation: string, input: string): Promise<readonly string[]> {
  const text = `mutation { ${operation}(input: { ${input} }) { errors { code path } } }`
  const { data, errors } = await by.api.sendText(text)
  const refused = (data?.[operation] as { errors: { code: string; path: string[] }[] } | null)?.errors ?? []
  return [
    ...refused.map(({ code, path }) => [code, ...path].join(' ')),
    ...errors.map(({ extensions }) => extensions?.code ?? ''),
  ]
}
const approve = (id: string, by = admin) => act(by, 'approveMembershipApplication', `id: "${id}"`)
const reject = (id: string, reason = 'x') =>
  act(admin, 'rejectMembershipApplication', `id: "${id}", reason: "${reason}"`)
const confirm = (id: string, more = '', by = admin) => act(by, 'confirmMembershipApplication', `id: "${id}" ${more}`)

const count = async (table: 'member' | 'household') =>
  (await church.write((db) => db.selectFrom(table).select('id').execute())).length

const told = (type: string) =>
  church.write((db) =>
    db
      .selectFrom('notification')
      .select(['priority', 'action_kind', 'audience_kind', 'audience_ids', 'title', 'message', 'entity_id'])
      .where('type', '=', type)
      .execute(),
  )

describe('an application', () => {
  it('is approved while PENDING, rejected while it waits, and confirmed while APPROVED', async () => {
    const [pending, approved, rejected] = [await plant('PENDING'), await plant('APPROVED'), await plant('PENDING')]

    expect(await confirm(pending)).toEqual(['NOT_ALLOWED_NOW id'])
    expect(await approve(approved)).toEqual(['NOT_ALLOWED_NOW id'])
    expect(await reject(rejected)).toEqual([])
    for (const again of [approve, reject, confirm]) expect(await again(rejected)).toEqual(['NOT_ALLOWED_NOW id'])
    expect(await confirm(approved)).toEqual([])
    for (const again of [approve, reject, confirm]) expect(await again(approved)).toEqual(['NOT_ALLOWED_NOW id'])
    expect(await reject(await plant('APPROVED'))).toEqual([])
  })

  it('is rejected for a reason of at most 1,000 characters', async () => {
    const id = await plant('PENDING')

    expect(await reject(id, '  ')).toEqual(['REQUIRED reason'])
    expect(await reject(id, 'x'.repeat(1001))).toEqual(['TOO_LONG reason'])
  })

  it('of another church is not found', async () => {
    const other = await (await world.church()).person('ADMIN')
    const id = await plant('PENDING')

    expect(await approve(id, other)).toEqual(['NOT_FOUND id'])
    expect(await confirm(id, '', other)).toEqual(['NOT_FOUND id'])
  })

  it('is told of to the office, by no name', async () => {
    const roles = await church.write((db) =>
      db.selectFrom('role').select('id').where('key', 'in', ['ADMIN', 'SECRETARY']).orderBy('id').execute(),
    )
    const secretary = await church.person('SECRETARY')
    const id = await plant('PENDING')
    await approve(id, secretary)

    for (const type of ['APPLICATION_SUBMITTED', 'APPLICATION_APPROVED']) {
      const [row, ...others] = await told(type)
      expect(others).toEqual([])
      expect(row).toMatchObject({ priority: 'HIGH', action_kind: 'ACTION_REQUIRED', entity_id: id })
      expect(row?.audience_kind).toBe('ROLE')
      expect(row?.audience_ids).toEqual(roles.map((role) => role.id))
      expect(JSON.stringify(row)).not.toMatch(/Ada|Okonkwo/)
    }
  })

  it('leaves nothing personal in the audit log', async () => {
    const id = await plant('PENDING', { reason: 'A secret reason' })
    await act(admin, 'updateApplicationNotes', `id: "${id}", staffNotes: "Knows the choir"`)
    await approve(id)

    const log = await church.write((db) =>
      db.selectFrom('audit_log').selectAll().where('entity', '=', 'membershipApplication').execute(),
    )
    expect(log.map(({ action }) => action)).toEqual(['application.submit', 'application.note', 'application.approve'])
    expect(JSON.stringify(log)).not.toMatch(/Ada|Okonkwo|secret reason|choir|Ring Road|0244/)
  })
})

describe('approving', () => {
  it('lets one of those who approve at once do it', async () => {
    const id = await plant('PENDING')

    const outcomes = await church.race(admin, (ctx) => approveMembershipApplication(ctx, { id }))

    expect(outcomes.filter((outcome) => 'status' in outcome)).toHaveLength(1)
    const codes = outcomes.flatMap((outcome) => ('errors' in outcome ? outcome.errors.map(({ code }) => code) : []))
    expect(codes).toEqual(Array.from({ length: 9 }, () => 'NOT_ALLOWED_NOW'))
    expect(await told('APPLICATION_APPROVED')).toHaveLength(1)
  })
})

describe('confirming', () => {
  it('makes one member of those who confirm at once', async () => {
    const id = await plant('APPROVED')

    const outcomes = await church.race(admin, (ctx) => confirmMembershipApplication(ctx, { id }))

    expect(outcomes.filter((outcome) => outcome !== null && 'status' in outcome)).toHaveLength(1)
    expect(await count('member')).toBe(1)
    expect(await told('APPLICATION_CONFIRMED')).toHaveLength(1)
  })

  it('answers the same again with one key', async () => {
    const id = await plant('APPROVED')
    const key = `, idempotencyKey: "${crypto.randomUUID()}"`

    expect(await confirm(id, key)).toEqual([])
    expect(await confirm(id, key)).toEqual([])
    expect(await count('member')).toBe(1)
  })

  it('puts the member into a household, or founds one, or does nothing at all', async () => {
    const home = await plantHousehold(church, { HEAD: [await church.member()] })
    const [one, other] = [await plant('APPROVED'), await plant('APPROVED')]
    const into = (householdId: string, relation = 'SPOUSE') =>
      `, household: { householdId: "${householdId}", relation: ${relation} }`

    expect(await confirm(one, into(crypto.randomUUID()))).toEqual(['NOT_FOUND household householdId'])
    expect(await confirm(one, into(home, 'HEAD'))).toEqual(['INVALID household relation'])
    expect(await confirm(one, `${into(home)}, newHousehold: {}`)).toEqual(['INVALID newHousehold'])
    expect(await confirm(one, `, newHousehold: { name: "${'x'.repeat(256)}" }`)).toEqual(['TOO_LONG newHousehold name'])
    expect(await count('member')).toBe(1)
    expect(await confirm(one, into(home))).toEqual([])
    expect(await confirm(other, into(home))).toEqual(['NOT_UNIQUE household relation'])
    expect(await confirm(other, ', newHousehold: {}')).toEqual([])
    expect([await count('member'), await count('household')]).toEqual([3, 2])
  })

  it('of an address with an account or an invitation is done without an invitation only', async () => {
    const guest = `guest-${crypto.randomUUID()}@people.example`
    const { id: role } = await church.write((db) =>
      db.selectFrom('role').select('id').where('key', '=', 'MEMBER').executeTakeFirstOrThrow(),
    )
    expect(await act(admin, 'inviteUser', `email: "${guest}", name: "Guest", roleIds: ["${role}"]`)).toEqual([])

    for (const email of [admin.email, guest]) {
      const id = await plant('APPROVED', { email })
      expect(await confirm(id)).toEqual(['NOT_UNIQUE invite'])
      expect(await confirm(id, ', invite: false')).toEqual([])
    }
  })

  it('waits for a proved address, unless nobody is invited', async () => {
    church = await world.church()
    admin = await church.person('ADMIN')
    const id = await plant('APPROVED')

    expect(await confirm(id)).toEqual(['NOT_ALLOWED_NOW invite'])
    expect(await confirm(id, ', invite: false')).toEqual([])
  })

  it('needs the right to arrange households for one, and is undone without it', async () => {
    const secretary = await church.person('SECRETARY')
    await church.write((db) =>
      db.deleteFrom('role_permission').where('resource', '=', 'households').where('action', '=', 'MANAGE').execute(),
    )
    const id = await plant('APPROVED')
    const members = await count('member')

    expect(await confirm(id, ', newHousehold: {}', secretary)).toEqual(['FORBIDDEN'])
    expect(await count('member')).toBe(members)
    expect(await confirm(id, '', secretary)).toEqual([])
  })
})

describe('membershipApplications', () => {
  const found = async (search: string | null, more = '') => {
    const text = `query ($search: String) { membershipApplications(search: $search ${more}) {
      nodes { lastName } pageInfo { hasNextPage endCursor } totalCount } }`
    const { data, errors } = await admin.api.sendText(text, { search })
    expect(errors).toEqual([])
    return data as {
      membershipApplications: {
        nodes: { lastName: string }[]
        pageInfo: { hasNextPage: boolean; endCursor: string }
        totalCount: number
      }
    }
  }
  const names = async (search: string | null, more = '') =>
    (await found(search, more)).membershipApplications.nodes.map(({ lastName }) => lastName)

  it('come newest first, by pages, by state, and by what is searched', async () => {
    await plant('PENDING', { lastName: 'First' })
    await plant('APPROVED', { firstName: 'André', lastName: 'Second', phone: '0200 99_9%' })
    await plant('PENDING', { lastName: 'Third', email: 'third@people.example' })

    expect(await names(null)).toEqual(['Third', 'Second', 'First'])
    const { membershipApplications: page } = await found(null, 'first: 2')
    expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } })
    expect(await names(null, `first: 2, after: "${page.pageInfo.endCursor}"`)).toEqual(['First'])
    expect(await names(null, 'filter: { status: APPROVED }')).toEqual(['Second'])
    expect(await names('second ANDRE')).toEqual(['Second'])
    expect(await names('third@people')).toEqual(['Third'])
    expect(await names('9_9%')).toEqual(['Second'])
    expect(await names('9__9')).toEqual([])
  })

  it('hint at members who may be the same person', async () => {
    const twin = await church.member({ firstName: 'ADA', lastName: 'Okonkwo', birthDate: '1990-02-03' })
    const sharing = await church.member({ email: 'shared@people.example' })
    const calling = await church.member({ phone: '+233 244 123 456' })
    await church.member()
    const id = await plant('APPROVED', { email: 'shared@people.example' })
    const hints = async () => {
      const { data } = await admin.api.sendText(`{ membershipApplication(id: "${id}") { possibleMembers { id } } }`)
      const { possibleMembers } = (data as { membershipApplication: { possibleMembers: { id: string }[] } })
        .membershipApplication
      return possibleMembers.map((member) => member.id)
    }

    const likely = [twin.id, sharing.id, calling.id].toSorted()
    expect((await hints()).toSorted()).toEqual(likely)
    await confirm(id)
    expect((await hints()).toSorted()).toEqual(likely)
  })

  it('tell the audit log whose notes were read', async () => {
    const id = await plant('PENDING')
    expect(
      await act(admin, 'updateApplicationNotes', `id: "${id}", staffNotes: "Ask Kofi", expectedVersion: 1`),
    ).toEqual([])
    const again = `id: "${id}", staffNotes: "x", expectedVersion: 1`
    expect(await act(admin, 'updateApplicationNotes', again)).toEqual(['STALE_VERSION expectedVersion'])
    const long = `id: "${id}", staffNotes: "${'x'.repeat(10_001)}"`
    expect(await act(admin, 'updateApplicationNotes', long)).toEqual(['TOO_LONG staffNotes'])

    const { data } = await admin.api.sendText(
      '{ membershipApplications { nodes { sensitive { maritalStatus staffNotes } } } }',
    )

    const sensitive = { maritalStatus: 'SINGLE', staffNotes: 'Ask Kofi' }
    expect(data).toEqual({ membershipApplications: { nodes: [{ sensitive }] } })
    const read = await church.write((db) =>
      db.selectFrom('audit_log').select('entity_id').where('action', '=', 'application.readSensitive').execute(),
    )
    expect(read).toEqual([{ entity_id: id }])
  })

  it('are for those with members.manage in the whole church', async () => {
    const [pastor, leader] = [await church.person('PASTOR'), await church.person('SECRETARY')]
    const id = await plant('PENDING')

    expect(await approve(id, pastor)).toEqual(['FORBIDDEN'])
    const { errors } = await pastor.api.sendText(`{ membershipApplication(id: "${id}") { id } }`)
    expect(errors[0]?.extensions?.code).toBe('FORBIDDEN')
    await church.write((db) =>
      db
        .updateTable('role_permission')
        .set({ scope: 'GROUP' })
        .where('resource', '=', 'members')
        .where('action', '=', 'MANAGE')
        .execute(),
    )
    expect(await approve(id, leader)).toEqual(['FORBIDDEN'])
    const list = await leader.api.sendText('{ membershipApplications { totalCount } }')
    expect(list.errors[0]?.extensions?.code).toBe('FORBIDDEN')
  })
})
