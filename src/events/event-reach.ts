import { batchedByOwner } from '../platform/batched.js'
import type { Needs, Viewer } from '../platform/context.js'
import type { Feature } from '../platform/feature.js'
import { type Event, type EventType, eventTypes, type EventVisibility } from './event.js'
import { mayUpdateEvent } from './event.policy.js'
import { ownMinistries } from './own-ministries.queries.js'

/** Which events somebody may see; what a list asks the database, and what one event is held against. */
export interface EventReach {
  readonly visibilities: readonly EventVisibility[]
  /** The ministries whose MINISTRY events are seen. */
  readonly ministryIds: readonly string[]
  /** Of which ministries drafts are seen; `all` for those of the whole church, too. */
  readonly drafts: 'all' | readonly string[]
  /** The kinds of events that the church has switched on. */
  readonly types: readonly EventType[]
}

/** What opens a kind of event beside the feature `events`; null where nothing must. */
export const gateOfEventType = (type: EventType): Feature | null => {
  if (type === 'HEALTH') return 'healthMinistries'
  return type === 'SABBATH' ? 'sabbathScheduling' : null
}

const loadOwnMinistries = batchedByOwner(({ memberId }) => memberId, ownMinistries)

const ministriesOf = async (ctx: Needs<'viewer'>) =>
  ctx.viewer?.memberId ? loadOwnMinistries(ctx, ctx.viewer.memberId) : []

/** The ids of the ministries that the viewer is in. */
export const ministryIdsOf = async (ctx: Needs<'viewer'>): Promise<readonly string[]> =>
  (await ministriesOf(ctx)).map(({ ministryId }) => ministryId)

/**
 * Which events the viewer may see: PUBLIC ones always, those of MEMBERS with `events.read`, those of LEADERS in the role
 * LEADER or with `events.write`, those of a MINISTRY when in it or with `events.write` for the whole church.
 */
export async function reachOf(ctx: Needs<'viewer'>): Promise<EventReach> {
  const { viewer, church } = ctx
  const types = eventTypes.filter((type) => {
    const gate = gateOfEventType(type)
    return gate === null || church.features.has(gate)
  })
  if (!viewer?.grants.has('events.read')) return { visibilities: ['PUBLIC'], ministryIds: [], drafts: [], types }

  const writes = viewer.grants.get('events.write')
  const visibilities = visibilitiesOf(viewer)
  if (writes === 'ALL') return { visibilities: [...visibilities, 'MINISTRY'], ministryIds: [], drafts: 'all', types }
  const own = await ministriesOf(ctx)
  const led = writes === 'GROUP' ? own.filter(({ isLed }) => isLed) : []
  const idsOf = (ministries: typeof own) => ministries.map(({ ministryId }) => ministryId)
  return { visibilities, ministryIds: idsOf(own), drafts: idsOf(led), types }
}

const visibilitiesOf = ({ roles, grants }: Viewer): readonly EventVisibility[] => {
  const leads = roles.includes('LEADER') || grants.has('events.write')
  return leads ? ['PUBLIC', 'MEMBERS', 'LEADERS'] : ['PUBLIC', 'MEMBERS']
}

/** Whether the viewer may see this event. */
export async function maySeeEvent(ctx: Needs<'viewer'>, event: Event): Promise<boolean> {
  if (ctx.viewer && mayUpdateEvent(ctx.viewer, event)) return true
  if (event.status === 'DRAFT') return false
  const { visibilities, ministryIds, types } = await reachOf(ctx)
  if (!types.includes(event.type)) return false
  if (visibilities.includes(event.visibility)) return true
  return event.visibility === 'MINISTRY' && event.ministryId !== null && ministryIds.includes(event.ministryId)
}
