import pg from 'pg'
import type { Log } from '../log.js'

/** A worker's own connections to the queue of one database, and what it says there beside the library. */
export interface JobConnections {
  readonly pool: pg.Pool
  /** Says on `connection`, for as long as it stands, that the worker with this name lives. */
  stayAlive(connection: pg.ClientBase, worker: string): Promise<void>
  /** Frees the jobs of workers that died; returns how many there were. */
  freeDead(): Promise<number>
  /** The running job is not tried again once it has failed. */
  giveUp(id: string): Promise<void>
  /** Once it has failed, the running job is tried again after so many seconds; this try does not count. */
  postpone(id: string, seconds: number): Promise<void>
  close(): Promise<void>
}

/** Opens them. `url` is without a pooler in between: a worker listens. */
export function openJobConnections({
  url,
  max,
  log,
}: {
  readonly url: string
  readonly max: number
  readonly log: Log
}): JobConnections {
  // Not createPool: the library wants dates as pg reads them.
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'faithflow worker',
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  })
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', (error) => log.warn({ error: error.message }, 'an idle connection to the queue of jobs broke'))
  return {
    pool,
    async stayAlive(connection, worker) {
      await connection.query('select jobs.stay_alive($1)', [worker])
    },
    async freeDead() {
      const { rows } = await pool.query<{ freed: number }>('select jobs.free_dead() as freed')
      return rows[0]?.freed ?? 0
    },
    async giveUp(id) {
      await pool.query('select jobs.give_up($1)', [id])
    },
    async postpone(id, seconds) {
      await pool.query('select jobs.postpone($1, $2)', [id, seconds])
    },
    close: () => pool.end(),
  }
}
