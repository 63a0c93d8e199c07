import { throttled } from '../blocked.js'
import { addressGroup } from './address-group.js'
import type { Limit, Limits, Spender } from './limits.js'

/** What operations may cost together before their sender has to wait: at once, and on average over the seconds. */
export const budgets = {
  user: { name: 'cost-user', points: 20_000, seconds: 40 },
  apiKey: { name: 'cost-api-key', points: 10_000, seconds: 100 },
  address: { name: 'cost-address', points: 500, seconds: 50 },
  church: { name: 'cost-church', points: 200_000, seconds: 40 },
} as const

/** Who pays for an operation. */
export interface Payer {
  /** The church's id; null before one is entered. */
  readonly church: string | null
  /** Null when nobody is signed in: then the address pays. */
  readonly userId: string | null
  /** The key that a program asks with; it pays for itself. */
  readonly apiKeyId: string | null
  /** Null when it is not known. */
  readonly address: string | null
}

/** Pays for asking at all, before anything is read. Throws THROTTLED when nothing is left. */
export const payEntry = (limits: Limits, payer: Payer): Promise<void> => spendAll(limits, ownBudget(payer), 1)

/** Pays what an operation costs, from the payer's budget and the church's. Throws THROTTLED when either is spent. */
export const payCost = (limits: Limits, payer: Payer, cost: number): Promise<void> =>
  spendAll(limits, [...ownBudget(payer), ...churchBudget(payer)], cost)

type Purse = readonly [Limit, Spender]

function ownBudget({ church, userId, apiKeyId, address }: Payer): readonly Purse[] {
  if (apiKeyId !== null) return [[budgets.apiKey, { church, who: apiKeyId }]]
  if (userId !== null) return [[budgets.user, { church, who: userId }]]
  if (address !== null) return [[budgets.address, { church: null, who: addressGroup(address) }]]
  return []
}

const churchBudget = ({ church }: Payer): readonly Purse[] =>
  church === null ? [] : [[budgets.church, { church, who: 'all' }]]

async function spendAll(limits: Limits, purses: readonly Purse[], cost: number): Promise<void> {
  const spent = await Promise.all(purses.map(([limit, spender]) => limits.spend(limit, spender, cost)))
  const waits = spent.filter(({ isWithin }) => !isWithin).map(({ retryAfterMs }) => retryAfterMs)
  if (waits.length > 0) throw throttled('Too much was asked for in a short time', Math.max(...waits))
}
