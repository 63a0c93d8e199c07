import { performance } from 'node:perf_hooks'
import { Readable, Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { requireViewer } from '../access/index.js'
import { type Member, nextMembers, openMemberCursor } from '../members/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import { localDay } from '../platform/instant.js'
import type { Json } from '../platform/json.js'
import { inTransaction } from '../platform/transaction.js'
import { csvOf, defused } from './csv.js'
import { addExport } from './export-log.repository.js'
import type { ExportRequest } from './export-request.js'
import { type MemberExportColumn, memberExportColumns } from './member-columns.js'
import { takePlace } from './running.js'

/** A file that is ready to be poured: its first rows have been read. */
export interface ExportedMembers {
  readonly fileName: string
  /** Pours the file into a stream, which it ends. Rejects when it is cut short; it is logged either way. Call it once. */
  readonly pour: (into: Writable) => Promise<void>
}

/** Whether the viewer may take lists of members out of the church. */
const mayExportMembers = (viewer: Viewer): boolean => viewer.grants.get('members.manage') === 'ALL'

/**
 * The members that `request` asks for, as a CSV file from one snapshot. Throws UNAUTHENTICATED, FORBIDDEN without
 * members.manage, and THROTTLED after ten in an hour, or while two run for the viewer or five for the church.
 */
export async function exportMembers(
  ctx: Needs<'refusedToken' | 'throttle'>,
  request: ExportRequest,
): Promise<ExportedMembers> {
  const viewer = requireViewer(ctx)
  if (!mayExportMembers(viewer)) throw notAllowed('Exporting members needs the right members.manage.')
  const giveBack = takePlace({ userId: viewer.userId, churchId: ctx.church.id })
  try {
    await ctx.throttle('export', { by: viewer.userId })
    await openMemberCursor(ctx.db, viewer, request.wanted)
    const first = await nextMembers(ctx.db)
    const file = { request, first, userId: viewer.userId }
    return {
      fileName: fileNameOf(ctx),
      pour: (into) => pour(ctx, file, into).finally(giveBack),
    }
  } catch (error) {
    giveBack()
    throw error
  }
}

interface OpenedFile {
  readonly request: ExportRequest
  readonly first: readonly Member[]
  readonly userId: string
}

async function pour(ctx: Needs<never>, { request, first, userId }: OpenedFile, into: Writable): Promise<void> {
  const { columns, wanted } = request
  const begun = performance.now()
  const poured = { rowCount: 0, byteSize: 0 }
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      poured.byteSize += chunk.length
      done(null, chunk)
    },
  })
  const keep = (outcome: 'DONE' | 'FAILED'): Promise<void> => {
    const duration = Math.round(performance.now() - begun)
    // Parameters that were read from text: JSON spells all of them, and leaves out those that were not given.
    const filters = JSON.parse(JSON.stringify({ ...wanted, columns })) as Readonly<Record<string, Json>>
    const record = { kind: 'MEMBERS', format: 'CSV', filters, outcome, duration, ...poured } as const
    return inTransaction(ctx, async ({ db, audit, clock }) => {
      await addExport(db, { id: newId(clock), userId, ...record })
      audit({ action: 'member.export', entity: 'member', entityId: null, after: record })
    })
  }
  const rows = Readable.from(cells(ctx, { first, columns, poured }), { highWaterMark: 500 })
  const headings = columns.map((column) => memberExportColumns[column])
  try {
    await pipeline(rows, csvOf(headings), counted, into)
  } catch (error) {
    await keep('FAILED')
    throw error
  }
  await keep('DONE')
}

interface Source {
  readonly first: readonly Member[]
  readonly columns: readonly MemberExportColumn[]
  readonly poured: { rowCount: number }
}

/** Reads on only when the rows before have been taken. */
async function* cells({ db }: Needs<never>, { first, columns, poured }: Source): AsyncGenerator<readonly string[]> {
  for (let batch = first; batch.length > 0; batch = await nextMembers(db)) {
    for (const member of batch) {
      poured.rowCount += 1
      yield columns.map((column) => defused(shown(member, column)))
    }
  }
}

/** A birthday whose year is unknown is a day alone, `--05-17`, as in vCards (RFC 6350, 4.3.1). */
function shown(member: Member, column: MemberExportColumn): string {
  const value = member[column] ?? ''
  return column === 'birthDate' && !member.birthYearKnown && value ? `-${value.slice(4)}` : value
}

/** `Grace-Church_Members_20260301.csv`, the day in church time. */
function fileNameOf({ church, clock }: Needs<never>): string {
  const name = church.name.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  const folded = name
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '')
  const day = localDay(clock.now(), church.timeZone).replaceAll('-', '')
  return `${folded || church.subdomain}_Members_${day}.csv`
}
