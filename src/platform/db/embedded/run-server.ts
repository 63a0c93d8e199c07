import { open, readFile, rename, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from './cluster.js'
import { EmbeddedPostgresError } from './embedded-postgres-error.js'
import { findPostmaster, lastPort, type Postmaster } from './find-postmaster.js'
import { runProgram } from './run-program.js'

/** Server settings by name, as in postgresql.conf. */
export type Settings = Readonly<Record<string, string>>

const pauseMs = 200
const attempts = 50
const rotateAtBytes = 10_000_000

/**
 * Starts a server on `cluster`, at its last port on 127.0.0.1 if that is free still, so that a client's bookmark lasts,
 * else at any free one. Waits for what a killed server left behind to go; answers with a server that somebody else was
 * just starting. Throws EmbeddedPostgresError with PostgreSQL's own reason.
 */
export async function startServer(cluster: Cluster, settings: Settings): Promise<Postmaster> {
  await rotateLog(cluster.logFile)
  let port = (await lastPort(cluster.folder)) ?? (await freePort())
  let reason = ''
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { ok, output } = await control(cluster, ['-w', '-t', '120', '-o', optionsText(port, settings), 'start'])
    const server = await findPostmaster(cluster.folder)
    if (server && (ok || server.port > 0)) return server

    reason = output
    if (/could not bind|Address already in use/.test(output)) {
      port = await freePort()
    } else if (/pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(output)) {
      // Back ends of a killed server notice its death within moments, and hold the cluster until then.
      await sleep(pauseMs)
    } else break
  }
  const lines = reason.trim().split('\n')
  const why =
    lines.findLast((line) => line.includes('FATAL')) ?? lines.find((line) => !line.includes(' LOG: ')) ?? lines[0]
  throw new EmbeddedPostgresError(`The embedded PostgreSQL does not start (${why}): see ${cluster.logFile}.`)
}

/** Stops the server on `cluster`, whoever started it, rolling back what is open; does nothing when none runs. */
export async function stopServer(cluster: Cluster, withinSeconds: number): Promise<void> {
  if (!(await findPostmaster(cluster.folder))) return
  const { ok, output } = await control(cluster, ['-w', '-t', String(withinSeconds), '-m', 'fast', 'stop'])
  const left = ok ? null : await findPostmaster(cluster.folder)
  if (left)
    throw new EmbeddedPostgresError(
      `PostgreSQL (process ${left.pid}) does not stop (${output.trim()}): end it by hand.`,
    )
}

/** Ends a server that does not even answer; what it had committed is on disk, and recovered by the next start. */
export async function endSilentServer(cluster: Cluster): Promise<void> {
  try {
    await stopServer(cluster, 10)
  } catch {
    const left = await findPostmaster(cluster.folder)
    if (left) process.kill(left.pid, 'SIGKILL')
  }
}

/** A TCP port on 127.0.0.1 that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0))
    })
  })
}

async function control(cluster: Cluster, args: readonly string[]) {
  const log = await open(cluster.logFile, 'a', 0o600)
  try {
    if (cluster.account) await log.chown(cluster.account.uid, cluster.account.gid)
    const begin = (await log.stat()).size
    const run = { account: cluster.account, cwd: cluster.folder, logFd: log.fd }
    const { ok } = await runProgram(
      join(cluster.binaries.folder, 'pg_ctl'),
      ['-s', '-D', cluster.address, ...args],
      run,
    )
    return { ok, output: ok ? '' : (await readFile(cluster.logFile)).subarray(begin).toString('utf8') }
  } finally {
    await log.close()
  }
}

function optionsText(port: number, settings: Settings): string {
  // Clients come by TCP; without a socket no path can be too long for one.
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200', ...settings }
  const words = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-p', String(port), ...words].map(quoteForShell).join(' ')
}

function quoteForShell(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`
}

async function rotateLog(file: string): Promise<void> {
  const found = await stat(file).catch(() => null)
  if (found && found.size > rotateAtBytes) await rename(file, `${file}.previous`)
}
