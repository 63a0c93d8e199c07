import pg from 'pg'
import type { Log } from '../log.js'

/** What is listened to, and by whom. */
export interface ListenOptions {
  /** A URL without a pooler in between: a transaction pooler forgets who listens. */
  readonly url: string
  readonly channel: string
  /** Told the payload of each notification; null after a gap, in which any may have been missed. */
  readonly hear: (payload: string | null) => void
  readonly log: Log
  /** Milliseconds between two tries to come back. */
  readonly retryEvery?: number
}

/** A listener that comes back by itself. */
export interface DatabaseListener {
  close(): Promise<void>
}

/** Hears what transactions of the database notify (LISTEN) once they have committed. Resolves when it listens. */
export async function listenTo(options: ListenOptions): Promise<DatabaseListener> {
  const { log, hear, retryEvery = 1000 } = options
  let current: pg.Client | null = null
  let isClosed = false
  let timer: NodeJS.Timeout | undefined

  const comeBack = (): void => {
    current = null
    if (!isClosed) timer = setTimeout(() => void tryAgain(), retryEvery)
  }
  const tryAgain = async (): Promise<void> => {
    try {
      const client = await connect(options, comeBack)
      // Closed meanwhile: nobody else would end it, and the process would never stop.
      if (isClosed) return await client.end()
      current = client
      hear(null)
    } catch (error) {
      log.warn({ error: String(error) }, 'the database cannot be listened to; what is cached grows at most 30 s old')
      comeBack()
    }
  }

  current = await connect(options, comeBack)
  return {
    async close() {
      isClosed = true
      clearTimeout(timer)
      await current?.end()
    },
  }
}

async function connect({ url, channel, hear }: ListenOptions, onEnd: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5000 })
  client.on('error', () => undefined)
  client.on('notification', ({ payload }) => hear(payload ?? null))
  try {
    await client.connect()
    await client.query(`listen ${pg.escapeIdentifier(channel)}`)
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  client.once('end', onEnd)
  return client
}
