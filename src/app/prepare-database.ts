import { countQueue } from '../churches/index.js'
import { createPool } from '../platform/db/pool.js'
import type { Log } from '../platform/log.js'
import { refuseWhenBehind } from '../platform/tenancy/check-database.js'
import { readMigrations } from '../platform/tenancy/migrations.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { readLogins, type ServerLogins } from '../platform/tenancy/set-up-database.js'
import { mainCell } from './main-cell.js'
import { runMigrations } from './run-migrations.js'

/** Few: outside production a start has few churches to bring up, and somebody waits for it. */
const workers = 2

/**
 * Makes the database ready for this code and returns the logins of the server's pools.
 *
 * In production it changes nothing: throws DatabaseBehind when the control schema or the cell is older than this code;
 * churches that are behind answer CHURCH_UPGRADING. Elsewhere it migrates everything; throws what a step throws.
 */
export async function prepareDatabase(
  ownerUrl: string,
  { isProduction, log }: { readonly isProduction: boolean; readonly log: Log },
): Promise<ServerLogins> {
  if (isProduction) {
    await withOwner(ownerUrl, refuseWhenBehind)
    const behind = await churchesBehind(ownerUrl, log)
    if (behind > 0) log.warn({ churches: behind }, 'churches are behind this version: run `npx faithflow migrate up`')
  } else {
    const { state } = await runMigrations({ ownerUrl, log, workers })
    if (state.failed > 0) {
      log.error({ churches: state.failed }, 'churches cannot be migrated: see `npx faithflow migrate status`')
    }
  }
  return withOwner(ownerUrl, (owner) => readLogins(owner, mainCell))
}

async function churchesBehind(ownerUrl: string, log: Log): Promise<number> {
  const { length: target } = await readMigrations('church')
  const pool = createPool({ url: ownerUrl, max: 1, log })
  try {
    const { waiting, failed } = await ownerDesk(pool).read((control) => countQueue(control, target))
    return waiting + failed
  } finally {
    await pool.end()
  }
}
