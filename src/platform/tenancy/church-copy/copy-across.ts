import type { Pool } from 'pg'
import { freezeOn } from '../freeze-church.js'
import type { Migration } from '../migrations.js'
import { onConnection } from '../on-connection.js'
import type { Place } from '../place.js'
import { provisionText } from '../provision-church.js'
import type { ChurchCopy, CopiedTable } from './church-copy.js'
import { CopyMismatch, fillTables, type RowSource } from './fill-tables.js'
import { type ChurchSnapshot, inSnapshot } from './read-church.js'

/** What is copied, and between which cells. */
export interface CopyAcross {
  readonly from: Place
  /** The same key in another cell. */
  readonly to: Place
  /** Connections to the cell of `from` under its gateway's login, with nothing in between that ends long transactions. */
  readonly source: Pool
  /** Connections to the cell of `to` like the one `setUpCell` takes. */
  readonly target: Pool
  /** All steps of this code; the church has had the first of them. */
  readonly migrations: readonly Migration[]
  readonly signal: AbortSignal
}

/**
 * Builds a church a second time, in another cell, as it is at one moment, and frozen: its role may read the copy and not
 * write it. All or nothing, in one transaction. Resolves to what was read.
 *
 * Throws CopyMismatch when its tables are not those that its migrations make.
 */
export function copyAcross({ from, to, source, target, migrations, signal }: CopyAcross): Promise<ChurchCopy> {
  return inSnapshot(source, from, async (snapshot) => {
    const steps = stepsOf(snapshot, migrations)
    const copied: CopiedTable[] = []
    // Whatever goes wrong, the connection is closed, which undoes everything: it may be in the middle of a stream.
    await onConnection(target, async (client) => {
      await client.query(`begin; ${provisionText(to, steps, 'ROLE_MAY_STAND')}`)
      // The rows of a large church take longer than any statement should.
      await client.query(`set local statement_timeout = 0; set local datestyle = 'ISO'`)
      await fillTables(client, to, rowsOf(snapshot, { copied, signal }))
      await client.query('set constraints all immediate')
      await freezeOn(client, to)
      signal.throwIfAborted()
      await client.query('commit')
    })
    return { steps: snapshot.steps, tables: copied, sequences: snapshot.sequences }
  })
}

function stepsOf({ steps }: ChurchSnapshot, migrations: readonly Migration[]): readonly Migration[] {
  const other = steps.find(({ checksum }, at) => checksum !== migrations[at]?.checksum)
  if (other)
    throw new CopyMismatch(`Its tables have had ${other.name}, which this FaithFlow does not know: use a newer one.`)
  return migrations.slice(0, steps.length)
}

const rowsOf = (
  { tables, sequences, pour }: ChurchSnapshot,
  { copied, signal }: { readonly copied: CopiedTable[]; readonly signal: AbortSignal },
): RowSource => ({
  tables,
  sequences,
  async pour(name, into) {
    const table = tables.find((known) => known.name === name)
    if (!table) throw new CopyMismatch(`The church has no table "${name}".`)
    const poured = await pour(table, into, signal)
    copied.push(poured)
    return poured.rows
  },
})

/** Where two copies differ, as one line; null when they are equal: steps, columns, counts, hashes, sequences. */
export function differenceOf(one: ChurchCopy, other: ChurchCopy): string | null {
  if (JSON.stringify(one.steps) !== JSON.stringify(other.steps)) return 'The migrations they have had differ.'
  if (JSON.stringify(one.sequences) !== JSON.stringify(other.sequences)) return 'Their sequences differ.'
  const tables = new Map(other.tables.map((table) => [table.name, table]))
  const differs = one.tables.find(({ name, rows, sha256 }) => {
    const table = tables.get(name)
    tables.delete(name)
    return table?.rows !== rows || table.sha256 !== sha256
  })
  const name = differs?.name ?? [...tables.keys()][0]
  return name === undefined ? null : `The table "${name}" differs.`
}
