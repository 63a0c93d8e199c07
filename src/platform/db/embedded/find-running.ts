import { join, resolve } from 'node:path'
import { urlOf } from './cluster.js'
import { findPostmaster } from './find-postmaster.js'
import { readPassword } from './keep-password.js'

/** The URL of the server that runs on the cluster in `dataDir`, whoever started it; null when none does. */
export async function findRunningPostgres(dataDir: string): Promise<string | null> {
  const home = resolve(dataDir)
  const postmaster = await findPostmaster(join(home, 'postgres'))
  if (!postmaster || !Number.isInteger(postmaster.port)) return null
  return urlOf({ password: await readPassword(join(home, 'postgres.password')) }, postmaster.port)
}
