import type { Json } from '../json.js'

/** Who did something in a church. `id` is of the account or key, null when nobody is known; `name` outlives it. */
export interface Actor {
  readonly kind: 'USER' | 'API_KEY' | 'SYSTEM'
  readonly id: string | null
  readonly name: string | null
}

/** Whose screens show a thing: everybody’s, those of a role by its key or id, of a right, a ministry or a member. */
export type ShownTo = 'CHURCH' | `${'role' | 'right' | 'ministry' | 'member'}:${string}`

/** What is told of one change. */
export interface AuditEntry {
  /** `entity.verb`, such as `member.update`. */
  readonly action: `${string}.${string}`
  /** The kind of thing that was changed, and which one. */
  readonly entity: string
  readonly entityId: string | null
  /** The thing as it was; left out for a new one. Only what differs is kept. */
  readonly before?: object | null
  /** The thing as it is now. */
  readonly after?: object | null
  /** Fields that are sensitive: told by name, their values are kept nowhere. */
  readonly hidden?: readonly string[]
  /** Whose screens show the thing, without a right to change all such things. Kept nowhere; see `resourceChanged`. */
  readonly shownTo?: readonly ShownTo[]
  /** Somebody else than the viewer, such as who is just signing in. */
  readonly actor?: Actor
}

/** The reason why a transaction leaves no entry. */
export interface Unaudited {
  readonly unaudited: string
}

/** Declares that a transaction needs no entry: it changes nothing but the viewer's own bookkeeping, or nothing at all. */
export const unaudited = (why: string): Unaudited => ({ unaudited: why })

/** Tells what was changed, or why there is nothing to tell; see `Ctx.audit`. */
export type Audit = (entry: AuditEntry | Unaudited) => void

/** What an entry keeps of a thing before and after. */
export interface Images {
  readonly before: Readonly<Record<string, Json>> | null
  readonly after: Readonly<Record<string, Json>> | null
  readonly fields: readonly string[]
}

/** Bookkeeping that says nothing beside the entry itself. */
const bookkeeping = new Set(['id', 'createdAt', 'updatedAt'])

/** Whatever a caller forgets: a field that is called so is never copied. */
const secret = /password|secret|token|hash|totp|recovery/i

/**
 * What differs between two images, and in which fields; of a new thing all that it has. `hidden` fields and those that
 * are named like a secret appear in `fields` only.
 */
export function imagesOf({ before, after, hidden = [] }: Pick<AuditEntry, 'before' | 'after' | 'hidden'>): Images {
  const was = columnsOf(before)
  const is = columnsOf(after)
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => !bookkeeping.has(name))
  const fields = names.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name])).toSorted()
  const shown = fields.filter((name) => !hidden.includes(name) && !secret.test(name))
  const keep = (columns: Readonly<Record<string, Json>>) =>
    Object.fromEntries(shown.flatMap((name) => (columns[name] === undefined ? [] : [[name, columns[name]]])))
  return { before: before ? keep(was) : null, after: after ? keep(is) : null, fields }
}

/** The columns of an image as JSON; those without a value are left out, so that null and absent are alike. */
function columnsOf(image: object | null | undefined): Readonly<Record<string, Json>> {
  const columns = Object.entries(image ?? {}).filter(([, value]) => value !== null && value !== undefined)
  // What JSON cannot spell does not come out of it. Half a surrogate pair becomes what a text column makes of it: jsonb
  // would refuse it, and the change with it.
  return JSON.parse(JSON.stringify(Object.fromEntries(columns)), wellFormed) as Record<string, Json>
}

const wellFormed = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? Buffer.from(value).toString() : value
