import type { Command } from 'commander'
import type { ExitCode } from './terminal.js'

/** Told how the command that ran ended. */
export type End = (work: ExitCode | Promise<ExitCode>) => Promise<void>

/** The option that every command has. */
export interface Json {
  readonly json?: true
}

/** The same command with `--json`. */
export const withJson = (command: Command): Command => command.option('--json', 'answer as one line of JSON')

/** An example for the end of a help text. */
export const example = (line: string): string => `\nExample:\n  $ npx faithflow ${line}`
