import { type Command, CommanderError } from 'commander'
import { EmbeddedPostgresError } from '../../platform/db/embedded-postgres.js'
import { DatabaseBehind } from '../../platform/tenancy/check-database.js'
import { StepsFail } from '../../platform/tenancy/migrate-churches/dry-run.js'
import { DatabaseUnreachable } from '../../platform/tenancy/owner-connection.js'
import { WrongSetting } from '../environment.js'
import { buildProgram } from './program.js'
import { type ExitCode, exitCodes, type Terminal, WrongUsage } from './terminal.js'

/** Errors that people can do something about: their message is all that is said. */
const forPeople = [WrongSetting, EmbeddedPostgresError, DatabaseUnreachable, DatabaseBehind, StepsFail]

/** Runs one command line, without the program's name; resolves to the exit code. Throws what only a defect can cause. */
export async function runCommand(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let outcome: ExitCode = exitCodes.done
  const program = buildProgram(terminal, async (work) => {
    outcome = await work
  })
  for (const command of allOf(program)) {
    command.exitOverride().configureOutput({ writeOut: terminal.print, writeErr: terminal.tell })
  }
  try {
    await program.parseAsync([...words], { from: 'user' })
    return outcome
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUsage
    if (!(error instanceof Error)) throw error
    if (error instanceof WrongUsage) {
      terminal.tell(`${error.message}\n`)
      return exitCodes.wrongUsage
    }
    if (!forPeople.some((kind) => error instanceof kind)) throw error
    terminal.tell(`${error.message}\n`)
    return exitCodes.failed
  }
}

const allOf = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(allOf)]
