import { addUser, findUser, type User } from '../../identity/index.js'
import { systemClock } from '../../platform/clock.js'
import type { ControlDb } from '../../platform/db/handles.js'
import { idOfNames } from '../../platform/ids.js'
import type { DemoChurch } from './demo-church.js'

/** An account that visitors sign in with, before it has a name. */
export type DemoAccount = Pick<User, 'id' | 'email'>

/** The two accounts of a demo church. */
export interface DemoAccounts {
  readonly admin: DemoAccount
  readonly member: DemoAccount
}

/** The accounts of the church with this id. A run that was cut off and the one that finishes its work mean the same. */
export function accountsOf({ founded }: DemoChurch, churchId: string): DemoAccounts {
  const account = (who: string): DemoAccount => {
    const email = `${who}@${founded.subdomain}.demo`
    return { id: idOfNames('demo account', churchId, email), email }
  }
  return { admin: account('admin'), member: account('member') }
}

/** Adds accounts, able to sign in at once. Throws when one is there. */
export async function addAccounts(
  control: ControlDb,
  users: readonly User[],
  shared: { readonly churchId: string; readonly passwordHash: string },
): Promise<void> {
  // Nobody reads mails at these addresses, and visitors shall be able to invite.
  for (const user of users) await addUser(control, { ...user, ...shared, emailVerifiedAt: systemClock.now() })
}

/** The addresses, as they are today, of those of the accounts that can sign in. */
export async function addressesOf(control: ControlDb, { admin, member }: DemoAccounts): Promise<readonly string[]> {
  const found = [await findUser(control, admin.id), await findUser(control, member.id)]
  return found.flatMap((user) => (user?.status === 'ACTIVE' ? [user.email] : []))
}
