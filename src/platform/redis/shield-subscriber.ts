import type { Redis } from 'ioredis'
import { withoutCommand } from './without-command.js'

/**
 * Prepares a connection for graphql-redis-subscriptions 2.7.0, which turns every failed SUBSCRIBE and UNSUBSCRIBE into an
 * unhandledRejection, even when the caller caught it, and keeps the entry of the failed subscription.
 *
 * With it the library sees every SUBSCRIBE succeed; the caller asks `takeFailure` and gives the subscription back.
 * The connection must have `autoResubscribe: false`, as ioredis would call the replaced methods.
 * To be removed when the library handles these failures itself.
 */
export function shieldSubscriber(connection: Redis, onUnsubscribeFailure: (error: unknown) => void) {
  const failures = new Map<string, Error>()

  const shielded: Redis = Object.assign(connection, {
    subscribe: (channel: string, done: () => void): void => {
      connection.call('subscribe', channel).then(
        () => done(),
        (error: unknown) => {
          failures.set(channel, withoutCommand(error))
          done()
        },
      )
    },
    unsubscribe: (channel: string): void => {
      connection.call('unsubscribe', channel).catch((error: unknown) => onUnsubscribeFailure(withoutCommand(error)))
    },
    // The library sends one with every UNSUBSCRIBE; no pattern is ever subscribed.
    punsubscribe: (): void => undefined,
  })

  return {
    shielded,
    /** Why the last SUBSCRIBE of this channel failed, once; null when it did not. */
    takeFailure: (channel: string): Error | null => {
      const failure = failures.get(channel) ?? null
      failures.delete(channel)
      return failure
    },
  }
}
