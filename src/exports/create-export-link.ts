import { requireViewer } from '../access/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import type { Instant } from '../platform/instant.js'
import { refuse } from '../platform/refusal.js'
import { sealLink } from './export-link.js'
import { mayExport } from './export-list.js'
import { columnsCalled, type ExportedList, type ExportFormat } from './exported-list.js'

/** What a link is wanted to. */
export interface WantedExport<Wanted extends object> {
  readonly format: ExportFormat
  readonly wanted: Wanted
  /** All of them for none. */
  readonly columns?: readonly string[] | null
}

/** A link to a file. */
export interface ExportLink {
  readonly url: string
  readonly expiresAt: Instant
}

/** What a link is made of. */
export type LinkCtx = Needs<'refusedToken' | 'bearer' | 'seals' | 'page'>

/**
 * A link to a file of `list`, for whoever asks, for five minutes. Nothing is exported until it is followed, and rights are
 * asked for again then. Refuses INVALID for a column there is not. Throws FORBIDDEN without the list's right.
 */
export async function createExportLink<Wanted extends object, Name extends string>(
  ctx: LinkCtx,
  list: ExportedList<Wanted, Name>,
  { format, wanted, columns }: WantedExport<Wanted>,
) {
  const viewer = requireViewer(ctx)
  if (!mayExport(viewer, list)) throw notAllowed(`Exporting this needs the right ${list.needs}.`)
  const called = columnsCalled(list, columns)
  if (typeof called === 'number') {
    return refuse('INVALID', 'There is no such column, or it is named twice.', ['columns', String(called)])
  }
  return sealLink(ctx, list, { format, wanted, columns: called }) satisfies ExportLink
}
