import { sql } from 'kysely'
import type { Db } from '../platform/db/handles.js'
import type { Instant } from '../platform/instant.js'

/** Whether any one event takes place more than `maximum` times from `from` until `to`. */
export async function isTooOften(
  db: Db,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  maximum: number,
): Promise<boolean> {
  const found = await db
    .selectFrom('event_occurrence')
    .select('event_id')
    // Only series can.
    .where('event_id', 'in', (eb) => eb.selectFrom('event').select('id').where('series_ends_at', '>', from))
    .where('ends_at', '>', from)
    .where('starts_at', '<', to)
    .groupBy('event_id')
    .having(sql`count(*)`, '>', maximum)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
