import { type ChurchVersion, churchVersions, noteVersion } from '../churches/index.js'
import type { ControlDesk } from '../platform/db/handles.js'
import { createPool } from '../platform/db/pool.js'
import type { Log } from '../platform/log.js'
import type { Migration } from '../platform/tenancy/migrations.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { migrateChurch } from '../platform/tenancy/provision-church.js'
import { setUpDatabase } from '../platform/tenancy/set-up-database.js'
import { mainCell } from './open-database.js'

/** What became of one church's tables. `fault` says why they stayed as they were; null when they are up to date. */
export interface MigratedChurch {
  readonly church: ChurchVersion
  readonly version: number
  readonly fault: string | null
}

/**
 * Brings the control schema, the cell and then every church up to date, one after the other, and reports each church.
 *
 * A church whose step fails keeps its older version whole, and the others go on. Throws DatabaseUnreachable, and what a
 * step of control or cell throws. `steps` are those of a church, in order.
 */
export async function migrateChurches(
  { ownerUrl, log }: { readonly ownerUrl: string; readonly log: Log },
  steps: readonly Migration[],
  report: (migrated: MigratedChurch) => void,
): Promise<void> {
  await withOwner(ownerUrl, async (owner) => {
    await setUpDatabase(owner, mainCell)
    const pool = createPool({ url: ownerUrl, max: 1, log })
    const catalogue = ownerDesk(pool)
    try {
      for (const church of await catalogue.read(churchVersions)) {
        report(await reached(church, catalogue, () => migrateChurch(owner, placeOf(church), steps)))
      }
    } finally {
      await pool.end()
    }
  })
}

async function reached(
  church: ChurchVersion,
  catalogue: ControlDesk,
  migrate: () => Promise<number>,
): Promise<MigratedChurch> {
  try {
    const version = await migrate()
    await catalogue.write((control) => noteVersion(control, church.id, version))
    return { church, version, fault: null }
  } catch (error) {
    return { church, version: church.version, fault: error instanceof Error ? error.message : String(error) }
  }
}

const placeOf = ({ cell, placeKey }: ChurchVersion) => ({ cell, key: placeKey })
