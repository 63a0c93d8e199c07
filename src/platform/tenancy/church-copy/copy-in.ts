import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ClientBase, Pool } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { recordStep } from '../migrate-churches/step-message.js'
import type { Migration } from '../migrations.js'
import { onConnection } from '../on-connection.js'
import { namesOf, newPlaceKey, type Place } from '../place.js'
import { provisionText } from '../provision-church.js'
import { type ChurchCopy, type CopiedTable, fileOf, quoted } from './church-copy.js'
import { describeTables, parentsFirst } from './describe-tables.js'

/** A copy that does not fit the tables it is for, as one line that says where. */
export class CopyMismatch extends Error {
  override readonly name = 'CopyMismatch'
}

/** What is copied in, and with which code. */
export interface CopyIn {
  readonly cell: string
  /** Where the files are. */
  readonly folder: string
  readonly copy: ChurchCopy
  /** All steps of this code; the copy has had the first of them. */
  readonly migrations: readonly Migration[]
  readonly signal: AbortSignal
}

/**
 * Builds a church from a copy: tables as they were when it was made, its rows, then the steps it lacks. All or nothing,
 * in one transaction; nothing leads to the church before the catalogue names it. Returns its place and version.
 *
 * Throws CopyMismatch when tables, columns or counts are not those of the copy. `owner` has connections to the cell like
 * the one `setUpDatabase` takes.
 */
export function copyIn(owner: Pool, work: CopyIn): Promise<{ readonly place: Place; readonly version: number }> {
  const place: Place = { cell: work.cell, key: newPlaceKey() }
  const { copy, migrations } = work
  const had = copy.steps.length
  // Whatever goes wrong, the connection is closed, which undoes everything: it may be in the middle of a stream.
  return onConnection(owner, async (client) => {
    await client.query(`begin; ${provisionText(place, migrations.slice(0, had))}`)
    // The rows of a large church take longer than any statement should.
    await client.query(`set local statement_timeout = 0; set local datestyle = 'ISO'`)
    await fillTables(client, place, work)
    // Rules that wait for the commit would keep the steps from changing their tables.
    await client.query('set constraints all immediate')
    await client.query(laterSteps(place, migrations.slice(had)))
    await client.query('commit')
    return { place, version: migrations.length }
  })
}

const laterSteps = ({ key }: Place, steps: readonly Migration[]): string =>
  steps
    .map((step) => `${step.sql.replaceAll('"church_role"', `"${namesOf(key).role}"`)};\n${recordStep(step)};`)
    .join('\n')

async function fillTables(client: ClientBase, { key }: Place, { folder, copy, signal }: CopyIn): Promise<void> {
  const built = await describeTables(client, namesOf(key).schema)
  const copied = new Map(copy.tables.map((table) => [table.name, table]))
  const strange = copy.tables.find(({ name }) => !built.some((table) => table.name === name))
  if (strange) throw new CopyMismatch(`The copy has a table "${strange.name}" that its migrations do not make.`)
  // Migrations make rows too, such as roles; the copy has them as the church left them.
  await client.query(`truncate ${built.map(({ name }) => quoted(name)).join(', ')}`)
  for (const { name, columns } of parentsFirst(built)) {
    const table = copied.get(name)
    if (!table || table.columns.toSorted().join() !== columns.toSorted().join()) {
      throw new CopyMismatch(`The table "${name}" of the copy is not as its migrations make it.`)
    }
    await fillTable(client, table, { folder, signal })
  }
  for (const { name, last } of copy.sequences) {
    if (last !== null) await client.query('select setval($1::regclass, $2)', [quoted(name), last])
  }
}

async function fillTable(
  client: ClientBase,
  { name, columns, rows }: CopiedTable,
  { folder, signal }: Pick<CopyIn, 'folder' | 'signal'>,
): Promise<void> {
  // What a row sets off was set off when it was first written.
  await client.query(`alter table ${quoted(name)} disable trigger user`)
  const target = client.query(copyFrom(`copy ${quoted(name)} (${columns.map(quoted).join(', ')}) from stdin`))
  await pipeline(createReadStream(join(folder, fileOf(name))), target, { signal })
  await client.query(`alter table ${quoted(name)} enable trigger user`)
  const { rows: counted } = await client.query<{ rows: string }>(`select count(*) as rows from ${quoted(name)}`)
  const found = Number(counted[0]?.rows)
  if (found !== rows) throw new CopyMismatch(`The table "${name}" has ${found} rows, and ${rows} were exported.`)
}
