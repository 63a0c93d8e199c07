import type { ControlDb } from '../platform/db/handles.js'

/** Removes every account and session of a church. For the owner of the control database: requests erase no accounts. */
export async function removeAccounts(control: ControlDb, churchId: string): Promise<void> {
  await control.deleteFrom('refresh_session').where('church_id', '=', churchId).execute()
  await control.deleteFrom('user_account').where('church_id', '=', churchId).execute()
}
