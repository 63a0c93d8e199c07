import type { Environment } from '../environment.js'

/** Where a command was called: what it may read, and where it answers. */
export interface Terminal {
  readonly environment: Environment
  /** Results, for people or programs. */
  readonly print: (text: string) => void
  /** Everything else: progress, reasons. */
  readonly tell: (text: string) => void
  /** Whether somebody watches what is told. */
  readonly isWatched: boolean
  /** All of standard input. */
  readonly readInput: () => Promise<string>
  /** Aborted by Ctrl-C: long work ends at the next safe place. */
  readonly signal: AbortSignal
}

/** What a shell learns from a command. */
export const exitCodes = { done: 0, failed: 1, wrongUsage: 2, partlyFailed: 3 } as const

/** One of `exitCodes`. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** A command that was asked for something that cannot be: one line that says what. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}

/** A table for people: columns as wide as their longest entry. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, ...rows.map((row) => row.map(String))]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const text = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return `${text.join('\n')}\n`
}
