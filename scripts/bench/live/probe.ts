import { PerformanceObserver } from 'node:perf_hooks'

/**
 * Loaded before the built server, which knows nothing of it: answers over IPC what only the process itself can measure.
 * Plain enough for Node to strip its types.
 */
export interface Probed {
  /** Bytes, after a full collection. */
  readonly rss: number
  readonly heap: number
  readonly external: number
  /** Milliseconds of both kinds of CPU time since the start. */
  readonly cpu: number
  /** Milliseconds in which everything stood still for the garbage collector, since the start. */
  readonly garbage: number
}

const collect = (globalThis as { gc?: () => void }).gc

let garbage = 0
const collections = new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) garbage += duration
})
collections.observe({ entryTypes: ['gc'] })

process.on('message', (question: string) => {
  if (question === 'memory') {
    collect?.()
    collect?.()
  }
  const { rss, heapUsed, external } = process.memoryUsage()
  const { user, system } = process.cpuUsage()
  process.send?.({ rss, heap: heapUsed, external, cpu: (user + system) / 1000, garbage } satisfies Probed)
})
process.channel?.unref()
