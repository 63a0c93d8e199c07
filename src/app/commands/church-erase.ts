import { databaseFault } from '../../platform/db/database-fault.js'
import { eraseChurch } from '../erase-church.js'
import { type ExitCode, exitCodes, type Terminal, WrongUsage } from './terminal.js'
import { busyChurch, readChurch, unknownChurch } from './which-church.js'
import { withDatabase } from './with-database.js'

/** Erases a church for good. Throws WrongUsage for one that is unknown, and unless `yes` says that it is meant. */
export function churchErase(
  terminal: Terminal,
  { church, yes, json }: { readonly church: string; readonly yes: boolean; readonly json: boolean },
): Promise<ExitCode> {
  const subdomain = readChurch(church)
  if (!yes) {
    throw new WrongUsage(`"${subdomain}" would be gone for good, with all it has: say --yes, after \`church export\`.`)
  }
  return withDatabase(terminal, async ({ database, files }) => {
    const erased = await eraseChurch(database, subdomain, files).catch((error: unknown) => {
      if (databaseFault(error) === 'TOO_SLOW') return 'IN_USE' as const
      throw error
    })
    if (erased === null) throw unknownChurch(church)
    if (erased === 'BUSY') throw busyChurch(subdomain)
    if (erased === 'IN_USE') {
      terminal.tell(`The church "${subdomain}" is closed, but somebody still works in it: run this again to finish.\n`)
      return exitCodes.failed
    }
    const text = `The church "${subdomain}" is erased; its name is free.\n`
    terminal.print(json ? `${JSON.stringify({ ...erased, subdomain, status: 'ERASED' })}\n` : text)
    return exitCodes.done
  })
}
