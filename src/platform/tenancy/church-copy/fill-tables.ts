import type { Writable } from 'node:stream'
import type { ClientBase } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { namesOf, type Place } from '../place.js'
import { type ChurchCopy, quoted } from './church-copy.js'
import { describeTables, parentsFirst } from './describe-tables.js'

/** A copy that does not fit the tables it is for, as one line that says where. */
export class CopyMismatch extends Error {
  override readonly name = 'CopyMismatch'
}

/** Where the rows of a church come from. */
export interface RowSource {
  /** Its tables, with the columns of each in the order in which they come. */
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[] }[]
  readonly sequences: ChurchCopy['sequences']
  /** Pours the rows of a table into a stream, which it ends; resolves to how many there were. */
  readonly pour: (table: string, into: Writable) => Promise<number>
}

/**
 * Fills a church that has just been built, in the transaction that built it, as the owner of its tables and with its
 * schema as path. Throws CopyMismatch when tables, columns or counts are not those of the source.
 */
export async function fillTables(client: ClientBase, { key }: Place, source: RowSource): Promise<void> {
  const built = await describeTables(client, namesOf(key).schema)
  const copied = new Map(source.tables.map((table) => [table.name, table]))
  const strange = source.tables.find(({ name }) => !built.some((table) => table.name === name))
  if (strange) throw new CopyMismatch(`The copy has a table "${strange.name}" that its migrations do not make.`)
  // Migrations make rows too, such as roles; the copy has them as the church left them.
  await client.query(`truncate ${built.map(({ name }) => quoted(name)).join(', ')}`)
  for (const { name, columns } of parentsFirst(built)) {
    const table = copied.get(name)
    if (!table || table.columns.toSorted().join() !== columns.toSorted().join()) {
      throw new CopyMismatch(`The table "${name}" of the copy is not as its migrations make it.`)
    }
    await fillTable(client, table, source)
  }
  for (const { name, last } of source.sequences) {
    if (last !== null) await client.query('select setval($1::regclass, $2)', [quoted(name), last])
  }
}

async function fillTable(
  client: ClientBase,
  { name, columns }: RowSource['tables'][number],
  { pour }: RowSource,
): Promise<void> {
  // What a row sets off was set off when it was first written.
  await client.query(`alter table ${quoted(name)} disable trigger user`)
  const rows = await pour(
    name,
    client.query(copyFrom(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`)),
  )
  await client.query(`alter table ${quoted(name)} enable trigger user`)
  const { rows: counted } = await client.query<{ rows: string }>(`select count(*) as rows from ${quoted(name)}`)
  const found = Number(counted[0]?.rows)
  if (found !== rows) throw new CopyMismatch(`The table "${name}" has ${found} rows, and ${rows} were copied.`)
}
