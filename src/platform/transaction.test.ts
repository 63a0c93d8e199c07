import { describe, expect, it } from 'vitest'
import { addHouseholds } from '../households/index.js'
import { createWorld } from '../testing/world.js'
import { unaudited } from './audit/audit-entry.js'
import type { Ctx } from './context.js'
import { newId } from './ids.js'
import { refuse } from './refusal.js'
import { inTransaction } from './transaction.js'

const world = await createWorld()

const add = (ctx: Ctx, name: string) => {
  ctx.audit({ action: 'household.create', entity: 'household', entityId: null, after: { name } })
  return addHouseholds(ctx.db, [{ id: newId(ctx.clock), name, address: null, phone: null }])
}

const household = { name: 'quiet', address: null, phone: null }

const names = async (ctx: Ctx) =>
  (await ctx.db.selectFrom('household').select('name').execute()).map(({ name }) => name)

async function inChurch<T>(work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const church = await world.church()
  return church.as(await church.person('ADMIN'), work)
}

describe('inTransaction', () => {
  it('commits an outcome and rolls back a refusal, which it returns', async () => {
    await inChurch(async (ctx) => {
      await inTransaction(ctx, (ctx) => add(ctx, 'kept'))
      const refusal = await inTransaction(ctx, async (ctx) => {
        await add(ctx, 'refused')
        return refuse('INVALID', 'Not like this.')
      })

      expect(refusal).toMatchObject({ errors: [{ code: 'INVALID' }] })
      expect(await names(ctx)).toEqual(['kept'])
    })
  })

  it('joins an open transaction: the inner work is undone with the outer', async () => {
    await inChurch(async (ctx) => {
      const attempt = inTransaction(ctx, async (ctx) => {
        await inTransaction(ctx, (ctx) => add(ctx, 'inner'))
        throw new Error('the outer fails')
      })

      await expect(attempt).rejects.toThrow('the outer fails')
      expect(await names(ctx)).toEqual([])
    })
  })

  it('throws when the refusal of a joined use case is dropped', async () => {
    await inChurch(async (ctx) => {
      const attempt = inTransaction(ctx, async (ctx) => {
        await add(ctx, 'half')
        await inTransaction(ctx, async () => refuse('INVALID', 'Not like this.'))
      })

      await expect(attempt).rejects.toThrow('A refusal was dropped')
      expect(await names(ctx)).toEqual([])
    })
  })

  it('lets nothing be announced, audited or delivered outside of one', async () => {
    await inChurch(async (ctx) => {
      expect(() => ctx.audit(unaudited('nothing happens'))).toThrow('belongs inside')
      expect(() => ctx.deliver({ topic: 'notification', body: {} })).toThrow('belongs inside')
    })
  })

  it('commits nothing that the audit log was not told of, unless somebody said why', async () => {
    await inChurch(async (ctx) => {
      const silent = inTransaction(ctx, (ctx) => addHouseholds(ctx.db, [{ ...household, id: newId(ctx.clock) }]))
      await expect(silent).rejects.toThrow('Tell the audit log')
      expect(await names(ctx)).toEqual([])

      await inTransaction(ctx, async (ctx) => {
        ctx.audit(unaudited('a test'))
        await addHouseholds(ctx.db, [{ ...household, id: newId(ctx.clock) }])
      })
      expect(await names(ctx)).toEqual(['quiet'])
    })
  })

  it('shows the reads after it what it wrote', async () => {
    await inChurch(async (ctx) => {
      await names(ctx)
      await inTransaction(ctx, (ctx) => add(ctx, 'new'))

      expect(await names(ctx)).toEqual(['new'])
    })
  })
})
