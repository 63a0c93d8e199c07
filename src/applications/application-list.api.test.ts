import { beforeEach, describe, expect, it } from 'vitest'
import { actOnApplication as act } from '../testing/application-desk.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { statementsOf } from '../testing/count-statements.js'
import { plantApplication } from '../testing/plant-application.js'
import { proveAddress } from '../testing/prove-address.js'
import { createWorld } from '../testing/world.js'
import type { ApplicationForm } from './application.js'

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
const confirm = (id: string, more = '') => act(admin, 'confirmMembershipApplication', `id: "${id}" ${more}`)

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

  it('take as many statements for a page of six as for one of two, hints and members included', async () => {
    for (let one = 0; one < 6; one += 1) {
      await church.member({ email: `twin-${one}@people.example` })
      const id = await plant('APPROVED', { email: `twin-${one}@people.example` })
      if (one % 2 === 0) await confirm(id, ', invite: false')
    }
    const page = (first: number) =>
      admin.api.sendText(
        `{ membershipApplications(first: ${first}) { nodes { member { id } possibleMembers { id } } } }`,
      )
    await page(1)

    const few = await statementsOf(() => page(2))
    const more = await statementsOf(() => page(6))

    expect(more).toHaveLength(few.length)
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
