import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { clusterName, urlOf } from './cluster.js'
import { codeOf } from './embedded-postgres-error.js'

const answerLimitMs = 5_000
const pauseMs = 100
// Recovery after a crash reads back everything since the last checkpoint: seconds, seldom more.
const recoveryPauses = 1_200

/**
 * Waits until the server at `port` takes queries, and makes our database if it is missing.
 * False when nobody answers there; throws when the server answers and refuses us (28P01: another password).
 */
export async function reachDatabase(cluster: { readonly password: string | null }, port: number): Promise<boolean> {
  const outcome = await tryConnecting(urlOf(cluster, port))
  if (outcome !== '3D000') return outcome === 'connected'

  // `postgres` is there from initdb on; a kill between start and creation leaves only that.
  return (await tryConnecting(urlOf(cluster, port, 'postgres'), `create database ${clusterName}`)) === 'connected'
}

async function tryConnecting(url: string, sql = 'select 1'): Promise<'connected' | 'silent' | '3D000'> {
  for (let pause = 0; pause < recoveryPauses; pause += 1) {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: answerLimitMs,
      query_timeout: 60_000,
    })
    // A connection that breaks while nobody waits for it would otherwise end this process.
    client.on('error', () => {})
    try {
      await client.connect()
      await client.query(sql)
      return 'connected'
    } catch (error) {
      const code = codeOf(error)
      if (code === '3D000') return code
      if (code === '28P01' || code === '28000') throw error
      // 57P03: starting, recovering or shutting down. 42P04: somebody else made the database meanwhile.
      if (code !== '57P03') return code === '42P04' ? 'connected' : 'silent'
      await sleep(pauseMs)
    } finally {
      await client.end().catch(() => {})
    }
  }
  return 'silent'
}
