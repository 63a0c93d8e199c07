import type { Viewer } from '../platform/context.js'

/** Whether the viewer may create an event for the whole church; a right in GROUP scope does not reach so far. */
export const mayCreateEvent = (viewer: Viewer): boolean => viewer.grants.get('events.create') === 'ALL'

/** Whether the viewer may change events of the whole church. */
export const mayUpdateEvent = (viewer: Viewer): boolean => viewer.grants.get('events.write') === 'ALL'

/** Whether the viewer may call off events of the whole church. */
export const mayCancelEvent = (viewer: Viewer): boolean => viewer.grants.get('events.delete') === 'ALL'
