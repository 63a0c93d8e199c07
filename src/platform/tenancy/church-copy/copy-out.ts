import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from 'pg'
import type { Place } from '../place.js'
import { type ChurchCopy, type CopiedTable, fileOf } from './church-copy.js'
import { inSnapshot } from './read-church.js'

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
  return inSnapshot(gateway, place, async ({ steps, tables, sequences, pour }) => {
    const copied: CopiedTable[] = []
    for (const table of tables) {
      const file = createWriteStream(join(folder, fileOf(table.name)), { flags: 'wx', mode: 0o600, flush: true })
      copied.push(await pour(table, file, signal))
    }
    return { steps, tables: copied, sequences }
  })
}
