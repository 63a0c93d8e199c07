import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { handOver } from '../platform/db/embedded/choose-account.js'
import { clusterName } from '../platform/db/embedded/cluster.js'
import { findOrInstall } from './installed-binary.js'
import { startOnFreePort, startServerProcess } from './server-process.js'

/** The database to pool, and how. */
export interface PgBouncerOptions {
  /** Of the PostgreSQL behind. */
  readonly host: string
  readonly port: number
  readonly database: string
  /** Server connections per login name. */
  readonly poolSize: number
  /**
   * Logins with their passwords at the PostgreSQL behind (none where it trusts); the first, which must be a superuser,
   * looks up every login not listed. By default `faithflow` alone, without a password.
   */
  readonly users?: readonly { readonly name: string; readonly password?: string }[]
}

/** Where the pooler listens; the same login names and database name lead through it. */
export interface PgBouncer {
  readonly host: string
  readonly port: number
  stop(): Promise<void>
}

/** Starts PgBouncer in transaction mode: each login passes through as it is, unasked for a password. */
export async function startPgBouncer(options: PgBouncerOptions): Promise<PgBouncer> {
  const file = await findOrInstall({ binary: 'pgbouncer', package: 'pgbouncer', folders: ['/usr/sbin'] })
  // It refuses to run as root.
  const account = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined
  const folder = await mkdtemp(join(tmpdir(), 'faithflow-pgbouncer-'))
  const logins = options.users ?? [{ name: clusterName }]
  await writeFile(
    join(folder, 'users.txt'),
    logins.map(({ name, password = '' }) => `"${name}" "${password}"\n`).join(''),
  )

  const { port, server } = await startOnFreePort(async (free) => {
    await writeFile(
      join(folder, 'pgbouncer.ini'),
      settings(options, { folder, port: free, lookUpAs: logins[0]?.name ?? '' }),
    )
    await handOver(folder, account)
    return {
      port: free,
      server: await startServerProcess({ file, args: [join(folder, 'pgbouncer.ini')], account, port: free }),
    }
  })
  const stop = async () => {
    // Its graceful end would wait for clients; theirs is not what tests of a pooler wait for.
    await server.kill()
    await rm(folder, { recursive: true, force: true })
  }
  return { host: '127.0.0.1', port, stop }
}

interface Place {
  readonly folder: string
  readonly port: number
  readonly lookUpAs: string
}

function settings({ host, port, database, poolSize }: PgBouncerOptions, place: Place): string {
  return `[databases]
${database} = host=${host} port=${port} dbname=${database}

[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${place.port}
unix_socket_dir =
auth_type = trust
auth_file = ${place.folder}/users.txt
auth_user = ${place.lookUpAs}
auth_query = select rolname, '' from pg_catalog.pg_roles where rolname = $1 and rolcanlogin
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 1000
ignore_startup_parameters = extra_float_digits
`
}
