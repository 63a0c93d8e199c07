import { beforeEach, describe, expect, it } from 'vitest'
import { actOnApplication as act } from '../testing/application-desk.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { plantApplication } from '../testing/plant-application.js'
import { plantHousehold } from '../testing/plant-groups.js'
import { proveAddress } from '../testing/prove-address.js'
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
  await proveAddress(world, admin)
})

const plant = (status: 'PENDING' | 'APPROVED', form: Partial<ApplicationForm> = {}) =>
  plantApplication(church, admin, { status, form })

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
    const { id: memberId } = await church.write((db) => db.selectFrom('member').select('id').executeTakeFirstOrThrow())
    expect(await told('APPLICATION_CONFIRMED')).toMatchObject([{ audience_kind: 'MEMBER', audience_ids: [memberId] }])
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
