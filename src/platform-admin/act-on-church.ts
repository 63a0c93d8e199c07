import { addPlatformAct } from '../platform/audit/platform-audit.repository.js'
import { notSignedIn } from '../platform/blocked.js'
import type { ControlDb } from '../platform/db/handles.js'
import type { Json } from '../platform/json.js'
import type { Lobby, SuperAdmin } from '../platform/lobby.js'
import { isRefusal, type Refusal, refuse } from '../platform/refusal.js'
import type { PlatformChurch } from './platform-church.js'
import { platformChurch } from './platform-churches.queries.js'

/** What is done to a church, as the platform's audit keeps it. */
interface Act {
  readonly churchId: string
  readonly action: `church.${string}`
  readonly detail: Readonly<Record<string, Json>>
}

/**
 * Does `work` to a church and keeps the act with it, or neither; returns the church as it is then. Refuses NOT_FOUND for a
 * church without owners, and what `work` refuses. Throws UNAUTHENTICATED when no super-admin asks.
 */
export async function actOnChurch<Refused extends Refusal>(
  lobby: Lobby,
  { churchId, action, detail }: Act,
  work: (platform: ControlDb) => Promise<Refused | null>,
): Promise<PlatformChurch | Refused | Refusal<'NOT_FOUND'>> {
  const { userId, name } = requireSuperAdmin(lobby)
  return lobby.platform.write(async (platform) => {
    const refused = await work(platform)
    if (isRefusal(refused)) return refused
    const church = await platformChurch(platform, churchId)
    if (!church) return noSuchChurch()
    const actor = { kind: 'SUPER_ADMIN', id: userId, name } as const
    await addPlatformAct(platform, lobby, { action, actor, churchId, target: church.subdomain, detail })
    return church
  })
}

/** The answer for a church that is not there. */
export const noSuchChurch = (): Refusal<'NOT_FOUND'> => refuse('NOT_FOUND', 'There is no such church.', ['churchId'])

function requireSuperAdmin({ superAdmin, refusedToken }: Lobby): SuperAdmin {
  if (!superAdmin) throw refusedToken ?? notSignedIn()
  return superAdmin
}
