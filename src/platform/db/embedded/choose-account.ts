import { chown, lstat, readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf, EmbeddedPostgresError } from './embedded-postgres-error.js'
import type { Account } from './run-program.js'

// PostgreSQL refuses to run as root; this account ("nobody") exists everywhere and none has to be made.
const unprivileged: Account = { uid: 65534, gid: 65534 }

/**
 * Whom PostgreSQL runs as: this process's own user (undefined), or for root the owner of the cluster that is there,
 * else an unprivileged account. A cluster that belongs to root is handed to that account; one that belongs to somebody
 * else is refused.
 */
export async function chooseAccount(cluster: string): Promise<Account | undefined> {
  const found = await stat(cluster).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  const uid = process.getuid?.() ?? 0
  if (uid !== 0) {
    if (found && found.uid !== uid) {
      const advice = 'start FaithFlow as that user, or choose another folder with DATA_DIR'
      throw new EmbeddedPostgresError(`The database in ${cluster} belongs to the user number ${found.uid}: ${advice}.`)
    }
    return undefined
  }

  if (!found) return unprivileged
  if (found.uid !== 0) return { uid: found.uid, gid: found.gid }
  await handOver(cluster, unprivileged)
  return unprivileged
}

/** Gives `path`, and all below it, to `account`; does nothing without one. */
export async function handOver(path: string, account: Account | undefined): Promise<void> {
  if (!account) return
  await chown(path, account.uid, account.gid)
  if (!(await lstat(path)).isDirectory()) return
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), account.uid, account.gid)
  }
}

/**
 * What PostgreSQL, running as `account` in the folder `cluster`, must be told as its data folder.
 *
 * Usually the path itself. Where a folder above it is closed to the account (root's home is, on Debian), or the path
 * cannot be passed through pg_ctl, Linux's name for the folder one stands in, which needs no way through the others;
 * elsewhere that is refused.
 */
export async function addressForAccount(cluster: string, account: Account | undefined): Promise<string> {
  const isReachable = !account || (await mayEnter(dirname(cluster), account))
  if (isReachable && passesThroughShell(cluster)) return cluster
  if (process.platform === 'linux') return '/proc/self/cwd'

  const advice = 'choose another folder with DATA_DIR'
  if (isReachable)
    throw new EmbeddedPostgresError(`PostgreSQL cannot use ${cluster}, whose name holds " $ \` or \\: ${advice}.`)
  throw new EmbeddedPostgresError(`PostgreSQL does not run as root, nor can its account enter ${cluster}: ${advice}.`)
}

/** Whether pg_ctl, which calls a shell and puts paths between double quotes for it, can be trusted with `path`. */
export function passesThroughShell(path: string): boolean {
  return !/["$`\\\n]/.test(path)
}

/** Whether `account` has a way into `folder` and through every folder above it. */
export async function mayEnter(folder: string, account: Account): Promise<boolean> {
  const real = await realpath(folder)
  const { mode, uid, gid } = await stat(real)
  const needed = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001
  if ((mode & needed) === 0) return false
  return dirname(real) === real || mayEnter(dirname(real), account)
}
