import { newPrivateKey } from '../../../src/platform/access-tokens.js'
import { freePort } from '../../../src/platform/db/embedded/run-server.js'
import { Api } from '../../../src/testing/api.js'
import { type RedisServer, startRedisServer } from '../../../src/testing/redis-server.js'
import { type Bed, withBed } from '../bed.js'
import { type BuiltServer, startBuilt } from './server.js'
import { type StagedChurch, stageChurches } from './stage.js'

/** A database, a Redis and the built server, and how to reach them. */
export interface Theatre {
  readonly bed: Bed
  readonly redis: RedisServer
  readonly port: number
  /** The server that runs now. */
  readonly server: () => BuiltServer
  /** Ends the server with this signal, and starts another at the same port. */
  readonly restart: (signal: NodeJS.Signals) => Promise<void>
  /** Founds churches whose people the server knows. */
  readonly stage: (
    prefix: string,
    size: { readonly churches: number; readonly listeners: number },
  ) => Promise<readonly StagedChurch[]>
}

/** Runs `work` beside a built server of its own. */
export function withTheatre<T>(work: (theatre: Theatre) => Promise<T>): Promise<T> {
  return withBed(async (bed) => {
    const redis = await startRedisServer()
    const key = newPrivateKey()
    const port = await freePort()
    const settings = { databaseUrl: bed.database.ownerUrl, redisUrl: redis.url, key, port }
    let current = await startBuilt(settings)
    const restart = async (signal: NodeJS.Signals): Promise<void> => {
      await current.end(signal)
      current = await startBuilt(settings)
    }
    try {
      return await work({
        ...{ bed, redis, port, restart, server: () => current },
        stage: (prefix, size) => stageChurches(bed, { key, prefix, ...size }),
      })
    } finally {
      await current.end('SIGKILL')
      await redis.stop()
    }
  })
}

const mutation = `mutation ($input: CreateEventInput!) { createEvent(input: $input) { errors { code } event { id } } }`
let made = 0

/** Creates an event, of which everybody in the church is told; false when the server could not be asked. */
export async function createEvent(
  port: number,
  { subdomain, author }: StagedChurch,
  description: string | null = null,
): Promise<boolean> {
  made += 1
  const from = Date.now() + 7 * 86_400_000
  const [startsAt, endsAt] = [from, from + 3_600_000].map((at) => new Date(at).toISOString())
  const input = { title: `Bench ${made}`, startsAt, endsAt, location: 'Main hall', description }
  const api = new Api({ port, host: `${subdomain}.localhost`, token: author })
  return api.sendText(mutation, { input }).then(
    ({ status, errors, data }) => {
      const { errors: refusals } = (data?.['createEvent'] ?? {}) as { errors?: readonly unknown[] }
      if (refusals?.length) throw new TypeError(`The event was refused: ${JSON.stringify(refusals)}`)
      return status === 200 && errors.length === 0
    },
    () => false,
  )
}
