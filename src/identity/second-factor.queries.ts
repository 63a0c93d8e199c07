import type { ControlDb } from '../platform/db/handles.js'

/** Whether a password alone does not sign this account in. */
export async function hasSecondFactor(control: ControlDb, userId: string): Promise<boolean> {
  const factor = await control
    .selectFrom('second_factor')
    .select('user_id')
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
  return factor !== undefined
}
