import { createHash } from 'node:crypto'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ClientBase, Pool } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { onConnection } from '../on-connection.js'
import { namesOf, type Place } from '../place.js'
import { type ChurchCopy, type CopiedTable, quoted } from './church-copy.js'
import { describeSequences, describeTables, type TableToCopy } from './describe-tables.js'

/** A church as of one moment, seen by its own role. */
export interface ChurchSnapshot {
  readonly steps: ChurchCopy['steps']
  readonly tables: readonly TableToCopy[]
  readonly sequences: ChurchCopy['sequences']
  /** Pours the rows of a table into a stream, which it ends, in COPY's text format. Rejects when it is cut short. */
  readonly pour: (table: TableToCopy, into: Writable, signal: AbortSignal) => Promise<CopiedTable>
}

/**
 * Runs `work` on a church as of one moment. Changes nothing in the church and keeps nobody out.
 *
 * `gateway` has connections to the cell under the gateway's login, with nothing in between that ends long transactions.
 */
export function inSnapshot<T>(
  gateway: Pool,
  { key }: Place,
  work: (snapshot: ChurchSnapshot) => Promise<T>,
): Promise<T> {
  const { schema, role } = namesOf(key)
  // Whatever goes wrong, the connection is closed: it may be in the middle of a stream.
  return onConnection(gateway, async (client) => {
    // The last two: the rows of equal tables come in the same order, so that their hashes are equal.
    await client.query(
      `begin isolation level repeatable read read only; set local role "${role}"; set local search_path to "${schema}";
       set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
       set local lock_timeout = '20s'; set local timezone = 'UTC'; set local datestyle = 'ISO';
       set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1;
       set local synchronize_seqscans = off; set local max_parallel_workers_per_gather = 0`,
    )
    const { rows: steps } = await client.query<ChurchCopy['steps'][number]>(
      'select version, name, checksum from _meta order by version',
    )
    const tables = await describeTables(client, schema)
    const sequences = await describeSequences(client, schema)
    const outcome = await work({ steps, tables, sequences, pour: pourFrom(client) })
    await client.query('commit')
    return outcome
  })
}

const pourFrom =
  (client: ClientBase): ChurchSnapshot['pour'] =>
  async ({ name, columns }, into, signal) => {
    const source = client.query(
      copyTo(`copy (select ${columns.map(quoted).join(', ')} from ${quoted(name)}) to stdout`),
    )
    const hash = createHash('sha256')
    await pipeline(
      source,
      async function* hashing(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
        for await (const chunk of chunks) {
          hash.update(chunk)
          yield chunk
        }
      },
      into,
      { signal },
    )
    return { name, columns, rows: source.rowCount, sha256: hash.digest('hex') }
  }

/** Counts and hashes of a church as of one moment, without writing anything down. `gateway` is as for `inSnapshot`. */
export const hashChurch = (gateway: Pool, place: Place, signal: AbortSignal): Promise<ChurchCopy> =>
  inSnapshot(gateway, place, async ({ steps, tables, sequences, pour }) => {
    const hashed: CopiedTable[] = []
    for (const table of tables) hashed.push(await pour(table, nowhere(), signal))
    return { steps, tables: hashed, sequences }
  })

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() })
