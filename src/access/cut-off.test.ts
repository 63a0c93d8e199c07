import { beforeEach, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { jobsDone } from '../testing/jobs-done.js'
import { createWorld } from '../testing/world.js'
import { assignRole } from './assign-role.js'
import { disableUser } from './disable-user.js'
import { revokeRole } from './revoke-role.js'
import type { SystemRole } from './role.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
})

const died = async (): Promise<never> => {
  throw new Error('the process died here')
}

const roleId = async (key: SystemRole): Promise<string> => {
  const { id } = await church.write((db) =>
    db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirstOrThrow(),
  )
  return id
}

const accountOf = async ({ userId }: Person) => {
  const { rows } = await world.database.owner.query<{ epoch: number; status: string }>(
    'select auth_epoch as epoch, status from control.user_account where id = $1',
    [userId],
  )
  return rows[0]
}

const actions = async () => {
  const rows = await church.write((db) => db.selectFrom('audit_log').select('action').orderBy('seq').execute())
  return rows.map(({ action }) => action)
}

describe('a process that dies after the church’s transaction', () => {
  it.each([
    ['assignRole', assignRole, 'SECRETARY'],
    ['revokeRole', revokeRole, 'MEMBER'],
  ] as const)('leaves %s done, and the job ends the older tokens, once', async (_name, change, role) => {
    const member = await church.person('MEMBER', { onRoll: false })
    const input = { userId: member.userId, roleId: await roleId(role) }

    // Nothing of the accounts is written by the request itself.
    await church.as(admin, (ctx) => change({ ...ctx, control: { ...ctx.control, write: died } }, input))

    expect(await accountOf(member)).toMatchObject({ epoch: 1 })
    await world.startJobs()
    await jobsDone(world, church.church.placeKey)
    expect(await accountOf(member)).toMatchObject({ epoch: 2 })
    expect((await member.api.sendText('{ viewer { id } }')).status).toBe(401)
    expect(await actions()).toEqual([`user.${_name}`])
  })

  it('ends tokens once also when it lives', async () => {
    const member = await church.person('MEMBER', { onRoll: false })
    const input = { userId: member.userId, roleId: await roleId('SECRETARY') }

    await church.as(admin, (ctx) => assignRole(ctx, input))
    await world.startJobs()
    await jobsDone(world, church.church.placeKey)

    expect(await accountOf(member)).toMatchObject({ epoch: 2 })
  })
})

describe('a process that dies after the transaction of accounts', () => {
  it('leaves an account disabled, and the audit log is told by the job', async () => {
    const member = await church.person('MEMBER', { onRoll: false })

    const cutOff = church.as(admin, (ctx) =>
      disableUser({ ...ctx, unit: { ...ctx.unit, session: cutBeforeCommit(ctx.unit.session) } }, { id: member.userId }),
    )

    await expect(cutOff).rejects.toThrow('died here')
    expect(await accountOf(member)).toMatchObject({ status: 'DISABLED' })
    await world.startJobs()
    await jobsDone(world, church.church.placeKey)
    expect(await actions()).toEqual(['user.disable'])
  })
})

type Session = Parameters<Parameters<ChurchWorld['as']>[1]>[0]['unit']['session']

/** A session whose transactions do everything and are lost before they commit. */
function cutBeforeCommit(session: Session): Session {
  const transaction: Session['transaction'] = (work) =>
    session.transaction(
      async (db) => {
        await work(db)
        return died()
      },
      () => true,
    )
  const cut: Pick<Session, 'transaction'> = { transaction }
  // inTransaction asks nothing else of a session.
  return cut as Session
}
