import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { addressForAccount, handOver } from './choose-account.js'
import { clusterName, type Cluster } from './cluster.js'
import { codeOf, EmbeddedPostgresError } from './embedded-postgres-error.js'
import { type Outcome, runProgram } from './run-program.js'

/** How a new cluster is made. */
export interface CreateOptions {
  /** Where the superuser's password is kept; null trusts everybody on this machine. */
  readonly passwordFile: string | null
}

/**
 * Whether a whole cluster stands in `folder`.
 * Throws EmbeddedPostgresError when one of another major version does, or files that are no cluster.
 */
export async function clusterStands(folder: string, major: string): Promise<boolean> {
  const version = await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version === null) {
    const entries = await readdir(folder).catch(() => [])
    if (entries.length === 0) return false
    throw new EmbeddedPostgresError(
      `${folder} holds files that are no database: move them away, or choose another DATA_DIR.`,
    )
  }
  if (version.trim() === major) return true

  const found = version.trim()
  const advice = `move the folder away, choose another DATA_DIR, or use DATABASE_URL to name a PostgreSQL ${found}`
  const what = `The database in ${folder} was made by PostgreSQL ${found}, and this is ${major}`
  throw new EmbeddedPostgresError(`${what}: ${advice}.`)
}

/** Makes the cluster. Its folder appears whole or not at all, whenever this is interrupted. */
export async function createCluster(cluster: Omit<Cluster, 'password'>, options: CreateOptions): Promise<void> {
  const parent = dirname(cluster.folder)
  const prefix = `${basename(cluster.folder)}.new-`
  await removeLeftovers(parent, prefix)

  const draft = join(parent, prefix + randomUUID())
  await mkdir(draft, { mode: 0o700 })
  await handOver(draft, cluster.account)
  const address = await addressForAccount(draft, cluster.account)
  const { ok, output } = await initdb({ ...cluster, folder: draft, address }, options)
  if (!ok) {
    await rm(draft, { recursive: true, force: true })
    const lines = output.trim().split('\n')
    const reason = lines.find((line) => /error|fatal/i.test(line)) ?? lines.at(-1)
    const advice = 'choose another folder with DATA_DIR, or use DATABASE_URL to name a PostgreSQL of your own'
    throw new EmbeddedPostgresError(`A database cannot be made in ${parent} (${reason}): ${advice}.`)
  }
  await rename(draft, cluster.folder)
}

/** Makes a new cluster's files outlive a power cut, while it is being used already. Never throws: the server writes on. */
export async function syncCluster({ address, account, binaries, folder }: Cluster): Promise<void> {
  const program = join(binaries.folder, 'initdb')
  await runProgram(program, ['--sync-only', '-D', address], { account, cwd: folder }).catch(() => undefined)
}

async function initdb(cluster: Omit<Cluster, 'password'>, options: CreateOptions): Promise<Outcome> {
  // Not waiting for the disk: right after `npm ci` that takes seconds. See syncCluster.
  const args = ['-D', cluster.address, '-U', clusterName, '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync']

  const program = join(cluster.binaries.folder, 'initdb')
  const run = { account: cluster.account, cwd: cluster.folder }
  if (options.passwordFile === null) return runProgram(program, [...args, '--auth=trust'], run)

  // Made, perhaps, by an earlier start as another user. Handed over open: the way to the file may be closed to the
  // account.
  await handOver(options.passwordFile, cluster.account)
  const file = await open(options.passwordFile, 'r')
  try {
    return await runProgram(program, [...args, '--auth=scram-sha-256', '--pwfile=/dev/fd/3'], { ...run, fd3: file.fd })
  } finally {
    await file.close()
  }
}

/**
 * What an initdb left whose parent was killed; an orphan may still be writing there, and its remains then wait for the
 * next time.
 */
async function removeLeftovers(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(prefix)) continue
    await rm(join(parent, name), { recursive: true, force: true }).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOTEMPTY') throw error
    })
  }
}
