import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** A process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it began, in a form that only compares for equality. */
  readonly startedAt: string
}

/** Who `pid` is now; null when no such process runs (a zombie does not run). */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  const startedAt = process.platform === 'linux' ? await startInProc(pid) : await startFromPs(pid)
  return startedAt === null ? null : { pid, startedAt }
}

/** Whether exactly that process, and no later one with its number, still runs. */
export async function isRunning(identity: ProcessIdentity): Promise<boolean> {
  const now = await identifyProcess(identity.pid)
  return now !== null && now.startedAt === identity.startedAt
}

async function startInProc(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (stat === null) return null

  // The second field is the program's name in brackets and may hold spaces; what follows it starts with the state.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return null
  // Ticks since boot repeat after a reboot, so the boot is part of the answer.
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  return `${fields[19]}@${boot.trim()}`
}

async function startFromPs(pid: number): Promise<string | null> {
  const answer = await promisify(execFile)('ps', ['-o', 'state=,lstart=', '-p', String(pid)]).catch(() => null)
  const line = answer?.stdout.trim() ?? ''
  // The state changes from moment to moment; only the start belongs to the identity.
  return line === '' || line.startsWith('Z') ? null : line.replace(/^\S+\s+/, '')
}
