import { giveRole } from '../access/index.js'
import {
  addChurchSettings,
  type churchRefusals,
  claimChurch,
  defaultMemberPrefix,
  foldSubdomain,
  isSubdomainTaken,
  type NewChurch,
} from '../churches/index.js'
import { addUser, beginSession, hashPassword, openSession, type Session, type User } from '../identity/index.js'
import { sendLink } from '../mailed-links/index.js'
import { addPlatformAct } from '../platform/audit/platform-audit.repository.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import type { ChurchHere } from '../platform/context.js'
import type { ControlDb } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import { addSeconds } from '../platform/instant.js'
import type { Lobby } from '../platform/lobby.js'
import { isRefusal, refuse, type Refusal, type sharedRefusals } from '../platform/refusal.js'
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
 * Signs a church up: claims a built one, or builds it, makes its founder ADMIN and signs them in; a mail asks whether the
 * address is theirs. All or nothing.
 *
 * Refuses REQUIRED, TOO_SHORT, TOO_LONG and INVALID for all faults at once, and SUBDOMAIN_TAKEN, also to the slower of
 * two. Throws THROTTLED after five from one address within an hour. Locks one WARM church. The rest of the operation is answered inside the new church.
 */
export async function registerChurch(lobby: Lobby, input: SignUp): Promise<RegisteredChurch | Refused> {
  // A form that is sent back costs nothing.
  if (!signUpFaults(tidySignUp(input))) await lobby.throttle('sign-up', { by: lobby.origin.ip })
  const registered = await registerWith(lobby, input, async (control, { viewer, churchId }) => {
    const { session, row } = await openSession(lobby, { userId: viewer.id, churchId, epoch: 1 })
    await beginSession(control, row, lobby.clock.now())
    const link = { id: newId(lobby.clock), purpose: 'VERIFY_EMAIL', newEmail: null, ip: lobby.origin.ip } as const
    await sendLink(control, lobby.clock, { ...link, churchId, userId: viewer.id })
    await tellRegistration(lobby, control, { viewer, churchId, subdomain: foldSubdomain(input.subdomain) })
    return { session, viewer }
  })
  if (isRefusal(registered)) return registered
  return { ...registered, church: await lobby.enter(foldSubdomain(input.subdomain)) }
}

/** The first entry of the church's own log, and one in the platform's. */
async function tellRegistration(
  lobby: Lobby,
  control: ControlDb,
  { viewer, churchId, subdomain }: Founder & { readonly subdomain: string },
): Promise<void> {
  const actor = { kind: 'USER', id: viewer.id, name: viewer.name } as const
  const act = { action: 'church.register', actor } as const
  await addPlatformAct(control, lobby, { ...act, churchId, target: subdomain })
  await tellAudit(lobby, control, { ...act, entity: 'church', entityId: churchId, after: { subdomain } })
}

/** Where a church can be registered without entering it. */
export type Registry = Pick<Lobby, 'clock' | 'catalogue' | 'inChurch' | 'openCells' | 'buildWarmChurch' | 'refill'>

/** The first account of a new church. */
export interface Founder {
  readonly viewer: User
  readonly churchId: string
}

/** As `registerChurch`, but without entering: `welcome` runs last in the transaction, and its outcome is returned. */
export async function registerWith<Welcome>(
  registry: Registry,
  input: SignUp,
  welcome: (control: ControlDb, founder: Founder) => Promise<Welcome>,
): Promise<Welcome | Refused> {
  const signUp = tidySignUp(input)
  const faults = signUpFaults(signUp)
  if (faults) return faults
  // Spares the hash, and the pool a church that would be given back; the claim decides.
  if (await registry.catalogue.read((db) => isSubdomainTaken(db, signUp.subdomain))) return taken()

  const passwordHash = await hashPassword(signUp.admin.password)
  const cells = await registry.openCells()
  for (let build = 0; build <= maxBuilds; build += 1) {
    const claimed = await registry.catalogue.write(async (control) => {
      const founder = await claim(registry, control, { signUp, passwordHash, cells })
      return typeof founder === 'string' ? founder : { welcome: await welcome(control, founder) }
    })
    if (claimed === 'TAKEN') return taken()
    if (claimed !== 'EMPTY') {
      registry.refill()
      return claimed.welcome
    }
    await registry.buildWarmChurch()
  }
  throw new Error('The pool of churches stays empty although churches are built.')
}

const taken = (): Refused => refuse('SUBDOMAIN_TAKEN', 'Another church has this subdomain.', ['subdomain'])

interface Claimant {
  readonly signUp: SignUp
  readonly passwordHash: string
  /** Where the church may be, the best place first. */
  readonly cells: readonly string[]
}

async function claim(
  { clock, inChurch }: Registry,
  control: ControlDb,
  { signUp, passwordHash, cells }: Claimant,
): Promise<Founder | 'TAKEN' | 'EMPTY'> {
  const claimed = await claimChurch(control, newChurch(signUp, addSeconds(clock.now(), trialSeconds)), cells)
  if (claimed.outcome !== 'CLAIMED') return claimed.outcome

  const viewer = { id: newId(clock), email: signUp.admin.email, name: signUp.admin.name }
  // Its own first rows: harmless if we die before the catalogue commits, because the next claim writes them anew.
  await inChurch({ cell: claimed.cell, key: claimed.placeKey }, async (db) => {
    await addChurchSettings(db, clock, defaultMemberPrefix(signUp.subdomain))
    await giveRole(db, clock, { userId: viewer.id, role: 'ADMIN' })
  })
  await addUser(control, { ...viewer, churchId: claimed.id, passwordHash })
  return { viewer, churchId: claimed.id }
}

const newChurch = (
  { churchName, subdomain, denomination, timeZone, currency }: SignUp,
  trialEndsAt: string,
): NewChurch => ({
  name: churchName,
  ...{ subdomain, denomination, timeZone, currency, trialEndsAt },
})
