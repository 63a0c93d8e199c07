import { performance } from 'node:perf_hooks'
import { type Readable, Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { tell } from '../notifications/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import type { TextRow } from '../platform/db/long-reading.js'
import { localMoment } from '../platform/instant.js'
import { inTransaction } from '../platform/transaction.js'
import { csvOf } from './csv.js'
import { addExport, type ExportRecord } from './export-log.repository.js'
import { notificationOfFailedExport } from './export-notices.js'
import type { Column } from './exported-list.js'
import { xlsxOf } from './xlsx.js'

/** How a file leaves. */
export interface PouredFile {
  /**
   * Pours the file into a stream, which it ends. Rejects when it is cut short, as by `signal` when its reader takes too
   * long; it is logged either way. Call it once.
   */
  readonly pour: (into: Writable, signal: AbortSignal) => Promise<void>
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

/**
 * A file of these rows; the export log tells how it ended. Where it was us who broke it off, whoever asked for it is
 * notified: who closed the connection knows.
 */
export function pourFile(ctx: Needs<'viewer'>, contents: Contents): PouredFile {
  const count: Count = { rows: 0, bytes: 0, isBroken: false }
  return {
    async pour(into, impatience) {
      const begun = performance.now()
      const keep = (outcome: ExportRecord['outcome'], isOurs: boolean) =>
        inTransaction(ctx, async (ctx) => {
          ctx.audit(unaudited('The audit log was told when the export began.'))
          const duration = Math.round(performance.now() - begun)
          const { rows: rowCount, bytes: byteSize } = count
          await addExport(ctx.db, { ...contents.record, outcome, duration, rowCount, byteSize })
          // A program has no notifications: its `userId` is that of a key.
          if (isOurs && !ctx.viewer?.apiKeyId)
            await tell(ctx, notificationOfFailedExport({ ...contents.record, title: contents.title }))
        })
      const signal = AbortSignal.any([AbortSignal.timeout(longest), impatience])
      try {
        await pipeline(fileOf(ctx, contents, count), counting(count), into, { signal })
      } catch (error) {
        await keep('FAILED', count.isBroken || signal.aborted)
        throw error
      }
      await keep('DONE', false)
    },
  }
}

interface Count {
  rows: number
  bytes: number
  /** Whether the rows could not be read to their end. */
  isBroken: boolean
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
  let isReading = true
  try {
    for await (const rows of batches) {
      isReading = false
      count.rows += rows.length
      yield rows
      isReading = true
    }
  } catch (error) {
    // A reader who is gone throws at the `yield`.
    count.isBroken = isReading
    throw error
  }
}

const counting = (count: Count): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      count.bytes += chunk.length
      done(null, chunk)
    },
  })
