import { whereIs } from '../../churches/index.js'
import { databaseFault } from '../../platform/db/database-fault.js'
import { CopyMismatch } from '../../platform/tenancy/church-copy/fill-tables.js'
import { readMigrations } from '../../platform/tenancy/migrations.js'
import { ownerDesk } from '../../platform/tenancy/owner-desk.js'
import { dropLeftovers } from '../church-leftovers.js'
import type { MoveStep } from '../copy-to-cell.js'
import { type Moved, moveChurch } from '../move-church.js'
import type { OpenDatabase } from '../open-database.js'
import { type ExitCode, exitCodes, type Terminal, WrongUsage } from './terminal.js'
import { busyChurch, readCell, readChurch, unknownChurch } from './which-church.js'
import { withDatabase } from './with-database.js'

/** What `church move` is told. */
export interface MoveCommand {
  readonly church: string
  /** The name of a cell; null turns back a move that was cut short. */
  readonly to: string | null
  readonly json: boolean
}

const steps: Readonly<Record<MoveStep, string>> = {
  FREEZING: 'waiting for those who write',
  COPYING: 'copying',
  COMPARING: 'comparing',
  SWITCHING: 'switching',
  OPENING: 'opening for writing',
  HANDING_OVER: 'handing over what waits to be sent',
}

/** Moves a church to another cell. Throws WrongUsage for a church or cell that is unknown, and for one that cannot move. */
export function churchMove(terminal: Terminal, { church, to, json }: MoveCommand): Promise<ExitCode> {
  const subdomain = readChurch(church)
  return withDatabase(terminal, async ({ database }) => {
    if (to !== null) readCell(database, to)
    const migrations = await readMigrations('church')
    const report = (step: MoveStep): void => {
      if (terminal.isWatched) terminal.tell(`${steps[step]}\n`)
    }
    const options = { database, subdomain, to, migrations, signal: terminal.signal, report }
    const moved = await moveChurch(options).catch((error: unknown) => refusal(error, terminal.signal))
    if (typeof moved === 'string') {
      terminal.tell(`${moved} ${await whereIsNow(database, subdomain)}\n`)
      return exitCodes.failed
    }
    refuseUnmoved(moved, subdomain)
    if (!('leftIn' in moved)) return exitCodes.failed
    terminal.print(json ? `${JSON.stringify({ subdomain, ...moved })}\n` : inWords(subdomain, moved))
    return exitCodes.done
  })
}

/** What is said of a move that failed for a reason people can do something about. Throws every other error. */
function refusal(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'Stopped as asked.'
  if (error instanceof CopyMismatch) return error.message
  if (databaseFault(error) === 'TOO_SLOW') return 'Somebody writes there all the time: try again.'
  throw error
}

/** Where a move that failed has left the church. */
async function whereIsNow({ owner }: OpenDatabase, subdomain: string): Promise<string> {
  const church = await ownerDesk(owner).read((control) => whereIs(control, subdomain))
  if (!church) return 'The church is gone.'
  const rest = church.movingTo === null ? '' : ', and is still on its way: run this again, or with --back'
  return `The church "${subdomain}" is in the cell "${church.cell}"${rest}.`
}

function refuseUnmoved(moved: Moved, subdomain: string): void {
  if (moved.outcome === 'UNKNOWN') throw unknownChurch(subdomain)
  if (moved.outcome === 'BUSY') throw busyChurch(subdomain)
  if (moved.outcome === 'ELSEWHERE_BOUND') {
    throw new WrongUsage(`"${subdomain}" is on its way to "${moved.cell}": finish that move, or turn it --back.`)
  }
  if (moved.outcome === 'NOT_MOVABLE') {
    throw new WrongUsage(`"${subdomain}" is archived, erased or being migrated: only others move. Try again later.`)
  }
}

function inWords(subdomain: string, { outcome, cell, leftIn }: Extract<Moved, { readonly leftIn: unknown }>): string {
  const what = { MOVED: 'is now', THERE_ALREADY: 'is', STAYED: 'stays' }[outcome]
  const left =
    leftIn.length > 0
      ? ` A frozen copy is left in ${leftIn.join(', ')}: \`npx faithflow church drop-copies ${subdomain}\` removes it.`
      : ''
  return `The church "${subdomain}" ${what} in the cell "${cell}".${left}\n`
}

/** Removes what moves left of a church in other cells. Throws WrongUsage for one that is unknown, or on its way. */
export function churchDropCopies(
  terminal: Terminal,
  { church, json }: { readonly church: string; readonly json: boolean },
): Promise<ExitCode> {
  const subdomain = readChurch(church)
  return withDatabase(terminal, async ({ database }) => {
    const found = await ownerDesk(database.owner).read((control) => whereIs(control, subdomain))
    if (!found) throw unknownChurch(subdomain)
    if (found.movingTo !== null) throw busyChurch(subdomain)
    const dropped = await dropLeftovers(database, found)
    if (dropped === 'BUSY') throw busyChurch(subdomain)
    const text = dropped.length > 0 ? `Removed from ${dropped.join(', ')}.\n` : 'There was nothing to remove.\n'
    terminal.print(json ? `${JSON.stringify({ subdomain, dropped })}\n` : text)
    return exitCodes.done
  })
}
