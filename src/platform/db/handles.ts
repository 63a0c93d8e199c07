import type { Kysely } from 'kysely'
import type { ChurchTables, ControlTables } from './tables.generated.js'

/** A handle on the tables of one church, found without a schema name: the gate has set the path. */
export type Db = Kysely<ChurchTables>

/** A handle on the control tables, as far as they concern one church. */
export type ControlDb = Kysely<ControlTables>

/**
 * The way to the control tables for one church. Each call is a transaction of its own, over when it returns, so that
 * nobody waits for a church's connection while holding a control one.
 */
export interface ControlDesk {
  read<T>(work: (control: ControlDb) => Promise<T>): Promise<T>
  /** Commits when `work` returns, undoes everything when it throws. */
  write<T>(work: (control: ControlDb) => Promise<T>): Promise<T>
}
