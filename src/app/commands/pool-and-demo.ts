import { countWarmChurches } from '../../churches/index.js'
import { demoPassword } from '../demo/make-demo.js'
import { readOperatorSettings } from '../environment.js'
import { makeDemoChurches } from '../found-churches.js'
import { mainCell } from '../main-cell.js'
import { type ExitCode, exitCodes, type Terminal, WrongUsage } from './terminal.js'
import { withDatabase } from './with-database.js'

/** Builds churches ahead until `target` wait; WARM_CHURCHES when it is not given. */
export function poolFill(
  terminal: Terminal,
  { target, json }: { readonly target: number | undefined; readonly json: boolean },
): Promise<ExitCode> {
  return withDatabase(terminal, async ({ database, pool, settings }) => {
    const wanted = target ?? settings.warmChurches
    const count = async (): Promise<number> =>
      (await database.gate.catalogue().read(countWarmChurches)).get(mainCell) ?? 0
    let built = 0
    let waiting = await count()
    while (waiting < wanted && !terminal.signal.aborted) {
      await pool.build()
      built += 1
      waiting = await count()
      if (terminal.isWatched) terminal.tell(`\r${waiting} of ${wanted} churches wait`)
    }
    if (terminal.isWatched && built > 0) terminal.tell('\n')
    terminal.print(json ? `${JSON.stringify({ built, waiting })}\n` : `Built ${built}; ${waiting} churches wait.\n`)
    return waiting >= wanted ? exitCodes.done : exitCodes.failed
  })
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
