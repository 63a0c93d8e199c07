import type { Binaries } from './find-binaries.js'
import type { Account } from './run-program.js'

/** One PostgreSQL cluster on this machine, and what is needed to work on it. */
export interface Cluster {
  /** Its data folder, absolute. */
  readonly folder: string
  /** The data folder as the account that PostgreSQL runs as must be told it, from inside that folder. */
  readonly address: string
  readonly account: Account | undefined
  readonly binaries: Binaries
  readonly logFile: string
  /** Of the superuser `faithflow`; null where everybody on this machine is trusted. */
  readonly password: string | null
}

/** The superuser that initdb makes, and the database that is made for it. */
export const clusterName = 'faithflow'

/** Where a client finds `database` of a cluster that listens on `port`. */
export function urlOf(cluster: Pick<Cluster, 'password'>, port: number, database: string = clusterName): string {
  const secret = cluster.password === null ? '' : `:${cluster.password}`
  return `postgres://${clusterName}${secret}@127.0.0.1:${port}/${database}`
}
