import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { MoveStep } from '../app/copy-to-cell.js'
import type { Environment } from '../app/environment.js'
import { cellOf, type OpenDatabase } from '../app/open-database.js'
import { withGateway } from '../app/with-gateway.js'
import type { ChurchCopy } from '../platform/tenancy/church-copy/church-copy.js'
import { hashChurch } from '../platform/tenancy/church-copy/read-church.js'
import { namesOf } from '../platform/tenancy/place.js'

/** A move in a process of its own that stands still before one of its steps. */
export interface StoppedMove {
  /** As `kill -9` does; resolves when PostgreSQL has noticed, too. */
  kill(): Promise<void>
}

/** Starts a move and lets it run up to `step`, and no further. */
export async function stopMoveAt(
  environment: Environment,
  move: { readonly subdomain: string; readonly to: string; readonly step: MoveStep },
): Promise<StoppedMove> {
  const program = ['--import', 'tsx', 'src/testing/start-moving.ts', move.subdomain, move.to, move.step]
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment }
  const child: ChildProcess = spawn(process.execPath, program, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  while (!said.includes(`${move.step}\n`) && child.exitCode === null) await once(child.stdout ?? child, 'data')
  return {
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Counts and hashes of a church in a cell, seen by its own role. */
export const hashesIn = (database: OpenDatabase, name: string, key: string): Promise<ChurchCopy> =>
  withGateway(cellOf(database, name).gatewayUrl, (gateway) =>
    hashChurch(gateway, { cell: name, key }, new AbortController().signal),
  )

/** In how many tables of the church in this cell its role may insert; null where the church has none. */
export async function writableIn(database: OpenDatabase, name: string, key: string): Promise<number | null> {
  const { schema, role } = namesOf(key)
  const { rows } = await cellOf(database, name).owner.query<{ tables: number; writable: number }>(
    `select count(*)::int as tables, (count(*) filter (where has_table_privilege($2, c.oid, 'INSERT')))::int as writable
     from pg_class c where relnamespace = to_regnamespace($1) and relkind = 'r'`,
    [schema, role],
  )
  return rows[0]?.tables === 0 ? null : (rows[0]?.writable ?? null)
}
