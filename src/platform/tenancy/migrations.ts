import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { findPackageJSON } from 'node:module'
import { pathToFileURL } from 'node:url'

/** One step of a schema, as it stands in `migrations/<track>`. */
export interface Migration {
  /** 1 for the first, without gaps. */
  readonly version: number
  readonly name: string
  readonly sql: string
  /** SHA-256 of the text, hexadecimal: a step that was changed after it ran is found by it. */
  readonly checksum: string
}

/** Which schemas a migration is for: the control schema, what a cell shares, the queue of a database, or each church. */
export type Track = 'control' | 'cell' | 'jobs' | 'church'

const folder = new URL('migrations/', pathToFileURL(findPackageJSON(import.meta.url) ?? ''))

/** All steps of a track, in order. Throws when the numbers have gaps or a file is named otherwise. */
export async function readMigrations(track: Track): Promise<readonly Migration[]> {
  const names = (await readdir(new URL(`${track}/`, folder))).filter((name) => name.endsWith('.sql')).toSorted()
  return Promise.all(
    names.map(async (name, index) => {
      const version = Number(/^(\d{4})_\d{4}-\d{2}-\d{2}_[a-z0-9-]+\.sql$/.exec(name)?.[1])
      if (version !== index + 1) throw new Error(`migrations/${track}/${name} is not named as step ${index + 1}.`)
      const sql = await readFile(new URL(`${track}/${name}`, folder), 'utf8')
      return { version, name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}
