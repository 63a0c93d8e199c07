import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStore } from '../platform/files/file-store.js'

/** A file in an export. */
export interface CarriedFile {
  readonly name: string
  /** Hexadecimal. */
  readonly sha256: string
}

/** Files of a church that leave for a folder. */
export interface LeavingFiles {
  readonly files: FileStore
  readonly church: string
  /** The names of those that are shown now; asked again for what was not found. */
  readonly names: () => Promise<readonly string[]>
  readonly folder: string
  readonly signal: AbortSignal
}

/**
 * Writes the files of a church into a folder. One that is removed meanwhile is left out. Throws when one is missing that
 * the church still shows: whoever runs this has another DATA_DIR or S3_URL than the server.
 */
export async function carryFilesOut({ files, church, names, folder, signal }: LeavingFiles): Promise<CarriedFile[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const carried: CarriedFile[] = []
  const missing: string[] = []
  for (const name of await names()) {
    signal.throwIfAborted()
    const bytes = await files.get({ church, name })
    if (!bytes) {
      missing.push(name)
      continue
    }
    await writeFile(join(folder, name), bytes, { mode: 0o600, flush: true })
    carried.push({ name, sha256: createHash('sha256').update(bytes).digest('hex') })
  }
  const shown = missing.length > 0 ? await names() : []
  const lost = missing.filter((name) => shown.includes(name)).length
  if (lost > 0) {
    throw new Error(`${lost} files of the church are not found here: use the server's DATA_DIR or S3_URL.`)
  }
  return carried
}

/** Puts the files of an export into the store, for the church with this key. */
export async function carryFilesIn(
  files: FileStore,
  {
    church,
    folder,
    carried,
  }: { readonly church: string; readonly folder: string; readonly carried: readonly CarriedFile[] },
): Promise<void> {
  for (const { name } of carried) await files.put({ church, name }, await readFile(join(folder, name)))
}
