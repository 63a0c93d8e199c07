import { loadMinistry } from '../ministries/index.js'
import { Blocked } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { gateOfEventType } from './event-reach.js'
import type { EventType } from './event.js'
import type { Led } from './event.policy.js'

/** The ministry that an event is for; null for none, and for one that there is not or not any more. */
export async function ministryOfEvent(ctx: Needs<never>, id: string | null): Promise<Led | null> {
  const ministry = id === null ? null : await loadMinistry(ctx, id)
  return ministry?.archivedAt === null ? ministry : null
}

/** Throws FEATURE_DISABLED when the church has switched off what opens this kind of event. */
export function requireEventType({ church }: Pick<Needs<never>, 'church'>, type: EventType): void {
  const gate = gateOfEventType(type)
  if (gate === null || church.features.has(gate)) return
  throw new Blocked('FEATURE_DISABLED', `This church has switched off the feature \`${gate}\`.`, ['input', 'type'])
}
