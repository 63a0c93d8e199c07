import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ClientBase, Pool } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { onConnection } from '../on-connection.js'
import { namesOf, type Place } from '../place.js'
import { type ChurchCopy, type CopiedTable, fileOf, quoted } from './church-copy.js'
import { describeSequences, describeTables, type TableToCopy } from './describe-tables.js'

/**
 * Writes every table of a church into files of `folder`, which only this user may read: all as of one moment, seen by the
 * church's own role. Changes nothing in the church and keeps nobody out. Throws when it is cut short; files stay then.
 *
 * `gateway` has connections to the cell under the gateway's login, with nothing in between that ends long transactions.
 */
export function copyOut(
  gateway: Pool,
  { place, folder, signal }: { readonly place: Place; readonly folder: string; readonly signal: AbortSignal },
): Promise<ChurchCopy> {
  const { schema, role } = namesOf(place.key)
  // Whatever goes wrong, the connection is closed: it may be in the middle of a stream.
  return onConnection(gateway, async (client) => {
    await client.query(
      `begin isolation level repeatable read read only; set local role "${role}"; set local search_path to "${schema}";
       set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
       set local lock_timeout = '20s'; set local timezone = 'UTC'; set local datestyle = 'ISO';
       set local intervalstyle = 'postgres'; set local bytea_output = 'hex'; set local extra_float_digits = 1`,
    )
    const { rows: steps } = await client.query<ChurchCopy['steps'][number]>(
      'select version, name, checksum from _meta order by version',
    )
    const tables: CopiedTable[] = []
    for (const table of await describeTables(client, schema)) {
      tables.push(await copyTable(client, table, { folder, signal }))
    }
    const sequences = await describeSequences(client, schema)
    await client.query('commit')
    return { steps, tables, sequences }
  })
}

async function copyTable(
  client: ClientBase,
  { name, columns }: TableToCopy,
  { folder, signal }: { readonly folder: string; readonly signal: AbortSignal },
): Promise<CopiedTable> {
  const source = client.query(copyTo(`copy (select ${columns.map(quoted).join(', ')} from ${quoted(name)}) to stdout`))
  const hash = createHash('sha256')
  const file = createWriteStream(join(folder, fileOf(name)), { flags: 'wx', mode: 0o600, flush: true })
  await pipeline(source, hashing, file, { signal })
  return { name, columns, rows: source.rowCount, sha256: hash.digest('hex') }

  async function* hashing(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }
}
