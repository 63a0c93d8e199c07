import { RateLimiterMemory } from 'rate-limiter-flexible'
import { countedLimits } from './counted-limits.js'
import type { Limits } from './limits.js'

/** Limits that this process alone counts, in memory: they begin anew when it starts. */
export const createInProcessLimits = (): Limits =>
  countedLimits(
    ({ points, seconds }) => new RateLimiterMemory({ keyPrefix: '', points, duration: seconds }),
    async () => undefined,
  )
