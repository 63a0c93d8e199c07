import { readdir } from 'node:fs/promises'
import type { Bed } from '../bed.js'
import { timesOf } from './processes.js'

/**
 * Milliseconds of CPU that a PostgreSQL has used so far: its processes that live, and those that have ended, whose time the
 * kernel adds to what the postmaster has of its children. So it never becomes less.
 */
export async function postgresCpu(postmaster: number): Promise<number> {
  for (;;) {
    const before = await timesOf(postmaster)
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    let living = 0
    for (const pid of pids) {
      const child = await timesOf(Number(pid)).catch(() => null)
      if (child?.parent === postmaster) living += child.own
    }
    const after = await timesOf(postmaster)
    // One that ended between the two looks might have been counted twice, or not at all.
    if (after.children === before.children) return living + after.own + after.children
  }
}

/** The process number of the bed's PostgreSQL. */
export async function postmasterOf({ database }: Bed): Promise<number> {
  const { rows } = await database.owner.query<{ pid: number }>('select pg_backend_pid() as pid')
  return (await timesOf(rows[0]?.pid ?? 0)).parent
}
