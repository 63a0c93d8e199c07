import { beforeEach, describe, expect, it } from 'vitest'
import { openLobby } from '../app/open-lobby.js'
import { inviteMembers } from '../invitations/index.js'
import { eraseMember } from '../members/erase-member.js'
import { mergeMembers } from '../members/merge-members.js'
import type { Ctx } from '../platform/context.js'
import { inTransaction } from '../platform/transaction.js'
import { type ChurchWorld, done, type Person, testPassword } from '../testing/church-world.js'
import { eventually } from '../testing/eventually.js'
import { jobsDone } from '../testing/jobs-done.js'
import { movableClock } from '../testing/movable-clock.js'
import { plantApplication } from '../testing/plant-application.js'
import { proveAddress } from '../testing/prove-address.js'
import { createWorld } from '../testing/world.js'
import { confirmMembershipApplication } from './confirm-membership-application.js'
import { findOldApplications } from './erase-old-applications.js'
import { rejectMembershipApplication } from './review-application.js'

const clock = movableClock()
const world = await createWorld({ clock })

let church: ChurchWorld
let admin: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
  await proveAddress(world, admin)
})

const confirm = (id: string) => church.as(admin, async (ctx) => done(await confirmMembershipApplication(ctx, { id })))

const kept = (id: string) =>
  church.write((db) =>
    db
      .selectFrom('membership_application')
      .select(['status', 'member_id as memberId'])
      .where('id', '=', id)
      .executeTakeFirst(),
  )

const jobs = async () => {
  const { rows } = await world.database.owner.query<{ task: string }>(
    `select task from jobs.job where church = $1 and state <> 'DEAD' order by task`,
    [church.church.placeKey],
  )
  return rows.map(({ task }) => task)
}

const invited = async (memberId: string | null | undefined) => {
  const { rows } = await world.database.owner.query<{ email: string; role_ids: string[] }>(
    'select email, role_ids from control.invitation where member_id = $1',
    [memberId],
  )
  return rows
}

describe('a confirmation', () => {
  it('that is cut off before its commit leaves nothing', async () => {
    const id = await plantApplication(church, admin, { status: 'APPROVED' })
    const before = await jobs()

    const cut = church.as(admin, (ctx) =>
      inTransaction<Ctx, never>(ctx, async (ctx) => {
        done(await confirmMembershipApplication(ctx, { id, newHousehold: {} }))
        throw new Error('the power is gone')
      }),
    )

    await expect(cut).rejects.toThrow('the power is gone')
    expect(await kept(id)).toEqual({ status: 'APPROVED', memberId: null })
    expect(await church.write((db) => db.selectFrom('member').select('id').execute())).toEqual([])
    expect(await jobs()).toEqual(before)
  })

  it('whose server dies after it is ended by any worker: invited once, however often the job runs', async () => {
    const id = await plantApplication(church, admin, { status: 'APPROVED' })
    const { memberId } = await confirm(id)
    expect(await jobs()).toContain('invite-member')
    expect(await invited(memberId)).toEqual([])

    await world.startJobs()
    await jobsDone(world, church.church.placeKey)
    expect(await invited(memberId)).toHaveLength(1)

    // As one that died after its commit, and before it could say so, is begun again.
    const attempt = { id: crypto.randomUUID(), number: 1, isLast: false }
    const by = { kind: 'USER', id: admin.userId, name: null }
    const other = await confirm(await plantApplication(church, admin, { status: 'APPROVED' }))
    await jobsDone(world, church.church.placeKey)
    for (let time = 0; time < 2; time += 1) {
      await church.as(admin, (ctx) => inviteMembers.run(ctx, { memberId: other.memberId, by }, attempt))
    }
    expect(await invited(other.memberId)).toHaveLength(1)
    const log = await church.write((db) =>
      db.selectFrom('audit_log').select('actor_id').where('action', '=', 'invitation.create').execute(),
    )
    expect(log).toEqual([{ actor_id: admin.userId }, { actor_id: admin.userId }])
  })
})

describe('an application that is over', () => {
  const look = async () => {
    const { parts, catalogue } = world.app
    const origin = { requestId: 'night', ip: null, userAgent: null }
    await findOldApplications.run(
      openLobby(parts, { catalogue, origin, caller: { superAdmin: null, refusedToken: null } }),
    )
  }

  it('is erased once the church has kept it for as long as it wants, and the log says so by no name', async () => {
    await world.startJobs()
    const month = 31 * 24 * 3600
    await church.write((db) => db.updateTable('church_settings').set({ application_retention_months: 2 }).execute())
    const open = await plantApplication(church, admin)
    const rejected = await plantApplication(church, admin)
    await church.as(admin, async (ctx) => done(await rejectMembershipApplication(ctx, { id: rejected, reason: 'x' })))
    const { id: confirmed } = await confirm(await plantApplication(church, admin, { status: 'APPROVED' }))

    clock.forward(month)
    await look()
    await jobsDone(world, church.church.placeKey)
    expect(await kept(rejected)).toMatchObject({ status: 'REJECTED' })

    clock.forward(month)
    await look()
    await eventually(() => kept(rejected)).toBeUndefined()
    expect((await kept(open))?.status).toBe('PENDING')
    expect((await kept(confirmed))?.status).toBe('CONFIRMED')
    const log = await church.write((db) =>
      db.selectFrom('audit_log').select(['entity_id', 'before']).where('action', '=', 'application.erase').execute(),
    )
    expect(log).toEqual([{ entity_id: rejected, before: null }])
  })
})

describe('the application of a member', () => {
  it('goes with who is erased', async () => {
    const { id, memberId } = await confirm(await plantApplication(church, admin, { status: 'APPROVED' }))

    await church.as(admin, async (ctx) => done(await eraseMember(ctx, { id: memberId ?? '', password: testPassword })))

    expect(await kept(id)).toBeUndefined()
  })

  it('moves to the record that is kept, unless that came with one', async () => {
    const merge = (keptId: string | null, mergedId: string | null) =>
      church.as(admin, async (ctx) =>
        done(await mergeMembers(ctx, { keptId: keptId ?? '', mergedId: mergedId ?? '', password: testPassword })),
      )
    const one = await confirm(await plantApplication(church, admin, { status: 'APPROVED' }))
    const other = await confirm(await plantApplication(church, admin, { status: 'APPROVED' }))
    const { id: first } = await church.member()

    await merge(first, one.memberId)
    expect((await kept(one.id))?.memberId).toBe(first)
    await merge(first, other.memberId)
    expect((await kept(one.id))?.memberId).toBe(first)
    expect((await kept(other.id))?.memberId).toBe(other.memberId)
  })
})
