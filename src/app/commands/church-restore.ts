import { resolve } from 'node:path'
import { foldSubdomain, subdomainFault } from '../../churches/index.js'
import { CopyMismatch } from '../../platform/tenancy/church-copy/fill-tables.js'
import { readMigrations } from '../../platform/tenancy/migrations.js'
import { UnusableExport } from '../church-manifest.js'
import { type Restored, restoreChurch } from '../restore-church.js'
import { type ExitCode, exitCodes, type Terminal, WrongUsage } from './terminal.js'
import { readCell } from './which-church.js'
import { withDatabase } from './with-database.js'

/** What `church restore` is told. */
export interface RestoreCommand {
  readonly folder: string
  /** The name it gets; its old one when it is left out. */
  readonly subdomain: string | undefined
  /** Where it is built; the open cell with the fewest churches when it is left out. */
  readonly cell: string | undefined
  readonly json: boolean
}

/** Restores a church. Throws WrongUsage for an export that cannot be used, and for a name that is taken or cannot be. */
export function churchRestore(terminal: Terminal, options: RestoreCommand): Promise<ExitCode> {
  const subdomain = options.subdomain === undefined ? null : foldSubdomain(options.subdomain)
  if (subdomain !== null && subdomainFault(subdomain) !== null) {
    throw new WrongUsage(`"${subdomain}" cannot be the subdomain of a church: choose another name.`)
  }
  return withDatabase(terminal, async ({ database, pool, files }) => {
    const name = options.cell ?? (await pool.openCells())[0]
    if (name === undefined) throw new WrongUsage('No cell takes new churches: name one with --cell.')
    const cell = readCell(database, name)
    const { owner } = database
    const migrations = await readMigrations('church')
    const folder = resolve(options.folder)
    const { signal } = terminal
    const restored = await restoreChurch({ owner, cell, folder, subdomain, migrations, signal, files }).catch(
      (error: unknown) => {
        if (signal.aborted) return null
        if (error instanceof UnusableExport || error instanceof CopyMismatch) throw new WrongUsage(error.message)
        throw error
      },
    )
    if (!restored) {
      terminal.tell('Stopped as asked; nothing is left of the church.\n')
      return exitCodes.failed
    }
    refuseTaken(restored)
    terminal.print(options.json ? `${JSON.stringify(restored)}\n` : `The church "${restored.subdomain}" stands.\n`)
    return exitCodes.done
  })
}

function refuseTaken({ outcome, subdomain }: Restored): void {
  if (outcome === 'SUBDOMAIN_TAKEN') {
    throw new WrongUsage(`There is a church "${subdomain}" already: choose another name with --subdomain.`)
  }
  if (outcome === 'STILL_HERE') {
    throw new WrongUsage('The accounts of this export are in use here: its church still stands, under another name.')
  }
}
