import { beforeAll, describe, expect, it } from 'vitest'
import { giveComplimentary, turnChurch } from '../churches/index.js'
import { addPlatformAct, type PlatformAct } from '../platform/audit/platform-audit.repository.js'
import { systemClock } from '../platform/clock.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { superAdmin, type TestSuperAdmin } from '../testing/super-admin.js'
import { createWorld } from '../testing/world.js'
import { findUser } from './identity.repository.js'

const world = await createWorld()

let church: ChurchWorld
let person: Person
beforeAll(async () => {
  church = await world.church()
  person = await church.person(null)
})

const control = () => world.database.gate.control(church.church.id)

describe('accounts without a church', () => {
  const platform = () => world.database.gate.platform()
  let keeper: TestSuperAdmin
  beforeAll(async () => {
    keeper = await superAdmin(world)
  })

  it('are the only ones that the platform sees, and no church sees them', async () => {
    await platform().read(async (db) => {
      expect(await findUser(db, keeper.userId)).toMatchObject({ email: keeper.email })
      expect(await findUser(db, person.userId)).toBeNull()
      const seen = await db.selectFrom('user_account').select('church_id').execute()
      expect(new Set(seen.map(({ church_id }) => church_id))).toEqual(new Set([null]))
    })
    await control().read(async (db) => expect(await findUser(db, keeper.userId)).toBeNull())
  })

  it('are neither made nor become of another by a church or by the platform', async () => {
    const id = crypto.randomUUID()
    const account = { id, email: 'x@y.example', name: 'X', status: 'ACTIVE', is_super_admin: true } as const
    const rise = { church_id: null, is_super_admin: true } as const

    for (const desk of [control(), platform()]) {
      const made = desk.write((db) => db.insertInto('user_account').values(account).execute())
      await expect(made).rejects.toMatchObject({ code: '42501' })
    }
    const risen = control().write((db) =>
      db.updateTable('user_account').set(rise).where('id', '=', person.userId).execute(),
    )
    await expect(risen).rejects.toMatchObject({ code: '42501' })
    const fallen = platform().write((db) =>
      db.updateTable('user_account').set({ church_id: church.church.id, is_super_admin: false }).execute(),
    )
    await expect(fallen).rejects.toMatchObject({ code: '42501' })
    const touched = await platform().write((db) =>
      db.updateTable('user_account').set({ name: 'X' }).where('id', '=', person.userId).executeTakeFirst(),
    )
    expect(touched.numUpdatedRows).toBe(0n)
  })

  it('are not acted as by a church: neither turning nor giving, nor keeping acts of others', async () => {
    const { id } = church.church
    const other = crypto.randomUUID()
    const act = (churchId: string | null): PlatformAct => ({
      ...{ action: 'church.suspend', target: null, churchId },
      actor: { kind: 'SYSTEM', id: null, name: null },
    })
    const from = { clock: systemClock, origin: { requestId: 'x', ip: null, userAgent: null } }

    const attempts = [
      () => control().write((db) => turnChurch(db, { churchId: id, from: 'ACTIVE', to: 'SUSPENDED', reason: null })),
      () => control().write((db) => giveComplimentary(db, id, null)),
      () => control().write((db) => addPlatformAct(db, from, act(other))),
      () => control().write((db) => addPlatformAct(db, from, act(null))),
      () => world.database.gate.catalogue().write((db) => addPlatformAct(db, from, act(id))),
      () => platform().read((db) => db.selectFrom('platform_audit').select('id').execute()),
      () => platform().write((db) => db.deleteFrom('platform_audit').execute()),
      () => platform().write((db) => db.updateTable('platform_audit').set({ action: 'x.y' }).execute()),
      () => platform().write((db) => turnChurch(db, { churchId: id, from: 'ACTIVE', to: 'ACTIVE', reason: null })),
    ]

    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: '42501' })
    await control().write((db) => addPlatformAct(db, from, act(id)))
  })
})
