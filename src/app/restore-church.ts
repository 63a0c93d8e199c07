import { join } from 'node:path'
import { addChurchRecord, isChurchId, isSubdomainTaken, subdomainFault } from '../churches/index.js'
import { addKeptAccounts, takenAccountIds } from '../identity/index.js'
import { systemClock } from '../platform/clock.js'
import type { ControlDb } from '../platform/db/handles.js'
import type { Pool } from '../platform/db/pool.js'
import type { FileStore } from '../platform/files/file-store.js'
import { newId } from '../platform/ids.js'
import { copyIn } from '../platform/tenancy/church-copy/copy-in.js'
import { dropChurch } from '../platform/tenancy/drop-church.js'
import type { Migration } from '../platform/tenancy/migrations.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { namesOf } from '../platform/tenancy/place.js'
import { carryFilesIn } from './carry-files.js'
import { exportFiles, UnusableExport } from './church-manifest.js'
import { readExport, type ReadExport } from './read-export.js'
import { tellOperatorAct } from './tell-operator-act.js'

/** What is restored, and where to. */
export interface RestoreOptions {
  /** Connections of the control database's owner. */
  readonly owner: Pool
  /** Where it is built. */
  readonly cell: { readonly name: string; readonly owner: Pool }
  readonly folder: string
  /** The folded name it gets; its old one when null. */
  readonly subdomain: string | null
  /** All steps of this code. */
  readonly migrations: readonly Migration[]
  readonly signal: AbortSignal
  readonly files: FileStore
}

/** What became of an export. */
export type Restored =
  | { readonly outcome: 'RESTORED'; readonly id: string; readonly subdomain: string; readonly version: number }
  | { readonly outcome: 'SUBDOMAIN_TAKEN'; readonly subdomain: string }
  /** Its accounts are here: the church itself still stands. */
  | { readonly outcome: 'STILL_HERE'; readonly subdomain: string }

/**
 * Builds a church again from its export, brought up to date; it can be entered once all is in place. It keeps its id
 * unless an erased church had that here.
 *
 * Throws UnusableExport before anything is written, and CopyMismatch. Whatever fails, nothing is left of the try; one
 * that is killed leaves at most an unused schema.
 */
export async function restoreChurch(options: RestoreOptions): Promise<Restored> {
  const { owner, cell, folder, migrations, signal } = options
  const found = await readExport(folder, migrations)
  const subdomain = options.subdomain ?? found.manifest.church.subdomain
  if (subdomainFault(subdomain)) {
    throw new UnusableExport(
      `No church can be called "${subdomain.slice(0, 63)}" here: choose a name with --subdomain.`,
    )
  }
  const catalogue = ownerDesk(owner)
  const refused = await catalogue.read((control) => refusal(control, found, subdomain))
  if (refused) return { outcome: refused, subdomain }

  const { copy } = found.manifest
  const work = { cell: cell.name, folder: join(folder, exportFiles.tables), copy, migrations, signal }
  const { place, version } = await copyIn(cell.owner, work)
  try {
    const carried = found.manifest.files ?? []
    await carryFilesIn(options.files, { church: place.key, folder: join(folder, exportFiles.files), carried })
    const tables = { schemaName: namesOf(place.key).schema, cell: cell.name, version }
    const id = await catalogue.write((control) => enter(control, { ...found, subdomain, tables }))
    return { outcome: 'RESTORED', id, subdomain, version }
  } catch (error) {
    await dropChurch(cell.owner, place)
    await options.files.removeAll(place.key)
    throw error
  }
}

async function refusal(control: ControlDb, { accounts }: ReadExport, subdomain: string) {
  if (await isSubdomainTaken(control, subdomain)) return 'SUBDOMAIN_TAKEN'
  const ids = accounts.map(({ id }) => id)
  return (await takenAccountIds(control, ids)).length > 0 ? 'STILL_HERE' : null
}

interface Entry extends ReadExport {
  readonly subdomain: string
  readonly tables: Parameters<typeof addChurchRecord>[2]
}

async function enter(control: ControlDb, { manifest, accounts, subdomain, tables }: Entry): Promise<string> {
  const { church } = manifest
  const id = (await isChurchId(control, church.id)) ? newId(systemClock) : church.id
  await addChurchRecord(control, { ...church, id, subdomain }, tables)
  await addKeptAccounts(control, id, accounts)
  await tellOperatorAct(control, { action: 'church.restore', churchId: id, target: subdomain })
  return id
}
