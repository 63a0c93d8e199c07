import { findBinaries } from './embedded/find-binaries.js'
import { launchPostgres, type RunningPostgres } from './embedded/launch-postgres.js'
import type { Settings } from './embedded/run-server.js'

export { EmbeddedPostgresError } from './embedded/embedded-postgres-error.js'
export { findRunningPostgres } from './embedded/find-running.js'

/**
 * Serves the PostgreSQL 18 cluster in `dataDir`, which is made when missing; nothing has to be installed.
 *
 * - `durable: true` asks for a password (in the answer's url; kept in `dataDir`, readable by its owner only) and never
 *   loses what was committed. `durable: false` is for tests: no password, and a power cut may lose everything.
 * - `settings` are PostgreSQL's, by name; they hold from the next start on, not for a server that is adopted.
 * - A server whose FaithFlow was killed is adopted, with `settings` as it has them. One whose FaithFlow lives is
 *   refused.
 * - Works as root too: the server then runs as an unprivileged account, also below folders that are closed to it.
 *
 * Throws EmbeddedPostgresError, whose message says what to do, and then leaves no server of its own behind.
 * Source: engineering.md, section 3.
 */
export function startEmbeddedPostgres(options: {
  readonly dataDir: string
  readonly durable: boolean
  readonly settings?: Settings
}): Promise<RunningPostgres> {
  return launchPostgres({ ...options, findBinaries })
}
