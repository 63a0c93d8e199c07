import { beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../platform/context.js'
import { isRefusal, type Refusal } from '../platform/refusal.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { assignRole } from './assign-role.js'
import { disableUser } from './disable-user.js'
import { revokeRole } from './revoke-role.js'

const world = await createWorld()

let church: ChurchWorld
let admins: readonly [Person, Person]
let roleId: string
beforeEach(async () => {
  church = await world.church()
  admins = [await church.person('ADMIN'), await church.person('ADMIN')]
  roleId = await church.write(async (db) => {
    const { id } = await db.selectFrom('role').select('id').where('key', '=', 'ADMIN').executeTakeFirstOrThrow()
    return id
  })
})

const codesOf = (outcome: { readonly id: string } | Refusal) =>
  isRefusal(outcome) ? outcome.errors.map(({ code }) => code).join(' ') : 'done'

const acts = {
  demotes: async (ctx: Ctx, who: Person) => codesOf(await revokeRole(ctx, { userId: who.userId, roleId })),
  disables: async (ctx: Ctx, who: Person) => codesOf(await disableUser(ctx, { id: who.userId })),
}

/** Lets the ADMIN role of somebody end, or stay for good. */
const limit = (who: Person, expiresAt: string | null) =>
  church.write((db) =>
    db.updateTable('user_role').set({ expires_at: expiresAt }).where('user_id', '=', who.userId).execute(),
  )

describe('the last administrator', () => {
  it.each([
    ['demotes', 'demotes'],
    ['disables', 'disables'],
    ['demotes', 'disables'],
  ] as const)('stays when one %s the other, who %s the first, at once', async (act, otherAct) => {
    const [one, other] = admins

    // Both are let in before either acts.
    const outcomes = await church.as(one, (first) =>
      church.as(other, (second) => Promise.all([acts[act](first, other), acts[otherAct](second, one)])),
    )

    expect(outcomes.toSorted()).toEqual(['LAST_ADMIN', 'done'])
  })

  it('is not who is disabled', async () => {
    const [one, other] = admins
    const third = await church.person('ADMIN')

    await church.as(one, async (ctx) => {
      expect(await acts.disables(ctx, other)).toBe('done')
      expect(await acts.disables(ctx, third)).toBe('done')
      expect(await acts.disables(ctx, one)).toBe('LAST_ADMIN')
    })
  })

  it('is not who stays for a time only, unless both do', async () => {
    const [one, other] = admins
    await limit(one, '2999-01-01T00:00:00Z')

    await church.as(one, async (ctx) => {
      expect(await acts.demotes(ctx, other)).toBe('LAST_ADMIN')
      const input = { userId: other.userId, roleId, expiresAt: '2999-01-01T00:00:00Z' }
      expect(codesOf(await assignRole(ctx, input))).toBe('LAST_ADMIN')
    })
    await limit(other, '2999-01-01T00:00:00Z')
    await church.as(one, async (ctx) => expect(await acts.demotes(ctx, other)).toBe('done'))
  })

  it('stays among ten who are disabled by one another', async () => {
    const racers = await Promise.all(Array.from({ length: 8 }, () => church.person('ADMIN')))
    const all = [...admins, ...racers]

    const outcomes = await church.race(all[0] ?? admins[0], (ctx, racer) => acts.disables(ctx, all[racer] ?? admins[0]))

    expect(outcomes.filter((outcome) => outcome === 'LAST_ADMIN')).toHaveLength(1)
    const { rows } = await world.database.owner.query(
      `select count(*)::int as count from control.user_account where church_id = $1 and status = 'ACTIVE'`,
      [church.church.id],
    )
    expect(rows).toEqual([{ count: 1 }])
  })
})
