import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Church, churchRecord } from '../churches/index.js'
import { accountsOfChurch } from '../identity/index.js'
import { systemClock } from '../platform/clock.js'
import type { Pool } from '../platform/db/pool.js'
import type { FileStore } from '../platform/files/file-store.js'
import type { ChurchCopy } from '../platform/tenancy/church-copy/church-copy.js'
import { copyOut } from '../platform/tenancy/church-copy/copy-out.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { carryFilesOut } from './carry-files.js'
import {
  type ChurchManifest,
  exportFiles,
  formatVersion,
  manifestFormat,
  printManifest,
  sha256,
} from './church-manifest.js'
import { withGateway } from './with-gateway.js'

/** What is exported, and where to. */
export interface ExportOptions {
  readonly owner: Pool
  /** The cell of the church as its gateway's login, without a pooler in between. */
  readonly gatewayUrl: string
  readonly church: Church
  /** A folder that is not there yet. */
  readonly folder: string
  readonly withPasswords: boolean
  readonly files: FileStore
  /** The names of the files that the church shows now. */
  readonly fileNames: () => Promise<readonly string[]>
  readonly signal: AbortSignal
}

/**
 * Writes a church into a new folder that only this user may read, and returns what its manifest says. The church goes on
 * meanwhile; its tables are copied as of one moment.
 *
 * The folder appears when all is in it. A run that is cut short leaves nothing, one that is killed a folder beside it
 * named `.partial-…`, without a manifest.
 */
export async function exportChurch(options: ExportOptions): Promise<ChurchManifest> {
  const { folder } = options
  const draft = `${folder}.partial-${randomUUID()}`
  await mkdir(join(draft, exportFiles.tables), { recursive: true, mode: 0o700 })
  try {
    const manifest = await writeExport(options, draft)
    await rename(draft, folder)
    await syncFolder(dirname(folder))
    return manifest
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}

async function writeExport(options: ExportOptions, draft: string): Promise<ChurchManifest> {
  const { owner, church, withPasswords, signal } = options
  const catalogue = ownerDesk(owner)
  const record = await catalogue.read((control) => churchRecord(control, church.id))
  if (!record) throw new Error('The church is gone.')
  const copy = await copyTables(options, join(draft, exportFiles.tables))
  const files = await carryFilesOut({
    ...{ files: options.files, church: church.placeKey, names: options.fileNames },
    ...{ folder: join(draft, exportFiles.files), signal },
  })
  // After the tables: whoever they name has an account by then, since accounts are never removed.
  const accounts = await catalogue.read((control) => accountsOfChurch(control, church.id))
  const kept = withPasswords ? accounts : accounts.map((account) => ({ ...account, passwordHash: null }))
  const text = `${JSON.stringify(kept)}\n`
  await writeFile(join(draft, exportFiles.accounts), text, { mode: 0o600, flush: true })
  const manifest: ChurchManifest = {
    ...{ format: manifestFormat, formatVersion, exportedAt: systemClock.now(), church: record },
    accounts: { rows: kept.length, sha256: sha256(text), withPasswords },
    copy,
    files,
  }
  signal.throwIfAborted()
  await writeFile(join(draft, exportFiles.manifest), printManifest(manifest), { mode: 0o600, flush: true })
  await syncFolder(draft)
  return manifest
}

const copyTables = ({ gatewayUrl, church, signal }: ExportOptions, folder: string): Promise<ChurchCopy> =>
  withGateway(gatewayUrl, (gateway) =>
    copyOut(gateway, { place: { cell: church.cell, key: church.placeKey }, folder, signal }),
  )

/** Makes the names in a folder outlive a power cut. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
