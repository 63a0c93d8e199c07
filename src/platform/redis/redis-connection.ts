import { Redis } from 'ioredis'
import type { Log } from '../log.js'
import { withoutCommand } from './without-command.js'

/** How one connection to Redis is kept. */
interface RedisConnectionOptions {
  /** `redis://` or `rediss://`; may hold a password, so it is never logged. */
  readonly url: string
  /** What the log calls it. */
  readonly name: string
  readonly log: Log
  /** Milliseconds between probes of a silent connection; also how long an answer may take. */
  readonly heartbeatMs: number
  /**
   * `fails`: a command waits for at most a few attempts to reconnect or five seconds, then rejects.
   * `waits`: a command waits until Redis is back. For the subscriber: its library cannot bear a failed command.
   */
  readonly whenAway: 'fails' | 'waits'
  /** Milliseconds after which an answer is no longer waited for, where a command fails; five seconds unless given. */
  readonly answerMs?: number
}

const COMMAND_TIMEOUT_MS = 5_000

/**
 * Opens a connection that reconnects for ever, at least every two seconds. Nothing it meets ends the process:
 * an outage is logged once as it begins and once as it ends. `close` ends it and never rejects.
 */
export function openRedisConnection(options: RedisConnectionOptions): { connection: Redis; close: () => void } {
  const connection = new Redis(options.url, {
    connectTimeout: COMMAND_TIMEOUT_MS,
    keepAlive: 10_000,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    // The transport subscribes again by itself: ioredis leaves the promise of its own attempt to nobody.
    autoResubscribe: false,
    ...(options.whenAway === 'fails'
      ? { maxRetriesPerRequest: 2, commandTimeout: options.answerMs ?? COMMAND_TIMEOUT_MS }
      : { maxRetriesPerRequest: null }),
  })
  logOutages(connection, options)
  const stopProbing = probeSilence(connection, options)

  return {
    connection,
    close: () => {
      stopProbing()
      connection.disconnect()
    },
  }
}

function logOutages(connection: Redis, { name, log }: RedisConnectionOptions): void {
  let away = false
  // Without this listener ioredis writes to the console itself.
  connection.on('error', (error: Error) => {
    if (!away) log.warn({ err: withoutCommand(error), connection: name }, 'Redis is away')
    away = true
  })
  connection.on('ready', () => {
    if (away) log.info({ connection: name }, 'Redis is back')
    away = false
  })
}

/** A peer that vanished without a word (a pulled cable, a forgotten NAT entry) would leave a subscriber deaf for ever. */
function probeSilence(connection: Redis, { heartbeatMs, log, name }: RedisConnectionOptions): () => void {
  const timer = setInterval(() => {
    if (connection.status !== 'ready') return
    const { stream } = connection
    const deadline = setTimeout(() => {
      if (connection.status !== 'ready' || connection.stream !== stream) return
      log.warn({ connection: name }, 'Redis gave no answer: reconnecting')
      // Not in order: a peer that is gone will not say good-bye either.
      stream.destroy()
    }, heartbeatMs)
    deadline.unref()
    connection.call('ping').then(
      () => clearTimeout(deadline),
      () => undefined,
    )
  }, heartbeatMs)
  timer.unref()
  return () => clearInterval(timer)
}
