import { monitorEventLoopDelay } from 'node:perf_hooks'
import { mainCell } from '../../src/app/open-database.js'
import { createPool } from '../../src/platform/db/pool.js'
import { createLog } from '../../src/platform/log.js'
import { createGate } from '../../src/platform/tenancy/gate.js'
import { createWarmPool } from '../../src/platform/tenancy/warm-pool.js'
import { serveGate } from './app.js'

/** What this process is told by the one that measures: where the databases are, and the key of tokens. */
export interface ExportServerSettings {
  readonly cellUrl: string
  readonly controlUrl: string
  readonly key: string
}

/** What it answers to each message: its port, then what it saw since the message before. */
export interface Seen {
  readonly port: number
  /** Bytes: as it is, and the most it has been. */
  readonly rss: number
  readonly peak: number
  /** The longest that its event loop stood still, in milliseconds. */
  readonly stall: number
}

// A child of scripts/bench/export-members.ts alone, with its settings as the only argument.
const { cellUrl, controlUrl, key } = JSON.parse(process.argv[2] ?? '{}') as ExportServerSettings
const log = createLog('warn')
const open = (url: string, max: number, pipeline: boolean) => createPool({ url, max, log, pipeline })
const gate = createGate({
  cells: new Map([[mainCell, open(cellUrl, 15, true)]]),
  longReads: new Map([[mainCell, open(cellUrl, 6, false)]]),
  control: open(controlUrl, 5, true),
})
// Nobody signs a church up here: it is asked for nothing.
const pool = createWarmPool({
  ...{ owner: open(controlUrl, 1, false), cell: mainCell, target: 0, log },
  register: async () => undefined,
  count: async () => 0,
})
const { port } = await serveGate({ gate, pool, key })

const delay = monitorEventLoopDelay({ resolution: 2 })
delay.enable()
let peak = 0
setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 5)
process.on('message', (what) => {
  if (what === 'end') process.exit(0)
  const rss = process.memoryUsage.rss()
  process.send?.({ port, rss, peak: Math.max(peak, rss), stall: delay.max / 1e6 } satisfies Seen)
  peak = rss
  delay.reset()
})
