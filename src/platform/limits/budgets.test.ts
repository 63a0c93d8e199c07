import { describe, expect, it } from 'vitest'
import { budgets, payCost, payEntry, type Payer } from './budgets.js'
import { createInProcessLimits } from './in-process-limits.js'

const user: Payer = { church: 'c', userId: 'u', apiKeyId: null, address: '192.0.2.1' }
const program: Payer = { ...user, apiKeyId: 'k' }
const stranger: Payer = { ...user, userId: null }

describe('who pays', () => {
  it.each([
    ['the user, wherever they are', user, 20_000],
    ['the key of a program, not its owner', program, 10_000],
    ['the address of somebody unknown', stranger, 500],
    ['the church, when nobody else is known', { ...stranger, address: null }, 200_000],
  ] as const)('is %s', async (_who, payer, most) => {
    const limits = createInProcessLimits()

    await payCost(limits, payer, most)

    await expect(payCost(limits, payer, 1)).rejects.toMatchObject({ code: 'THROTTLED' })
  })

  it('does not charge a church for entering, nor anybody for somebody else', async () => {
    const limits = createInProcessLimits()
    await payEntry(limits, user)
    await payCost(limits, program, 10)

    const spent = async (budget: (typeof budgets)[keyof typeof budgets], who: string) =>
      (await limits.look(budget, { church: 'c', who })).spent
    expect([
      await spent(budgets.user, 'u'),
      await spent(budgets.apiKey, 'k'),
      await spent(budgets.church, 'all'),
    ]).toEqual([1, 10, 10])
  })
})
