import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Pool } from 'pg'
import { recordStep } from '../migrate-churches/step-message.js'
import type { Migration } from '../migrations.js'
import { onConnection } from '../on-connection.js'
import { namesOf, newPlaceKey, type Place } from '../place.js'
import { provisionText } from '../provision-church.js'
import { type ChurchCopy, fileOf } from './church-copy.js'
import { CopyMismatch, fillTables, type RowSource } from './fill-tables.js'

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
 * the one `setUpCell` takes.
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
    await fillTables(client, place, rowsOf(work))
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

const rowsOf = ({ folder, copy, signal }: CopyIn): RowSource => ({
  tables: copy.tables,
  sequences: copy.sequences,
  pour: async (name, into) => {
    const table = copy.tables.find((copied) => copied.name === name)
    if (!table) throw new CopyMismatch(`The copy has no table "${name}".`)
    await pipeline(createReadStream(join(folder, fileOf(name))), into, { signal })
    return table.rows
  },
})
