import { describe, expect, it } from 'vitest'
import { inviteUser } from '../invitations/invite-user.js'
import { type ChurchWorld, done, testPassword } from '../testing/church-world.js'
import { jobsDone } from '../testing/jobs-done.js'
import { plantHousehold, plantMinistry } from '../testing/plant-groups.js'
import { proveAddress } from '../testing/prove-address.js'
import { rowsWith as rowsOf } from '../testing/rows-with.js'
import { createWorld } from '../testing/world.js'
import { eraseMember } from './erase-member.js'
import { eraseTraces } from './member-life.repository.js'

const world = await createWorld()
const rowsWith = (church: ChurchWorld, mark: string) => rowsOf(world, church, mark)

/** A member with an account; whatever is written of them has `mark` in it, and nothing else does. */
async function somebody(church: ChurchWorld) {
  const mark = `q${Math.random().toString(36).slice(2, 10)}`
  const email = `${mark}@erased.example`
  const admin = await church.person('ADMIN', { onRoll: false })
  const person = await church.person('MEMBER')
  const id = person.memberId ?? ''
  const send = async (by: typeof admin, text: string) => {
    const { errors, text: answer } = await by.api.sendText(`mutation { ${text} }`)
    expect([errors, answer.includes('"code"')]).toEqual([[], false])
  }
  await send(
    admin,
    `updateMember(input: { id: "${id}", firstName: "Zeb${mark}", lastName: "Quartey", email: "${email}",
       parents: [{ relation: MOTHER, name: "Esi ${mark}" }], work: { workplace: "${mark} Stores" } }) { errors { code } }`,
  )
  await send(person, `updateMyProfile(input: { phone: "0244 ${mark}", address: "${mark} Lane" }) { errors { code } }`)
  await world.database.owner.query('update control.user_account set email = $2 where id = $1', [person.userId, email])
  await send(person, `updateViewer(input: { name: "Zeb${mark} Q." }) { errors { code } }`)
  return { admin, person, id, send, mark, email }
}

/** The invitations of a member: whether their links could be followed, and what waits behind them. */
async function invitationsOf(memberId: string) {
  const { rows } = await world.database.owner.query<{ armed: boolean; open: boolean; status: string }>(
    `select token_hash is not null as armed, revoked_at is null as open, status
     from control.invitation join control.user_account on user_account.id = user_id where member_id = $1`,
    [memberId],
  )
  return rows
}

describe('eraseMember', () => {
  it('leaves nothing that tells who it was, in any table: neither in the audit log nor in notices', async () => {
    const church = await world.church()
    const { admin, person, id, send, mark, email } = await somebody(church)
    const leader = await church.person('MEMBER')
    const choir = await plantMinistry(church, { LEADER: [leader.memberId] })
    await plantHousehold(church, { HEAD: [{ id }] })
    await send(person, `joinMinistry(input: { ministryId: "${choir}" }) { errors { code } }`)
    await send(admin, `changeMemberStatus(input: { id: "${id}", status: INACTIVE }) { errors { code } }`)
    await church.write((db) =>
      db.insertInto('notification_dead_address').values({ address: email, reason: 'No such user.' }).execute(),
    )
    await world.startJobs()
    await jobsDone(world, church.church.placeKey)
    expect((await rowsWith(church, mark)).length).toBeGreaterThan(4)

    await church.as(admin, async (ctx) => done(await eraseMember(ctx, { id, password: testPassword })))
    await jobsDone(world, church.church.placeKey)

    expect(await rowsWith(church, mark)).toEqual([])
    const entries = await church.write((db) =>
      db.selectFrom('audit_log').selectAll().where('entity_id', '=', id).orderBy('seq').execute(),
    )
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['member.create', 'member.update', 'member.updateOwn', 'member.erase']),
    )
    expect(entries.find(({ action }) => action === 'member.update')?.fields).toContain('email')
    const own = entries.find(({ action }) => action === 'member.updateOwn')
    expect(own).toMatchObject({ actor_id: person.userId, actor_name: 'Erased', ip: null, user_agent: null })
  })

  it('forgets who was invited, in the log and outside the church, and nobody can come in by that', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN', { onRoll: false })
    const mark = `q${Math.random().toString(36).slice(2, 10)}`
    const { id } = await church.member({ firstName: mark })
    await church.as(admin, async (ctx) => {
      const { id: role } = await ctx.db
        .selectFrom('role')
        .select('id')
        .where('key', '=', 'MEMBER')
        .executeTakeFirstOrThrow()
      await proveAddress(world, admin)
      done(await inviteUser(ctx, { email: `${mark}@erased.example`, name: mark, roleIds: [role], memberId: id }))
    })
    await world.startJobs()
    await jobsDone(world, church.church.placeKey)
    const told = async () => (await rowsWith(church, mark)).filter((row) => row.startsWith('audit_log'))
    expect((await told()).some((row) => row.includes('invitation.create'))).toBe(true)

    const before = await invitationsOf(id)
    await church.as(admin, async (ctx) => done(await eraseMember(ctx, { id, password: testPassword })))
    await jobsDone(world, church.church.placeKey)

    expect(before).toEqual([{ armed: true, open: true, status: 'INVITED' }])
    expect(await rowsWith(church, mark)).toEqual([])
    expect(await invitationsOf(id)).toEqual([{ armed: false, open: false, status: 'ERASED' }])
  })

  it('closes the account by a job when the process dies after the church’s transaction', async () => {
    const church = await world.church()
    const { admin, person, id } = await somebody(church)
    const died = async (): Promise<never> => {
      throw new Error('the process died here')
    }

    await church.as(admin, async (ctx) => {
      // The password is confirmed by reads; nothing of the accounts is written by the request itself.
      const cut = { ...ctx, control: { ...ctx.control, write: died } }
      done(await eraseMember(cut, { id, password: testPassword }))
    })

    const account = async () => {
      const { rows } = await world.database.owner.query(
        'select status, name, auth_epoch as epoch from control.user_account where id = $1',
        [person.userId],
      )
      return rows[0] as unknown
    }
    await world.startJobs()
    await jobsDone(world, church.church.placeKey)
    expect(await account()).toEqual({ status: 'ERASED', name: 'Erased', epoch: 2 })
    expect((await person.api.sendText('{ viewer { id } }')).status).toBe(401)
  })
})

describe('the traces of somebody who was not erased', () => {
  it('are out of reach of the church’s role', async () => {
    const church = await world.church()
    const [member, erased] = [await church.person('MEMBER'), await church.member()]
    await church.write((db) => db.updateTable('member').set({ status: 'ERASED' }).where('id', '=', erased.id).execute())
    const blank = (memberId: string, userId: string | null) =>
      church.write((db) => eraseTraces(db, { memberId, userId, emails: [], name: 'x' }))

    await expect(blank(member.memberId ?? '', member.userId)).rejects.toMatchObject({ code: '42501' })
    await expect(blank(member.memberId ?? '', null)).rejects.toMatchObject({ code: '42501' })
    // Under cover of somebody who was.
    await expect(blank(erased.id, member.userId)).rejects.toMatchObject({ code: '42501' })
    await blank(erased.id, null)
  })
})
