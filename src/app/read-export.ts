import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { KeptAccount } from '../identity/index.js'
import { fileOf, isPlainName } from '../platform/tenancy/church-copy/church-copy.js'
import type { Migration } from '../platform/tenancy/migrations.js'
import { type ChurchManifest, exportFiles, parseManifest, UnusableExport } from './church-manifest.js'
import { isAccounts } from './export-shape.js'

/** An export that was found whole. */
export interface ReadExport {
  readonly manifest: ChurchManifest
  readonly accounts: readonly KeptAccount[]
}

/**
 * Reads an export and every file of it. Throws UnusableExport when it is damaged, foreign, from a newer FaithFlow, or
 * when its tables have had other steps than `migrations`.
 */
export async function readExport(folder: string, migrations: readonly Migration[]): Promise<ReadExport> {
  const text = await readFile(join(folder, exportFiles.manifest), 'utf8').catch(() => null)
  if (text === null) throw new UnusableExport(`There is no export of a church in ${folder}.`)
  const manifest = parseManifest(text)
  refuseOtherSteps(manifest, migrations)
  for (const { name, sha256 } of manifest.copy.tables) {
    if (!isPlainName(name)) throw new UnusableExport('This export names a table that cannot be one of ours.')
    await checkFile(folder, join(exportFiles.tables, fileOf(name)), sha256)
  }
  for (const { name, sha256 } of manifest.files ?? []) await checkFile(folder, join(exportFiles.files, name), sha256)
  await checkFile(folder, exportFiles.accounts, manifest.accounts.sha256)
  return { manifest, accounts: parseAccounts(await readFile(join(folder, exportFiles.accounts), 'utf8')) }
}

function parseAccounts(text: string): readonly KeptAccount[] {
  try {
    const accounts: unknown = JSON.parse(text)
    if (isAccounts(accounts)) return accounts
  } catch {
    // Told below, like everything else that is no list of accounts.
  }
  throw new UnusableExport('The accounts of this export are damaged.')
}

function refuseOtherSteps({ copy: { steps } }: ChurchManifest, migrations: readonly Migration[]): void {
  const wanted = migrations.length
  if (steps.length > wanted) {
    const why = `Its tables are at version ${steps.length}, and this FaithFlow knows ${wanted}`
    throw new UnusableExport(`${why}: restore it with a newer one.`)
  }
  const other = steps.find(({ version, checksum }, at) => version !== at + 1 || checksum !== migrations[at]?.checksum)
  if (other) throw new UnusableExport(`Its tables have had another ${other.name} than ours: it is of another product.`)
}

async function checkFile(folder: string, file: string, expected: string): Promise<void> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(join(folder, file)), hash).catch(() => {
    throw new UnusableExport(`This export is damaged: ${file} cannot be read.`)
  })
  if (hash.digest('hex') !== expected) throw new UnusableExport(`This export is damaged: ${file} was changed.`)
}
