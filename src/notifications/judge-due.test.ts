import { beforeEach, describe, expect, it } from 'vitest'
import { giveRoles } from '../access/index.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { done } from '../testing/church-world.js'
import { statementsOf } from '../testing/count-statements.js'
import { deliveryBed, nextMorning, noon } from '../testing/delivery-bed.js'
import { plantHousehold, plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'
import { setNotificationPreference } from './set-notification-preference.js'
import { endingToken, unsubscribe } from './unsubscribe.js'

const world = await createWorld()

let church: ChurchWorld
let person: Person
let bed: ReturnType<typeof deliveryBed>
beforeEach(async () => {
  church = await world.church({ timeZone: 'Africa/Accra' })
  person = await church.person('MEMBER')
  bed = deliveryBed(world, { church, by: person })
})

const pastorRole = () =>
  church.write(async (db) => {
    const { id } = await db.selectFrom('role').select('id').where('key', '=', 'PASTOR').executeTakeFirstOrThrow()
    await giveRoles(db, world.app.parts.clock, { userId: person.userId, roleIds: [id] })
    return id
  })

/** What is told to a group of theirs, and to them; once the first is no more for them, the other alone goes out. */
async function expectOnlyTheOther(): Promise<void> {
  await bed.told({ category: 'MINISTRY', to: [person.userId] })
  await bed.send(nextMorning)

  expect(bed.sent.map(({ subject }) => subject)).toEqual([`News from ${church.church.name}`])
  expect(await bed.statusesOf(person.userId)).toEqual(['SUPPRESSED', 'SENT'])
}

describe('what is due', () => {
  it('does not go to who has lost the role that it is for', async () => {
    const role = await pastorRole()
    await bed.told({ to: [role], kind: 'ROLE' })
    await church.write((db) => db.deleteFrom('user_role').where('role_id', '=', role).execute())

    await expectOnlyTheOther()
  })

  it('does not go to who holds the role anew, and was told in the time before', async () => {
    const role = await pastorRole()
    await bed.told({ to: [role], kind: 'ROLE' })
    await church.write((db) => db.deleteFrom('user_role').where('role_id', '=', role).execute())
    await pastorRole()

    await expectOnlyTheOther()
  })

  it('does not go to who has left the ministry that it is for', async () => {
    const ministry = await plantMinistry(church, { MEMBER: [person.memberId] })
    await bed.told({ to: [ministry], kind: 'MINISTRY' })
    await church.write((db) =>
      db.updateTable('ministry_membership').set({ status: 'INACTIVE' }).where('ministry_id', '=', ministry).execute(),
    )

    await expectOnlyTheOther()
  })

  it('does not go to the parents of a child who has an account by now', async () => {
    const { id } = await church.member({ birthDate: '2025-01-01' })
    await plantHousehold(church, { HEAD: [{ id: person.memberId ?? '' }], CHILD: [{ id }] })
    await bed.told({ to: [id], kind: 'MEMBER' })
    await church.write((db) =>
      db.updateTable('member').set({ user_id: crypto.randomUUID() }).where('id', '=', id).execute(),
    )

    await expectOnlyTheOther()
  })

  it('does not go to who is no more the member that it is for', async () => {
    await bed.told({ to: [person.memberId ?? ''], kind: 'MEMBER' })
    await church.write((db) =>
      db.updateTable('member').set({ user_id: null }).where('user_id', '=', person.userId).execute(),
    )

    await expectOnlyTheOther()
  })

  it('does not go out while its feature is off, by category and by type', async () => {
    await bed.told({ category: 'EVENT', to: [person.userId] })
    await bed.told({ category: 'APPLICATION', type: 'WORKFLOW_STARTED', to: [person.userId] })
    await bed.told({ category: 'APPLICATION', type: 'APPLICATION_SUBMITTED', to: [person.userId] })
    await bed.send(nextMorning, new Set())

    expect(await bed.statusesOf(person.userId)).toEqual(['SUPPRESSED', 'SUPPRESSED', 'SENT'])
    expect(bed.sent).toHaveLength(1)
  })

  it('does not go to who has ended such mails by a link meanwhile', async () => {
    await bed.told({ to: [person.userId] })
    const ending = { ownerId: person.userId, categories: ['OTHER'] }
    const token = endingToken(world.app.parts.seals, church.church, ending)
    await church.as(person, (ctx) => unsubscribe(ctx, token))
    await bed.send(nextMorning)

    expect(await bed.statusesOf(person.userId)).toEqual(['SUPPRESSED'])
  })

  it('goes by no way to whose account is closed', async () => {
    const other = await church.person('MEMBER')
    await church.as(other, async (ctx) =>
      done(await setNotificationPreference(ctx, { channel: 'SMS', category: 'OTHER', enabled: true })),
    )
    await bed.told({ to: [other.userId] })
    await church.setStatus(other.userId, 'DISABLED')
    await bed.send(nextMorning)

    expect(await bed.statusesOf(other.userId)).toEqual(['SUPPRESSED', 'SUPPRESSED'])
    expect([bed.sent, bed.ported]).toEqual([[], []])
  })

  it('goes, about security, to who it is for and to nobody else, whatever they have chosen', async () => {
    const role = await pastorRole()
    await bed.told({ to: [role], kind: 'ROLE', category: 'BILLING' })
    await bed.told({ to: [person.userId], category: 'SECURITY' })
    await church.write((db) => db.deleteFrom('user_role').where('role_id', '=', role).execute())
    await bed.send(noon)

    expect(await bed.statusesOf(person.userId)).toEqual(['SUPPRESSED', 'SENT'])
  })

  it('goes to members without an account, as long as it is for them', async () => {
    const { id } = await church.member({ email: 'ama@people.example' })
    const ministry = await plantMinistry(church, { MEMBER: [id] })
    await bed.told({ to: [ministry], kind: 'MINISTRY' })
    await bed.told({ to: [id], kind: 'MEMBER' })
    await church.write((db) =>
      db.updateTable('ministry_membership').set({ status: 'INACTIVE' }).where('ministry_id', '=', ministry).execute(),
    )
    await bed.send(nextMorning)

    expect(await bed.statusesOf(id)).toEqual(['SUPPRESSED', 'SENT'])
    expect(bed.sent).toMatchObject([{ to: { address: 'ama@people.example' } }])
  })

  it('is asked in as many statements for a digest of thirty as for one of one', async () => {
    await bed.told({ to: [person.userId] })
    const one = await statementsOf(() => bed.send(nextMorning))
    for (let told = 0; told < 30; told += 1) await bed.told({ to: [person.userId] })
    const thirty = await statementsOf(() => bed.send(nextMorning))

    expect(thirty).toHaveLength(one.length)
    expect(bed.sent.map(({ subject }) => subject)).toEqual([
      `News from ${church.church.name}`,
      `30 pieces of news from ${church.church.name}`,
    ])
  })
})
