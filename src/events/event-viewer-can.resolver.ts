import { viewerCanOf } from '../platform/graphql/viewer-can.js'
import { EventObject } from './event.graphql.js'
import type { Event } from './event.js'
import { mayCancelEvent, mayUpdateEvent } from './event.policy.js'

/** What the viewer may do with an event. */
export const EventViewerCan = viewerCanOf<Event>('Event', EventObject, {
  update: {
    description: 'Change it.',
    may: (viewer, event) => mayUpdateEvent(viewer, event) && event.status !== 'CANCELLED',
  },
  cancel: {
    description: 'Call it off.',
    may: (viewer, event) => mayCancelEvent(viewer, event) && event.status !== 'CANCELLED',
  },
})
