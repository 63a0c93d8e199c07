import type { Db } from '../platform/db/handles.js'

/** Whether anybody has ever registered for an event, come to it, or counted heads there. Exact under the lock of the event. */
export async function isRegisteredFor(db: Db, eventId: string): Promise<boolean> {
  const { isUsed } = await db
    .selectNoFrom((eb) =>
      eb
        .or([
          eb.exists(eb.selectFrom('event_registration').select('id').where('event_id', '=', eventId)),
          eb.exists(eb.selectFrom('attendance_record').select('id').where('event_id', '=', eventId)),
          eb.exists(eb.selectFrom('attendance_count').select('id').where('event_id', '=', eventId)),
        ])
        .as('isUsed'),
    )
    .executeTakeFirstOrThrow()
  return Boolean(isUsed)
}
