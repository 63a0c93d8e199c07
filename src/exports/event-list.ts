import {
  type EventFilter,
  eventStatuses,
  eventTypes,
  type EventView,
  eventViews,
  eventVisibilities,
  filterOfView,
  reachOf,
} from '../events/index.js'
import { isId } from '../platform/ids.js'
import { parseInstant } from '../platform/instant.js'
import { eventRows, type EventText } from '../registrations/index.js'
import { type Column, type ExportedList, oneOf } from './exported-list.js'

/** Which events leave: what their list can be asked for. */
interface WantedEvents {
  readonly filter?: EventFilter | null
  readonly view?: EventView | null
}

const words = (heading: string): Column => ({ heading, holds: 'words' })
const moment = (heading: string): Column => ({ heading, holds: 'moment' })
const number = (heading: string): Column => ({ heading, holds: 'number' })

/**
 * What takes place, in the columns of domain.md, 10.1: a row for each occurrence. What was called off is in it only when
 * its status is asked for, since no column says so.
 */
export const eventExport: ExportedList<WantedEvents, EventText> = {
  kind: 'EVENTS',
  title: 'Events',
  path: 'events',
  audit: { action: 'event.export', entity: 'event' },
  needs: 'events.manage',
  feature: 'events',
  columns: {
    title: words('Title'),
    description: words('Description'),
    startsAt: moment('Date'),
    endsAt: moment('End Date'),
    location: words('Location'),
    type: words('Type'),
    capacity: number('Capacity'),
    attendees: number('Attendees'),
    recurring: words('Recurring'),
    pattern: words('Pattern'),
  },
  readWanted: (read) => ({
    filter: {
      from: read('from', parseInstant),
      to: read('to', parseInstant),
      type: read('type', oneOf(eventTypes)),
      status: read('status', oneOf(eventStatuses)),
      visibility: read('visibility', oneOf(eventVisibilities)),
      ministryId: read('ministryId', (text) => (isId(text) ? text : null)),
    },
    view: read('view', oneOf(eventViews)),
  }),
  async rows(db, ctx, { wanted, ...request }) {
    const filter = filterOfView(wanted.filter, wanted.view, ctx.clock.now())
    const shown = { ...filter, status: filter.status ?? 'SCHEDULED' }
    return eventRows(db, await reachOf(ctx), { ...request, filter: shown })
  },
}
