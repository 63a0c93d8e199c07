import { countCells } from '../../churches/index.js'
import { ownerDesk } from '../../platform/tenancy/owner-desk.js'
import { demoPassword } from '../demo/make-demo.js'
import { readOperatorSettings } from '../environment.js'
import { buildWarmChurch, makeDemoChurches } from '../found-churches.js'
import type { OpenCell, OpenDatabase } from '../open-database.js'
import { type ExitCode, exitCodes, type Terminal, WrongUsage } from './terminal.js'
import { withDatabase } from './with-database.js'

/** Builds churches ahead until `target` wait in each open cell; WARM_CHURCHES when it is not given. */
export function poolFill(
  terminal: Terminal,
  { target, json }: { readonly target: number | undefined; readonly json: boolean },
): Promise<ExitCode> {
  return withDatabase(terminal, async ({ database, settings }) => {
    const wanted = target ?? settings.warmChurches
    const open = [...database.cells.values()].filter(({ isOpen }) => isOpen)
    const filled: Filled[] = []
    for (const cell of open) filled.push(await fillCell(terminal, { database, cell, wanted }))
    const built = filled.reduce((sum, one) => sum + one.built, 0)
    const waiting = filled.reduce((sum, one) => sum + one.waiting, 0)
    const report = { built, waiting, cells: filled }
    terminal.print(json ? `${JSON.stringify(report)}\n` : `Built ${built}; ${waiting} churches wait.\n`)
    return filled.every((one) => one.waiting >= wanted) ? exitCodes.done : exitCodes.failed
  })
}

interface Filled {
  readonly cell: string
  readonly built: number
  readonly waiting: number
}

interface Filling {
  readonly database: OpenDatabase
  readonly cell: OpenCell
  readonly wanted: number
}

async function fillCell(terminal: Terminal, { database, cell, wanted }: Filling): Promise<Filled> {
  const count = async (): Promise<number> =>
    (await database.gate.catalogue().read(countCells)).get(cell.name)?.warm ?? 0
  const catalogue = ownerDesk(database.owner)
  let built = 0
  let waiting = await count()
  while (waiting < wanted && !terminal.signal.aborted) {
    await buildWarmChurch(catalogue, cell)
    built += 1
    waiting = await count()
    if (terminal.isWatched) terminal.tell(`\r${waiting} of ${wanted} churches wait in ${cell.name}`)
  }
  if (terminal.isWatched && built > 0) terminal.tell('\n')
  return { cell: cell.name, built, waiting }
}

/** Makes the demo churches that are missing and says how to sign in. Throws WrongUsage in production. */
export function demo(terminal: Terminal, { json }: { readonly json: boolean }): Promise<ExitCode> {
  if (readOperatorSettings(terminal.environment).isProduction) {
    throw new WrongUsage('The demo makes accounts with a published password: it is not for production.')
  }
  return withDatabase(terminal, async ({ database, pool }) => {
    const signIns = await makeDemoChurches(database, pool)
    const lines = signIns.map(({ subdomain, email }) => `  ${email} at ${subdomain}\n`)
    const text = `The demo churches stand. Sign in with the password ${demoPassword}:\n${lines.join('')}`
    terminal.print(json ? `${JSON.stringify({ password: demoPassword, signIns })}\n` : text)
    return exitCodes.done
  })
}
