import { announcement } from '../platform/outbox/announcement.js'
import type { Event } from './event.js'

/** A SCHEDULED event has come into being; told inside the transaction that creates it. */
export const eventCreated = announcement<Event>('eventCreated')
