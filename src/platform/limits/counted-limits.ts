import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'
import type { Limit, Limits, Spender, Spent } from './limits.js'

/**
 * Limits over the counters of rate-limiter-flexible: `counterOf` makes the one of a limit, once; `close` ends what it
 * stands on.
 */
export function countedLimits(counterOf: (limit: Limit) => RateLimiterAbstract, close: () => Promise<void>): Limits {
  const counters = new Map<string, RateLimiterAbstract>()
  const counter = (limit: Limit): RateLimiterAbstract => {
    const known = counters.get(limit.name) ?? counterOf(limit)
    counters.set(limit.name, known)
    return known
  }

  return {
    async spend(limit, spender, points = 1) {
      try {
        return standing(limit, await counter(limit).consume(keyOf(limit, spender), points))
      } catch (refused) {
        // The library throws its answer when it is a no.
        if (refused instanceof RateLimiterRes) return standing(limit, refused)
        throw refused
      }
    },
    look: async (limit, spender) => standing(limit, await counter(limit).get(keyOf(limit, spender))),
    exhaust: async (limit, spender, seconds) => void (await counter(limit).block(keyOf(limit, spender), seconds)),
    forget: async (limit, spender) => void (await counter(limit).delete(keyOf(limit, spender))),
    close,
  }
}

const standing = ({ points }: Limit, counted: RateLimiterRes | null): Spent => ({
  isWithin: !counted || counted.consumedPoints <= points,
  spent: counted?.consumedPoints ?? 0,
  retryAfterMs: Math.max(0, counted?.msBeforeNext ?? 0),
})

/** So many are known by their hashes: each request counts its sender up to three times. */
const hashes = new LRUCache<string, string>({ max: 10_000 })

/** Starts with the church, so that no two share a counter; who it is can be compared and not be read. */
function keyOf({ name }: Limit, { church, who }: Spender): string {
  const hash = hashes.get(who) ?? createHash('sha256').update(who).digest('base64url').slice(0, 22)
  hashes.set(who, hash)
  return `${church ?? 'platform'}:${name}:${hash}`
}
