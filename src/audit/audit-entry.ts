import type { Instant } from '../platform/instant.js'
import type { Json } from '../platform/json.js'

/** The kinds of those who act in a church. */
export const actorKinds = ['USER', 'API_KEY', 'SYSTEM'] as const

/** One thing that was done in a church. */
export interface AuditEntry {
  readonly id: string
  /** Its place among the church's entries, as decimal text. */
  readonly sequence: string
  readonly at: Instant
  readonly actorKind: (typeof actorKinds)[number]
  readonly actorId: string | null
  readonly actorName: string | null
  readonly action: string
  readonly entity: string
  readonly entityId: string | null
  readonly before: Json | null
  readonly after: Json | null
  readonly fields: readonly string[]
  readonly ip: string | null
  readonly userAgent: string | null
  readonly requestId: string
}
