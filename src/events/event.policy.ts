import type { Viewer } from '../platform/context.js'
import type { Event } from './event.js'

/** What a policy must know of an event: who leads the ministry it belongs to. */
export type Led = Pick<Event, 'leaderIds'>

type EventRight = 'events.create' | 'events.write' | 'events.delete'

/** A right for the whole church, or one in GROUP scope for what the viewer leads or assists in. */
function reaches(viewer: Viewer, right: EventRight, { leaderIds }: Led): boolean {
  const scope = viewer.grants.get(right)
  return scope === 'ALL' || (scope === 'GROUP' && viewer.memberId !== null && leaderIds.includes(viewer.memberId))
}

/** Whether the viewer may create an event for the whole church; a right in GROUP scope does not reach so far. */
export const mayCreateEvent = (viewer: Viewer): boolean => viewer.grants.get('events.create') === 'ALL'

/** Whether the viewer may create an event of a ministry with these leaders. */
export const mayCreateEventOf = (viewer: Viewer, ministry: Led): boolean => reaches(viewer, 'events.create', ministry)

/** Whether the viewer may change this event: any, or one of a ministry that they lead. */
export const mayUpdateEvent = (viewer: Viewer, event: Led): boolean => reaches(viewer, 'events.write', event)

/** Whether the viewer may call off this event, or delete it: any, or one of a ministry that they lead. */
export const mayCancelEvent = (viewer: Viewer, event: Led): boolean => reaches(viewer, 'events.delete', event)
