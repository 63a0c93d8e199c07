import type { OccurrenceKey } from '../events/index.js'
import type { Instant } from '../platform/instant.js'
import { refuse, refuseAll, type Refusal, type UserError } from '../platform/refusal.js'

/** Whom a count of heads is about. */
export const headcountCategories = ['ADULTS', 'CHILDREN', 'VISITORS', 'ONLINE'] as const

/** One of `headcountCategories`. */
export type HeadcountCategory = (typeof headcountCategories)[number]

/** How many of a kind were counted at an occurrence, beside whoever was let in by name. */
export interface Headcount extends OccurrenceKey {
  readonly category: HeadcountCategory
  readonly count: number
  /** When it was counted, or last corrected. */
  readonly updatedAt: Instant
}

/** What somebody counted; null takes a count back. */
export interface Counted {
  readonly category: HeadcountCategory
  readonly count?: number | null
}

/** More heads than this are a slip of the finger. */
const maxHeadcount = 100_000

/** Everything wrong with what was counted; null when nothing is. */
export function refuseCounts(counts: readonly Counted[]): Refusal<'REQUIRED' | 'INVALID'> | null {
  if (counts.length === 0) return refuse('REQUIRED', 'Say what was counted.', ['counts'])
  const seen = new Set<HeadcountCategory>()
  return refuseAll(
    counts.flatMap(({ category, count }, index): UserError<'INVALID'>[] => {
      const path = ['counts', String(index)]
      const isTwice = seen.has(category)
      seen.add(category)
      if (isTwice) {
        return [{ code: 'INVALID', message: 'Counted twice.', path: [...path, 'category'], params: null }]
      }
      if ((count ?? 0) >= 0 && (count ?? 0) <= maxHeadcount) return []
      const message = `A count is 0 to ${maxHeadcount}.`
      return [{ code: 'INVALID', message, path: [...path, 'count'], params: { maximum: maxHeadcount } }]
    }),
  )
}

/** Counts as the audit log keeps them, by category; null when nobody has counted. */
export const countsByCategory = (
  counts: readonly Pick<Headcount, 'category' | 'count'>[],
): Readonly<Partial<Record<HeadcountCategory, number>>> | null =>
  counts.length === 0 ? null : Object.fromEntries(counts.map(({ category, count }) => [category, count]))
