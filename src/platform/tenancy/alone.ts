import type { Pool } from 'pg'
import { onConnection } from './on-connection.js'

/**
 * Runs `work` while nobody else runs any for this church, on whatever machine; resolves to 'BUSY' when somebody does.
 * `owner` has connections to the control database. Should that connection break, somebody else may begin meanwhile: what
 * must never be done by two at once asks again under a lock of its own.
 */
export function alone<T>(owner: Pool, churchId: string, work: () => Promise<T>): Promise<T | 'BUSY'> {
  const lock = `hashtextextended('faithflow church ' || $1::text, 42)`
  return onConnection(owner, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${lock}) as mine`, [churchId])
    if (!rows[0]?.mine) return 'BUSY'
    try {
      return await work()
    } finally {
      await client.query(`select pg_advisory_unlock(${lock})`, [churchId])
    }
  })
}
