import { lstat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Church, churchAt } from '../../churches/index.js'
import { readyFiles } from '../../photos/index.js'
import { ownerDesk } from '../../platform/tenancy/owner-desk.js'
import type { ChurchManifest } from '../church-manifest.js'
import { exportChurch } from '../export-church.js'
import { cellOf, type OpenDatabase } from '../open-database.js'
import { tellOperatorActOnChurch } from '../tell-operator-act.js'
import { type ExitCode, exitCodes, type Terminal, WrongUsage } from './terminal.js'
import { readChurch, unknownChurch } from './which-church.js'
import { withDatabase } from './with-database.js'

/** What `church export` is told. */
export interface ExportCommand {
  readonly church: string
  readonly to: string
  readonly withAccounts: boolean
  readonly json: boolean
}

/** Exports a church. Throws WrongUsage for one that is unknown or closed to its own role, and for a folder that is there. */
export async function churchExport(terminal: Terminal, options: ExportCommand): Promise<ExitCode> {
  const subdomain = readChurch(options.church)
  const folder = resolve(options.to)
  if (await lstat(folder).catch(() => null)) throw new WrongUsage(`${folder} is there already: name a new folder.`)
  return withDatabase(terminal, async ({ database, files }) => {
    const { owner } = database
    const church = await ownerDesk(owner).read((control) => churchAt(control, subdomain))
    if (!church) throw unknownChurch(subdomain)
    refuseClosed(church)
    const { gatewayUrl } = cellOf(database, church.cell)
    const { withAccounts, json } = options
    const manifest = await exportChurch({
      ...{ owner, gatewayUrl, church, folder, withPasswords: withAccounts },
      files,
      fileNames: () => namesOfFiles(database, church),
      signal: terminal.signal,
    }).catch((error: unknown) => {
      if (terminal.signal.aborted) return null
      throw error
    })
    if (!manifest) {
      terminal.tell('Stopped as asked; nothing is left of the export.\n')
      return exitCodes.failed
    }
    const act = { action: 'church.export', churchId: church.id, target: subdomain, detail: { withAccounts } } as const
    await database.gate.control(church.id).write((control) => tellOperatorActOnChurch(control, act))
    terminal.print(json ? `${JSON.stringify({ folder, ...summary(manifest) })}\n` : inWords(folder, manifest))
    return exitCodes.done
  })
}

async function namesOfFiles({ gate }: Pick<OpenDatabase, 'gate'>, church: Church): Promise<readonly string[]> {
  const session = gate.church({ cell: church.cell, key: church.placeKey })
  try {
    return await readyFiles(session.db)
  } finally {
    await session.end()
  }
}

function refuseClosed({ status, subdomain }: Church): void {
  if (status === 'ARCHIVED') {
    throw new WrongUsage(`"${subdomain}" is archived: run \`npx faithflow church resume ${subdomain}\` first.`)
  }
  if (status === 'ERASED') throw new WrongUsage(`"${subdomain}" is being erased.`)
}

function summary({ church, copy, accounts }: ChurchManifest) {
  const rows = copy.tables.reduce((sum, table) => sum + table.rows, 0)
  const version = copy.steps.at(-1)?.version ?? 0
  return { subdomain: church.subdomain, version, tables: copy.tables.length, rows, accounts: accounts.rows }
}

function inWords(folder: string, manifest: ChurchManifest): string {
  const { subdomain, tables, rows, accounts } = summary(manifest)
  const secret = manifest.accounts.withPasswords ? ' with their password hashes' : ''
  return `Exported "${subdomain}" to ${folder}: ${rows} rows of ${tables} tables, ${accounts} accounts${secret}.\n`
}
