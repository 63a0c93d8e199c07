import { performance } from 'node:perf_hooks'
import { type Readable, Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import type { TextRow } from '../platform/db/long-reading.js'
import { localMoment } from '../platform/instant.js'
import { inTransaction } from '../platform/transaction.js'
import { csvOf } from './csv.js'
import { addExport, type ExportRecord } from './export-log.repository.js'
import type { Column } from './exported-list.js'
import { xlsxOf } from './xlsx.js'

/** How a file leaves. */
export interface PouredFile {
  /** Pours the file into a stream, which it ends. Rejects when it is cut short; it is logged either way. Call it once. */
  readonly pour: (into: Writable) => Promise<void>
}

/** What a file is made of. */
interface Contents {
  readonly record: Pick<ExportRecord, 'id' | 'userId' | 'kind' | 'format' | 'filters'>
  readonly title: string
  readonly columns: readonly Column[]
  readonly batches: AsyncIterable<readonly TextRow[]>
}

/** However slow its reader is: the snapshot it stands on keeps PostgreSQL from clearing up. */
const longest = 15 * 60_000

/** A file of these rows; the export log tells how it ended. */
export function pourFile(ctx: Needs<never>, contents: Contents): PouredFile {
  const count = { rows: 0, bytes: 0 }
  return {
    async pour(into) {
      const begun = performance.now()
      const keep = (outcome: ExportRecord['outcome']) =>
        inTransaction(ctx, async ({ db, audit }) => {
          audit(unaudited('The audit log was told when the export began.'))
          const duration = Math.round(performance.now() - begun)
          const { rows: rowCount, bytes: byteSize } = count
          await addExport(db, { ...contents.record, outcome, duration, rowCount, byteSize })
        })
      try {
        const signal = AbortSignal.timeout(longest)
        await pipeline(fileOf(ctx, contents, count), counting(count), into, { signal })
      } catch (error) {
        await keep('FAILED')
        throw error
      }
      await keep('DONE')
    },
  }
}

interface Count {
  rows: number
  bytes: number
}

function fileOf(
  { church, clock }: Needs<never>,
  { record, title, columns, batches }: Contents,
  count: Count,
): Readable {
  const counted = countingRows(batches, count)
  if (record.format === 'CSV') return csvOf(columns, counted)
  const now = localMoment(clock.now(), church.timeZone)
  const about = () =>
    [
      ['Church', 'words', church.name],
      ['Exported at', 'moment', now],
      ['Time zone', 'words', church.timeZone],
      ['Rows', 'number', String(count.rows)],
    ] as const
  return xlsxOf({ title, columns, batches: counted, about })
}

async function* countingRows(
  batches: AsyncIterable<readonly TextRow[]>,
  count: Count,
): AsyncGenerator<readonly TextRow[]> {
  for await (const rows of batches) {
    count.rows += rows.length
    yield rows
  }
}

const counting = (count: Count): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      count.bytes += chunk.length
      done(null, chunk)
    },
  })
