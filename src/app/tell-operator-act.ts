import { userInfo } from 'node:os'
import { addPlatformAct, type PlatformAct } from '../platform/audit/platform-audit.repository.js'
import { systemClock } from '../platform/clock.js'
import type { ControlDb } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'

/**
 * Keeps in the platform's audit what an operator does from the command line, in the transaction that does it. Nobody is
 * signed in there: the actor is SYSTEM, under the name of the operating system's account.
 */
export async function tellOperatorAct(control: ControlDb, act: Omit<PlatformAct, 'actor'>): Promise<void> {
  const origin = { requestId: newId(systemClock), ip: null, userAgent: 'npx faithflow' }
  const actor = { kind: 'SYSTEM', id: null, name: osAccount() } as const
  await addPlatformAct(control, { clock: systemClock, origin }, { ...act, actor })
}

function osAccount(): string | null {
  try {
    return userInfo().username
  } catch {
    // In a container the account may have a number and no name.
    return null
  }
}
