import { performance } from 'node:perf_hooks'
import type { QueueState } from '../../platform/tenancy/migrate-churches/church-queue.js'
import type { Terminal } from './terminal.js'

/** A line that is written over and over while churches are brought up. */
export interface ProgressBar {
  readonly update: (state: QueueState) => void
  /** Leaves the line as it is and goes on below it. */
  readonly end: () => void
}

const width = 24
const redrawMs = 100

/** A bar for somebody who watches; for everybody else it stays silent. */
export function progressBar({ isWatched, tell }: Terminal): ProgressBar {
  if (!isWatched) return { update: () => undefined, end: () => undefined }
  const begun = performance.now()
  let first: QueueState | null = null
  let drawnAt = -redrawMs
  let last = ''
  const draw = (line: string): void => {
    tell(`\r${line.padEnd(last.length)}`)
    last = line
  }
  return {
    update(state) {
      first ??= state
      const now = performance.now()
      if (now - drawnAt < redrawMs && state.waiting > 0) return
      drawnAt = now
      draw(barLine(state, { done: state.done - first.done, seconds: (now - begun) / 1000 }))
    },
    end() {
      if (last !== '') tell('\n')
    },
  }
}

/** One state as a line: a bar, the count, churches a second, and how long the rest takes at that rate. */
export function barLine(
  { done, waiting, failed }: QueueState,
  run: { readonly done: number; readonly seconds: number },
): string {
  const all = done + waiting + failed
  const full = all === 0 ? width : Math.floor((done / all) * width)
  const rate = run.seconds > 0 ? run.done / run.seconds : 0
  const left = rate > 0 && waiting > 0 ? `  ${inTime(waiting / rate)} left` : ''
  const trouble = failed > 0 ? `  ${failed} failed` : ''
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}] ${done}/${all} churches  ${rate.toFixed(0)}/s${left}${trouble}`
}

const inTime = (seconds: number): string =>
  seconds < 60 ? `${Math.ceil(seconds)} s` : `${Math.floor(seconds / 60)} min ${Math.ceil(seconds % 60)} s`
