import { giveRole } from '../access/index.js'
import {
  addChurchSettings,
  type churchRefusals,
  claimChurch,
  defaultMemberPrefix,
  isSubdomainTaken,
  type NewChurch,
} from '../churches/index.js'
import { addUser, beginSession, hashPassword, openSession, type Session, type User } from '../identity/index.js'
import type { ChurchHere } from '../platform/context.js'
import type { ControlDb } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import { addSeconds } from '../platform/instant.js'
import type { Lobby } from '../platform/lobby.js'
import { refuse, type Refusal, type sharedRefusals } from '../platform/refusal.js'
import { type SignUp, signUpFaults, tidySignUp, trialSeconds } from './sign-up.js'

/** A church that has just come to be, and its founder, signed in. */
export interface RegisteredChurch {
  readonly church: ChurchHere
  readonly session: Session
  readonly viewer: User
}

type Refused = Refusal<keyof typeof sharedRefusals | keyof typeof churchRefusals>

/** How often an empty pool is met before giving up: others may draw what was built for us. */
const maxBuilds = 5

/**
 * Signs a church up: claims a built one, or builds it, makes its founder ADMIN and signs them in. All or nothing.
 *
 * Refuses REQUIRED, TOO_SHORT, TOO_LONG and INVALID for all faults at once, and SUBDOMAIN_TAKEN, also to the slower of
 * two. Locks one WARM church. The rest of the operation is answered inside the new church.
 */
export async function registerChurch(lobby: Lobby, input: SignUp): Promise<RegisteredChurch | Refused> {
  const signUp = tidySignUp(input)
  const faults = signUpFaults(signUp)
  if (faults) return faults
  // Spares the hash, and the pool a church that would be given back; the claim decides.
  if (await lobby.catalogue.read((db) => isSubdomainTaken(db, signUp.subdomain))) return taken()

  const passwordHash = await hashPassword(signUp.admin.password)
  for (let build = 0; build <= maxBuilds; build += 1) {
    const claimed = await lobby.catalogue.write((control) => claim(lobby, control, { signUp, passwordHash }))
    if (claimed === 'TAKEN') return taken()
    if (claimed !== 'EMPTY') {
      lobby.refill()
      return { ...claimed, church: await lobby.enter(signUp.subdomain) }
    }
    await lobby.buildWarmChurch()
  }
  throw new Error('The pool of churches stays empty although churches are built.')
}

const taken = (): Refused => refuse('SUBDOMAIN_TAKEN', 'Another church has this subdomain.', ['subdomain'])

interface Claimant {
  readonly signUp: SignUp
  readonly passwordHash: string
}

async function claim(
  lobby: Lobby,
  control: ControlDb,
  { signUp, passwordHash }: Claimant,
): Promise<Pick<RegisteredChurch, 'session' | 'viewer'> | 'TAKEN' | 'EMPTY'> {
  const { clock } = lobby
  const claimed = await claimChurch(control, newChurch(signUp, addSeconds(clock.now(), trialSeconds)))
  if (claimed.outcome !== 'CLAIMED') return claimed.outcome

  const viewer = { id: newId(clock), email: signUp.admin.email, name: signUp.admin.name }
  // Its own first rows: harmless if we die before the catalogue commits, because the next claim writes them anew.
  await lobby.inChurch({ cell: claimed.cell, key: claimed.placeKey }, async (db) => {
    await addChurchSettings(db, clock, defaultMemberPrefix(signUp.subdomain))
    await giveRole(db, clock, { userId: viewer.id, role: 'ADMIN' })
  })
  await addUser(control, { ...viewer, churchId: claimed.id, passwordHash })
  const { session, row } = await openSession(lobby, { userId: viewer.id, churchId: claimed.id, epoch: 1 })
  await beginSession(control, row, clock.now())
  return { session, viewer }
}

const newChurch = (
  { churchName, subdomain, denomination, timeZone, currency }: SignUp,
  trialEndsAt: string,
): NewChurch => ({
  name: churchName,
  ...{ subdomain, denomination, timeZone, currency, trialEndsAt },
})
