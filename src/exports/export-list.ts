import { requireViewer } from '../access/index.js'
import { Blocked, notAllowed, throttled } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'
import type { LongReading } from '../platform/db/long-reading.js'
import type { ChurchTables } from '../platform/db/tables.generated.js'
import { newId } from '../platform/ids.js'
import { localDay } from '../platform/instant.js'
import type { Json } from '../platform/json.js'
import { inTransaction } from '../platform/transaction.js'
import type { ExportedList, ExportFormat, ExportRequest } from './exported-list.js'
import { pourFile, type PouredFile } from './pour-file.js'
import { settleLater } from './settle-export.js'

/** A file that is ready to be poured: its first rows have been read. */
export interface ExportedFile extends PouredFile {
  readonly fileName: string
  readonly mediaType: string
}

const mediaTypes: Readonly<Record<ExportFormat, string>> = {
  CSV: 'text/csv; charset=utf-8',
  XLSX: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** How many exports run at a time, in all processes together (domain.md, 7.7). */
const most = { user: 2, church: 5 } as const

/** Whether the viewer may take this list out of the church. */
export const mayExport = (viewer: Viewer, { needs }: Pick<ExportedList, 'needs'>): boolean =>
  viewer.grants.get(needs) === 'ALL'

/** What an export touches. */
export type ExportCtx = Needs<'refusedToken' | 'throttle' | 'longReading'>

/**
 * What `request` asks for of `list`, as a file from one snapshot. The audit log is told before the first row leaves, and
 * the export log how it ended. Throws UNAUTHENTICATED, FORBIDDEN without the list's right, FEATURE_DISABLED, and THROTTLED after ten in an
 * hour, or while two run for the viewer, five for the church, or too many in this process.
 */
export async function exportList<Wanted extends object, Name extends string>(
  ctx: ExportCtx,
  list: ExportedList<Wanted, Name>,
  request: ExportRequest<Wanted, Name>,
): Promise<ExportedFile> {
  const viewer = requireExporter(ctx, list)
  const reading = await openReading(ctx, viewer)
  try {
    await ctx.throttle('export', { by: viewer.userId })
    const batches = await list.rows(reading.db, { ...ctx, viewer }, { ...request, timeZone: ctx.church.timeZone })
    const record = {
      ...{ id: newId(ctx.clock), userId: viewer.userId, kind: list.kind, format: request.format },
      // Filters that were read from text: JSON spells all of them, and leaves out those that were not given.
      filters: JSON.parse(JSON.stringify({ ...request.wanted, columns: request.columns })) as Record<string, Json>,
    }
    await inTransaction(ctx, async ({ audit, clock, enqueue }) => {
      const { id, kind, format, filters } = record
      audit({ ...list.audit, entityId: null, after: { export: id, kind, format, filters } })
      // A process that dies tells nobody. A program has no notifications.
      if (!viewer.apiKeyId) enqueue(settleLater({ ...record, title: list.title }, clock.now()))
    })
    const columns = await (list.columnsIn?.(reading.db, request) ?? request.columns.map((name) => list.columns[name]))
    const poured = pourFile(ctx, { record, columns, batches, title: list.title })
    return {
      fileName: fileNameOf(ctx, list.title, request.format),
      mediaType: mediaTypes[request.format],
      async pour(into, signal) {
        try {
          await poured.pour(into, signal)
        } finally {
          await reading.end()
        }
      },
    }
  } catch (error) {
    await reading.end()
    throw error
  }
}

/** The viewer, who may take this list out. Throws UNAUTHENTICATED, FORBIDDEN and FEATURE_DISABLED as `exportList` does. */
export function requireExporter(ctx: Needs<'refusedToken'>, list: Pick<ExportedList, 'needs' | 'feature'>): Viewer {
  const viewer = requireViewer(ctx)
  if (!mayExport(viewer, list)) throw notAllowed(`Exporting this needs the right ${list.needs}.`)
  if (!list.feature || ctx.church.features.has(list.feature)) return viewer
  throw new Blocked('FEATURE_DISABLED', `This church has switched off the feature \`${list.feature}\`.`)
}

async function openReading({ longReading }: ExportCtx, viewer: Viewer): Promise<LongReading<ChurchTables>> {
  const tooMany = throttled('Too many exports are running', 10_000)
  const reading = await longReading()
  if (!reading) throw tooMany
  try {
    const turns = [
      { name: `exports of ${viewer.userId}`, most: most.user },
      { name: 'exports', most: most.church },
    ]
    if (!(await reading.takeTurns(turns))) throw tooMany
    return reading
  } catch (error) {
    await reading.end()
    throw error
  }
}

/** `Grace-Church_Members_20260301.csv`, the day in church time. */
function fileNameOf({ church, clock }: Needs<never>, title: string, format: ExportFormat): string {
  const name = church.name.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  const folded = name
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '')
  const day = localDay(clock.now(), church.timeZone).replaceAll('-', '')
  return `${folded || church.subdomain}_${title}_${day}.${format.toLowerCase()}`
}
