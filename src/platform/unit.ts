import type { AuditEntry } from './audit/audit-entry.js'
import type { Session } from './db/session.js'
import type { ChurchTables } from './db/tables.generated.js'
import type { Job } from './jobs/job.js'
import type { Announced, Delivery, Stored } from './outbox/announcement.js'
import type { Refusal } from './refusal.js'

/** How a ctx reaches its transactions. Made by the app; read by `inTransaction` alone. */
export interface Unit {
  readonly session: Session<ChurchTables>
  /** Lets newer domains answer what was announced, in the transaction that `ctx` stands in; resolves to the first no. */
  readonly answer: (ctx: object, announced: Announced) => Promise<Refusal | null>
  /** Told of every stored message as soon as its transaction has committed. Never throws. */
  readonly committed: (stored: readonly Stored[]) => void
  /** What to throw for an error that ended a transaction: the same, unless the church has moved meanwhile. */
  readonly explain: (error: unknown) => Promise<unknown>
  /** The transaction this ctx stands in; null outside of one. */
  readonly current: Current | null
}

/** What has gathered in a running transaction. */
export interface Current {
  readonly announced: Announced[]
  readonly delivered: Delivery[]
  readonly audited: AuditEntry[]
  /** Whether somebody said why there is nothing to tell the audit log. */
  isUnaudited: boolean
  readonly enqueued: Job[]
  /** Whether a joined use case refused: the whole must be refused with it. */
  isRefused: boolean
}
