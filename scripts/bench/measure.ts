import { performance } from 'node:perf_hooks'

/** One line of the report. */
export interface Figure {
  readonly name: string
  readonly measured: string
  /** What it has to reach, in words; empty where nothing was promised. */
  readonly wanted: string
  /** Null where nothing was promised. */
  readonly reached: boolean | null
}

/** How long `work` takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** The value below which so many of a hundred lie. */
export function percentile(values: readonly number[], hundredths: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * hundredths) / 100))] ?? Number.NaN
}

/** A number as people read it: three digits that matter. */
export const round = (value: number): string => Number(value.toPrecision(3)).toString()
