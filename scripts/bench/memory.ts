import { readFile } from 'node:fs/promises'
import { cellOf, mainCell } from '../../src/app/open-database.js'
import { createPool } from '../../src/platform/db/pool.js'
import { createLog } from '../../src/platform/log.js'
import { createGate } from '../../src/platform/tenancy/gate.js'
import { ask, clientsOf } from './app.js'
import type { Bed } from './bed.js'
import { six } from './gate.js'
import { type Figure, round } from './measure.js'

const megabyte = 2 ** 20

/** What a process has in memory, in megabytes: by itself, and with its share of what is shared. */
interface Memory {
  readonly own: number
  readonly pss: number
  readonly rss: number
}

/** Reads Linux' own sums; as root or as the account that PostgreSQL runs as. */
async function memoryOf(pid: number): Promise<Memory> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8')
  const of = (name: string): number =>
    (Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) * 1024) / megabyte
  return { own: of('Pss_Anon'), pss: of('Pss'), rss: of('Rss') }
}

/**
 * What one connection remembers of churches that are each asked by the request of six statements: of all of `subdomains`
 * when it is never replaced, and over time when it is pooled as in a server.
 */
export async function measureMemory(bed: Bed, subdomains: readonly string[]): Promise<readonly Figure[]> {
  const count = subdomains.length
  const kept = await watch(bed, { subdomains, requests: count, every: Math.ceil(count / 4), mostKept: Infinity })
  const pooled = await watch(bed, { subdomains, requests: Math.min(3000, count * 3), every: 200 })
  const after = kept.at(-1)?.memory
  const highest = Math.max(...pooled.map(({ memory }) => memory.own))
  const isReplaced = new Set(pooled.map(({ pid }) => pid)).size > 1
  const plain = { wanted: '', reached: null }
  return [
    {
      name: `a connection after touching ${count} churches, if it were kept`,
      measured: after ? `${round(after.own)} MB of its own (Pss ${round(after.pss)}, Rss ${round(after.rss)})` : '',
      ...plain,
    },
    { name: '– MB of its own after so many churches', measured: series(kept), ...plain },
    {
      name: 'a connection over time, replaced as in a server',
      measured: `at most ${round(highest)} MB`,
      wanted: '≤ 150 MB',
      reached: isReplaced && highest <= 150,
    },
    { name: '– MB of its own after so many requests, each to another church', measured: series(pooled), ...plain },
  ]
}

interface Watch {
  readonly subdomains: readonly string[]
  readonly requests: number
  readonly every: number
  /** As in a server unless given. */
  readonly mostKept?: number
}

interface Sample {
  readonly requests: number
  readonly pid: number
  readonly memory: Memory
}

async function watch(bed: Bed, { subdomains, requests, every, ...limits }: Watch): Promise<readonly Sample[]> {
  const log = createLog('warn')
  const cell = createPool({ url: cellOf(bed.database, mainCell).gatewayUrl, max: 1, log, pipeline: true, ...limits })
  const control = createPool({ url: bed.database.listenUrl, max: 2, log, pipeline: true })
  const gate = createGate({ cells: new Map([[mainCell, cell]]), longReads: new Map(), control })
  const clients = await clientsOf(bed, { subdomains, gate })
  const samples: Sample[] = []
  const sample = async (sent: number): Promise<void> => {
    // By no church's name: whichever connection there is.
    const loan = await cell.lend('')
    const { rows } = await loan.client.query<{ pid: number }>('select pg_backend_pid() as pid')
    cell.giveBack(loan, loan.owed)
    const pid = rows[0]?.pid ?? 0
    samples.push({ requests: sent, pid, memory: await memoryOf(pid) })
  }
  try {
    await sample(0)
    for (let sent = 1; sent <= requests; sent += 1) {
      await ask(clients.apis[sent % subdomains.length], six)
      if (sent % every === 0) await sample(sent)
    }
    return samples
  } finally {
    await clients.close()
    await Promise.all([cell.end(), control.end()])
  }
}

const series = (samples: readonly Sample[]): string =>
  samples.map(({ requests, memory }) => `${requests}: ${Math.round(memory.own)}`).join(', ')
