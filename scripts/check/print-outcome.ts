import type { Count } from './count-tests.js'
import type { Outcome } from './run-step.js'

/** One line for a step, its notes below, and everything it printed when it failed. */
export function printOutcome({ name, passed, failed, seconds, output }: Outcome): string {
  const count = passed + failed > 1 ? ` ${passed} passed, ${failed} failed` : ''
  const line = `${failed > 0 ? '✗' : '✓'} ${name}${count} (${seconds.toFixed(1)} s)`
  const lines = output.trimEnd().split('\n')
  const shown = failed > 0 ? lines : lines.filter((text) => text.startsWith('note: '))
  return [line, ...shown.map((text) => `    ${text}`)].join('\n').trimEnd()
}

/** The last line of a check, which others read: exactly `N passed, N failed`. */
export function printTotal(outcomes: readonly Count[]): string {
  const sum = (key: keyof Count) => outcomes.reduce((total, outcome) => total + outcome[key], 0)
  return `${sum('passed')} passed, ${sum('failed')} failed`
}
