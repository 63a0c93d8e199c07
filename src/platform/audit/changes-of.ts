import type { Delivery } from '../outbox/announcement.js'
import type { AuditEntry, ShownTo } from './audit-entry.js'

/** The outbox topic of changes. */
export const changeTopic = 'change'

/** What was done to a thing, as far as a screen must know. */
export type ChangeOperation = 'CREATED' | 'UPDATED' | 'DELETED'

/** One thing that was changed: no more of it than that. */
export interface Change {
  readonly entity: string
  readonly id: string
  readonly operation: ChangeOperation
  /** What its row is called by optimistic locks since; null where it has none. */
  readonly version: number | null
  /** Whose screens show it, as `AuditEntry` says; left out where nothing is said. */
  readonly shownTo?: readonly ShownTo[]
}

/** What a transaction changed; null when that is too much to name. */
export interface Changes {
  readonly v: 1
  readonly changes: readonly Change[] | null
}

/** More things than these are not named: whoever listens fetches everything anew. */
const mostNamed = 50

/** What is told of readers and sessions changes nothing that a screen shows. */
const noChange = /^(read|export|signIn|signOut|sessionReuse)/

/**
 * What to tell screens of a transaction, by what it tells the audit log: whoever adds a domain has told it already.
 * At most one message.
 */
export function changesOf(entries: readonly AuditEntry[]): readonly Delivery[] {
  const changes = new Map(entries.flatMap(changeOf).map((change) => [`${change.entity} ${change.id}`, change]))
  if (changes.size === 0) return []
  const named = changes.size <= mostNamed ? [...changes.values()] : null
  return [{ topic: changeTopic, body: { v: 1, changes: named?.map((change) => ({ ...change })) ?? null } }]
}

function changeOf({ action, entity, entityId, after, shownTo = [] }: AuditEntry): readonly Change[] {
  const verb = action.slice(action.indexOf('.') + 1)
  if (entityId === null || noChange.test(verb)) return []
  const change = { entity, id: entityId, operation: operationOf(verb), version: versionOf(after) }
  return [shownTo.length > 0 ? { ...change, shownTo } : change]
}

function operationOf(verb: string): ChangeOperation {
  if (verb.startsWith('create')) return 'CREATED'
  return /^(delete|erase|remove)/.test(verb) ? 'DELETED' : 'UPDATED'
}

const versionOf = (image: object | null | undefined): number | null =>
  image && 'version' in image && typeof image.version === 'number' ? image.version : null
