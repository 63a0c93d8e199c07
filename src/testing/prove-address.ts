import type { Person } from './church-world.js'
import type { World } from './world.js'

/** Lets it be known that mails reach this person: before somebody has shown that, a church sends and invites nobody. */
export async function proveAddress({ database }: Pick<World, 'database'>, { userId }: Pick<Person, 'userId'>) {
  await database.owner.query('update control.user_account set email_verified_at = now() where id = $1', [userId])
}
