import { readdir, readFile } from 'node:fs/promises'
import type { Bed } from '../bed.js'
import { cpuOf } from './processes.js'

/** Milliseconds of CPU that every process of a PostgreSQL has used so far; those of backends that ended are lost. */
export async function postgresCpu(postmaster: number): Promise<number> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  let sum = 0
  for (const pid of pids) {
    if ((await parentOf(pid)) === postmaster) sum += await cpuOf(Number(pid)).catch(() => 0)
  }
  return sum
}

/** The process number of the bed's PostgreSQL. */
export async function postmasterOf({ database }: Bed): Promise<number> {
  const { rows } = await database.owner.query<{ pid: number }>('select pg_backend_pid() as pid')
  return parentOf(String(rows[0]?.pid))
}

async function parentOf(pid: string): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}
