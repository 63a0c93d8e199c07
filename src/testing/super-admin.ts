import { addSuperAdmin, hashPassword } from '../identity/index.js'
import { systemClock } from '../platform/clock.js'
import { newId, noChurchId } from '../platform/ids.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { Api } from './api.js'
import { testPassword } from './church-world.js'
import type { World } from './world.js'

/** Somebody who keeps the platform. */
export interface TestSuperAdmin {
  readonly userId: string
  readonly email: string
  readonly token: string
  /** Speaks to the central host as them. */
  readonly api: Api
}

/** A new super-admin of this world, signed in; the password is everybody's in tests. */
export async function superAdmin({ app, port, database }: World): Promise<TestSuperAdmin> {
  const userId = newId(systemClock)
  const email = `${userId}@platform.example`
  const passwordHash = await hashPassword(testPassword)
  const account = { id: userId, email, name: 'A keeper of a test', passwordHash }
  await ownerDesk(database.owner).write((control) => addSuperAdmin(control, account))
  const claims = { userId, churchId: noChurchId, sessionId: newId(systemClock), epoch: 1 }
  const { token } = await app.parts.tokens.issue(claims, newId(systemClock))
  return { userId, email, token, api: new Api({ port, host: 'api.localhost', token }) }
}
