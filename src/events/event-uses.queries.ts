import type { Db } from '../platform/db/handles.js'

/** Whether anybody has ever registered for an event. Exact under the lock of the event. */
export async function isRegisteredFor(db: Db, eventId: string): Promise<boolean> {
  const one = await db.selectFrom('event_registration').select('id').where('event_id', '=', eventId).limit(1).execute()
  return one.length > 0
}
