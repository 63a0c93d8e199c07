import { once } from 'node:events'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import { countedLimits } from '../limits/counted-limits.js'
import type { Limits } from '../limits/limits.js'
import type { Log } from '../log.js'
import { openRedisConnection } from './redis-connection.js'

/** What limits over Redis are made of. */
interface RedisLimitsOptions {
  /** `redis://` or `rediss://`; may hold a password, so it is never logged. */
  readonly url: string
  /** Stands in front of every key, so that installations can share one Redis. */
  readonly prefix: string
  readonly log: Log
}

/** Milliseconds the start waits for the connection, and a request for an answer: longer than that, Redis is away. */
const patience = { start: 5_000, answer: 500 }

/**
 * Limits that every process over the same Redis counts together, and that survive a restart of all of them.
 *
 * While Redis is away each process counts alone, from zero; what was counted before holds again as soon as it is back.
 */
export async function createRedisLimits({ url, prefix, log }: RedisLimitsOptions): Promise<Limits> {
  const { connection, close } = openRedisConnection({
    ...{ url, log, name: 'limits', whenAway: 'fails', heartbeatMs: 15_000, answerMs: patience.answer },
  })
  if (connection.status !== 'ready') {
    // Without Redis counting begins in memory: no reason not to start.
    await once(connection, 'ready', { signal: AbortSignal.timeout(patience.start) }).catch(() => undefined)
  }
  return countedLimits(
    ({ points, seconds }) =>
      new RateLimiterRedis({
        ...{ storeClient: connection, keyPrefix: `${prefix}limits`, points, duration: seconds },
        // Else every request would wait for a connection that may take minutes to come back.
        rejectIfRedisNotReady: true,
        insuranceLimiter: new RateLimiterMemory({ keyPrefix: '', points, duration: seconds }),
      }),
    async () => close(),
  )
}
