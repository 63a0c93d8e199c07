import { afterAll } from 'vitest'
import type { Pool } from '../platform/db/pool.js'
import { createLog } from '../platform/log.js'
import { openOwnDatabase } from './worker-database.js'

/** A database of its own, for tests that change every church there is. */
export interface OwnDatabase {
  readonly url: string
  /** Connections as the owner. */
  readonly owner: Pool
  /** The cell `west` beside it, which has no church. */
  readonly westUrl: string
  readonly west: Pool
}

/** Copies the template, with its twelve waiting churches; the copy is dropped when the test file ends. */
export async function ownDatabase(): Promise<OwnDatabase> {
  const database = await openOwnDatabase(createLog('silent'))
  afterAll(() => database.close())
  const { ownerUrl: url, owner, westUrl, west } = database
  return { url, owner, westUrl, west }
}
