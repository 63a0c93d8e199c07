import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { tryBinaries } from '../platform/db/embedded/find-binaries.js'
import { launchPostgres } from '../platform/db/embedded/launch-postgres.js'
import { findOrInstall } from './installed-binary.js'

/** The distribution's PostgreSQL, run by us: superuser and database `faithflow`, no password. */
export interface DebianPostgres {
  readonly url: string
  readonly port: number
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

/**
 * Starts the distribution's PostgreSQL: 15 on Debian 12, the oldest version we promise to run on; 16 on Ubuntu 24.04.
 * Throws with the apt command when it cannot be had.
 */
export async function startDebianPostgres(): Promise<DebianPostgres> {
  const folders = ['15', '16', '17', '18'].map((version) => `/usr/lib/postgresql/${version}/bin`)
  const initdb = await findOrInstall({ binary: 'initdb', package: 'postgresql', folders, prepare: forbidMainCluster })
  const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-postgres-'))
  await chmod(dataDir, 0o755)

  const findBinaries: Parameters<typeof launchPostgres>[0]['findBinaries'] = async (_spare, account) => {
    const found = await tryBinaries(dirname(initdb), account)
    if (typeof found === 'string') throw new Error(found)
    return found
  }
  const server = await launchPostgres({ dataDir, durable: false, findBinaries })
  const stop = async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  return { url: server.url, port: Number(new URL(server.url).port), stop }
}

/** The package would otherwise make a cluster of its own, and start it with the machine. */
async function forbidMainCluster(): Promise<() => Promise<void>> {
  const file = '/etc/postgresql-common/createcluster.conf'
  await mkdir(dirname(file), { recursive: true })
  const original = await readFile(file, 'utf8').catch(() => '')
  await writeFile(file, `${original}\ncreate_main_cluster = false\n`)
  return () => writeFile(file, original)
}
