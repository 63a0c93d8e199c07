import { existsSync, readFileSync } from 'node:fs'

/** How many passed and how many failed. */
export interface Count {
  readonly passed: number
  readonly failed: number
}

/** What vitest's JSON reporter writes, as far as we count it. */
export interface Report {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly testResults: ReadonlyArray<{
    readonly status: string
    readonly assertionResults: ReadonlyArray<{ readonly status: string }>
  }>
}

/** The report at `path`; undefined when vitest wrote none, or not a whole one. */
export function readReport(path: string): Report | undefined {
  if (!existsSync(path)) return undefined
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report
  } catch {
    return undefined
  }
}

/**
 * Counts tests. A file that failed without a failed test (it did not load, or its set-up threw) counts as one failure;
 * so does a run that wrote no report, ran no test, or ended badly although every test passed.
 */
export function countTests(report: Report | undefined, exitCode: number): Count {
  const passed = report?.numPassedTests ?? 0
  const broken = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  ).length
  const failed = (report?.numFailedTests ?? 0) + broken
  const nothingRan = passed + failed === 0
  return { passed, failed: failed === 0 && (nothingRan || exitCode !== 0) ? 1 : failed }
}
