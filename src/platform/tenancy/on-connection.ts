import type { Pool, PoolClient } from 'pg'

/** Runs `work` on one connection of `pool`. One whose work failed is not given to anybody else. */
export async function onConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let isSound = false
  try {
    const outcome = await work(client)
    isSound = true
    return outcome
  } finally {
    client.release(!isSound)
  }
}
