import { userInfo } from 'node:os'
import { addPlatformAct, type PlatformAct } from '../platform/audit/platform-audit.repository.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import { systemClock } from '../platform/clock.js'
import type { ControlDb } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'

/**
 * Keeps in the platform's audit what an operator does from the command line, in the transaction that does it. Nobody is
 * signed in there: the actor is SYSTEM, under the name of the operating system's account.
 */
export async function tellOperatorAct(control: ControlDb, act: Omit<PlatformAct, 'actor'>): Promise<void> {
  await addPlatformAct(control, operator(), { ...act, actor: actor() })
}

/**
 * The same for what concerns the church's own people: kept in the church's audit log too. `control` must be open for that
 * church.
 */
export async function tellOperatorActOnChurch(control: ControlDb, act: ActOnChurch): Promise<void> {
  const { action, churchId, detail } = act
  const teller = operator()
  await addPlatformAct(control, teller, { ...act, actor: actor() })
  const entry = { action, entity: 'church', entityId: churchId, after: detail ?? null, actor: actor() }
  await tellAudit(teller, control, entry)
}

/** What an operator does to a church. */
export type ActOnChurch = Omit<PlatformAct, 'actor' | 'churchId'> & { readonly churchId: string }

/** Who acts at the command line, and where from. */
export const operator = () => ({
  clock: systemClock,
  origin: { requestId: newId(systemClock), ip: null, userAgent: 'npx faithflow' },
})

const actor = () => ({ kind: 'SYSTEM', id: null, name: osAccount() }) as const

function osAccount(): string | null {
  try {
    return userInfo().username
  } catch {
    // In a container the account may have a number and no name.
    return null
  }
}
