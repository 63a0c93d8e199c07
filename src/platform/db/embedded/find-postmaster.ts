import { execFile } from 'node:child_process'
import { readFile, readlink, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { codeOf } from './embedded-postgres-error.js'
import { identifyProcess } from './process-identity.js'

/** A PostgreSQL server process that serves a given cluster. */
export interface Postmaster {
  readonly pid: number
  /** TCP port on 127.0.0.1; NaN while the server has not opened it yet. */
  readonly port: number
}

/**
 * The server that runs on the cluster in `folder`; null when none does.
 *
 * Goes by the process itself, not by its number alone: after a reboot, or in a restarted container, the number that a
 * killed server left behind may belong to anybody, and PostgreSQL would give way to that process, or pg_ctl stop it. In
 * a container whose first process buries no dead, it stays with the killed server's zombie. Such a number is struck
 * out.
 */
export async function findPostmaster(folder: string): Promise<Postmaster | null> {
  const file = join(folder, 'postmaster.pid')
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (!['ENOENT', 'ENOTDIR'].includes(codeOf(error))) throw error
    return ''
  })
  const lines = text.split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (!(pid > 0) || pid === impossiblePid) return null
  if (await serves(pid, folder)) return { pid, port: Number.parseInt(lines[3] ?? '', 10) }

  // Not removed: a later line names the shared memory by which PostgreSQL notices back ends that outlived their server.
  await writeFile(file, [String(impossiblePid), ...lines.slice(1)].join('\n'))
  return null
}

/** The port that the server on this cluster listened on when it last ran; null when it never did. */
export async function lastPort(folder: string): Promise<number | null> {
  const command = await readFile(join(folder, 'postmaster.opts'), 'utf8').catch(() => '')
  const port = /"-p" "(\d+)"/.exec(command)?.[1]
  return port === undefined ? null : Number(port)
}

// Above every system's highest process number.
const impossiblePid = 2 ** 31 - 2

async function serves(pid: number, folder: string): Promise<boolean> {
  if ((await identifyProcess(pid)) === null) return false
  if (process.platform === 'linux') {
    // A server lives in its cluster's folder.
    const home = await readlink(`/proc/${pid}/cwd`).catch(() => '')
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
    return home === (await realpath(folder)) && name.trim() === 'postgres'
  }
  const answer = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => null)
  return answer !== null && answer.stdout.includes('postgres') && answer.stdout.includes(folder)
}
