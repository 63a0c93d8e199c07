import type { Clock } from '../clock.js'
import type { Origin } from '../context.js'
import type { ControlDb } from '../db/handles.js'
import { newId } from '../ids.js'
import type { Json } from '../json.js'

/** Something done outside of any church, or to a church as a whole. */
export interface PlatformAct {
  /** `entity.verb`, such as `church.suspend`. */
  readonly action: `${string}.${string}`
  readonly actor: PlatformActor
  /** The church it was done to; null when it concerns none. */
  readonly churchId: string | null
  /** What it was done to, in the words of the day: a subdomain, an address. */
  readonly target: string | null
  /** Never secrets, and no data of a church. */
  readonly detail?: Readonly<Record<string, Json>>
}

/** Who did it. `id` is of an account, null when nobody is known; `name` outlives it. */
export interface PlatformActor {
  readonly kind: 'USER' | 'SUPER_ADMIN' | 'SYSTEM'
  readonly id: string | null
  readonly name: string | null
}

/** Keeps an act, in the transaction that does it; refused (42501) for another church than the one it named. */
export async function addPlatformAct(
  control: ControlDb,
  { clock, origin }: { readonly clock: Clock; readonly origin: Origin },
  { action, actor, churchId, target, detail = {} }: PlatformAct,
): Promise<void> {
  await control
    .insertInto('platform_audit')
    .values({
      ...{ id: newId(clock), at: clock.now(), action, target: target?.slice(0, 255) ?? null, detail },
      actor_kind: actor.kind,
      actor_id: actor.id,
      actor_name: actor.name,
      church_id: churchId,
      ip: origin.ip?.replace(/%.*$/, '') ?? null,
      user_agent: origin.userAgent,
      request_id: origin.requestId,
    })
    .execute()
}
