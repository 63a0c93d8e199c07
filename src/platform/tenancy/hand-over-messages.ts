import type { Pool } from 'pg'
import { inTransaction } from './migrate-schema.js'
import { onConnection } from './on-connection.js'

/**
 * Moves what a church has waiting in the outbox of one cell into that of another; resolves to how many messages there
 * were. One may be in both when this is cut short, and is then sent twice, which listeners notice by its sequence.
 *
 * Both pools have connections like the one `setUpCell` takes; `key` is that of the church's place.
 */
export function handOverMessages(from: Pool, to: Pool, key: string): Promise<number> {
  return onConnection(from, (source) =>
    inTransaction(source, async () => {
      // Waits for a relay that is sending some of them: what it has sent is gone then.
      await source.query(`set local lock_timeout = '20s'`)
      const { rows } = await source.query<{ id: string; message: string }>(
        `select id, jsonb_build_object('topic', topic, 'body', body, 'created_at', created_at)::text as message
         from outbox.message where church = $1 order by id for update`,
        [key],
      )
      if (rows.length === 0) return 0
      await onConnection(to, (target) =>
        target.query(
          `insert into outbox.message (church, topic, body, created_at)
           select $1, message ->> 'topic', message -> 'body', (message ->> 'created_at')::timestamptz
           from unnest($2::jsonb[]) with ordinality as waiting (message, place) order by place`,
          [key, rows.map(({ message }) => message)],
        ),
      )
      await source.query('delete from outbox.message where id = any($1::bigint[])', [rows.map(({ id }) => id)])
      return rows.length
    }),
  )
}
