import type { Db } from '../platform/db/handles.js'

/** Whether anybody has ever registered for an event, or come to it. Exact under the lock of the event. */
export async function isRegisteredFor(db: Db, eventId: string): Promise<boolean> {
  const registered = db.selectFrom('event_registration').select('id').where('event_id', '=', eventId).limit(1)
  const came = db.selectFrom('attendance_record').select('id').where('event_id', '=', eventId).limit(1)
  return (await registered.unionAll(came).execute()).length > 0
}
