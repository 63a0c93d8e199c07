import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { addressForAccount, chooseAccount } from './choose-account.js'
import { claimFolder } from './claim-folder.js'
import { type Cluster, urlOf } from './cluster.js'
import { clusterStands, createCluster, syncCluster } from './create-cluster.js'
import { codeOf, EmbeddedPostgresError, explain } from './embedded-postgres-error.js'
import type { Binaries } from './find-binaries.js'
import { findPostmaster } from './find-postmaster.js'
import { makePassword, readPassword } from './keep-password.js'
import { reachDatabase } from './reach-database.js'
import type { Account } from './run-program.js'
import { endSilentServer, type Settings, startServer, stopServer } from './run-server.js'

/** What to launch, and with which programs. */
export interface LaunchOptions {
  /** Absolute, or relative to the current folder; made if need be. */
  readonly dataDir: string
  /** True: scram-sha-256, and commits outlive a power cut. False, for tests: no password, no waiting for the disk. */
  readonly durable: boolean
  readonly settings?: Settings
  findBinaries(spare: string, account: Account | undefined): Promise<Binaries>
}

/** A PostgreSQL server that is ours until `stop`. */
export interface RunningPostgres {
  /** Superuser `faithflow`, database `faithflow`; holds the password if there is one. */
  readonly url: string
  /** True when the server was found running, its FaithFlow having died. */
  readonly adopted: boolean
  /** Stops the server, rolling back what is open; asked again, it waits for the same end. */
  stop(): Promise<void>
}

const carefree: Settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Opens or makes the cluster in `dataDir` and serves it; throws EmbeddedPostgresError, and then leaves no server
 * behind.
 */
export async function launchPostgres(options: LaunchOptions): Promise<RunningPostgres> {
  const dataDir = resolve(options.dataDir)
  try {
    await mkdir(dataDir, { recursive: true })
    const claim = await claimFolder(join(dataDir, 'postgres.owner'))
    if (!claim.held) {
      const advice = 'stop that one first, or choose another folder with DATA_DIR'
      throw new EmbeddedPostgresError(`Another FaithFlow (process ${claim.ownerPid}) is using ${dataDir}: ${advice}.`)
    }
    try {
      const { cluster, isNew } = await openCluster(dataDir, options)
      const { port, adopted } = await serve(cluster, options)
      const synced = isNew && options.durable ? syncCluster(cluster) : null
      let stopped: Promise<void> | undefined
      const stop = async (): Promise<void> => {
        try {
          await stopServer(cluster, 60)
          await synced
        } finally {
          await claim.release()
        }
      }
      return { url: urlOf(cluster, port), adopted, stop: () => (stopped ??= stop()) }
    } catch (error) {
      await claim.release()
      throw error
    }
  } catch (error) {
    throw explain(error, dataDir)
  }
}

async function openCluster(dataDir: string, options: LaunchOptions): Promise<{ cluster: Cluster; isNew: boolean }> {
  const folder = join(dataDir, 'postgres')
  const account = await chooseAccount(folder)
  const binaries = await options.findBinaries(dataDir, account)
  const address = await addressForAccount(folder, account)
  const cluster = { folder, address, account, binaries, logFile: join(dataDir, 'postgres.log') }

  const passwordFile = join(dataDir, 'postgres.password')
  const kept = await readPassword(passwordFile)
  if (await clusterStands(folder, binaries.major)) {
    if (options.durable && kept === null) {
      const advice = `put it back, or move ${folder} away to begin with an empty database`
      throw new EmbeddedPostgresError(`The password of the database is missing (${passwordFile}): ${advice}.`)
    }
    return { cluster: { ...cluster, password: kept }, isNew: false }
  }

  const password = options.durable ? (kept ?? (await makePassword(passwordFile, account))) : null
  await createCluster(cluster, { passwordFile: options.durable ? passwordFile : null })
  return { cluster: { ...cluster, password }, isNew: true }
}

async function serve(cluster: Cluster, options: LaunchOptions): Promise<{ port: number; adopted: boolean }> {
  const orphan = await findPostmaster(cluster.folder)
  if (orphan) {
    if (await reach(cluster, orphan.port)) return { port: orphan.port, adopted: true }
    await endSilentServer(cluster)
  }

  const { port } = await startServer(cluster, { ...(options.durable ? {} : carefree), ...options.settings })
  try {
    if (await reach(cluster, port)) return { port, adopted: false }
    throw new EmbeddedPostgresError(`The embedded PostgreSQL started but does not answer: see ${cluster.logFile}.`)
  } catch (error) {
    await stopServer(cluster, 60)
    throw error
  }
}

async function reach(cluster: Cluster, port: number): Promise<boolean> {
  try {
    return Number.isInteger(port) && (await reachDatabase(cluster, port))
  } catch (error) {
    if (codeOf(error) !== '28P01') throw error
    const advice = 'put the right postgres.password back beside it'
    throw new EmbeddedPostgresError(`The database in ${cluster.folder} refuses its password: ${advice}.`, {
      cause: error,
    })
  }
}
