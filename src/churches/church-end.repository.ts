import { sql } from 'kysely'
import type { ControlDb } from '../platform/db/handles.js'

/** Makes a church ERASED: nobody can enter it once the transaction commits. What it has is still there. */
export async function condemnChurch(control: ControlDb, id: string): Promise<void> {
  await control
    .updateTable('church')
    .set({ status: 'ERASED', updated_at: sql`now()` })
    .where('id', '=', id)
    .where('status', '<>', 'ERASED')
    .execute()
}

/** Leaves of a condemned church its row alone, which says when it was erased; its subdomain is free again. */
export async function leaveTombstone(control: ControlDb, id: string): Promise<void> {
  await control.deleteFrom('church_feature').where('church_id', '=', id).execute()
  await control.deleteFrom('domain').where('church_id', '=', id).execute()
  await control
    .updateTable('church')
    .set({ email: null, phone: null, address: null, website: null })
    .set({ subdomain: null, erased_at: sql`now()`, updated_at: sql`now()` })
    // A worker that met the church while it vanished may have noted a failure.
    .set({ wave: null, lease_until: null, lease_by: null, moving_to: null })
    .set({ migration_error: null, migration_step: null, migration_statement: null })
    .where('id', '=', id)
    .where('status', '=', 'ERASED')
    .execute()
}
