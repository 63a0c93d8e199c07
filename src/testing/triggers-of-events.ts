import { expect } from 'vitest'
import { remindOfEvents } from '../notifications/index.js'
import { aTime, everybodyElse, type Trigger } from './trigger-stage.js'

/** What is told of an event called "Harvest"; with its place, unless that was taken away: for 0 hours. */
const event = (hours: number, id: string) => ({
  path: `/events/${id}`,
  params: { event: 'Harvest', startsAt: aTime, timeZone: 'Africa/Accra', location: hours > 0 ? 'Chapel' : null },
})
const anOccurrence = (id: string) =>
  expect.stringMatching(new RegExp(`^/events/${id}\\?occurrence=20\\d\\d-`)) as string

const registrable = 'registration: OPTIONAL'

const created = { type: 'EVENT_CREATED', category: 'EVENT' } as const

const events: readonly Trigger[] = [
  {
    ...{ ...created, when: 'of an event far ahead', audience: 'CHURCH', heardBy: everybodyElse },
    act: async (stage) => event(72, await stage.event(72)),
  },
  {
    ...{ ...created, when: 'within 48 hours', priority: 'URGENT', audience: 'CHURCH', heardBy: everybodyElse },
    act: async (stage) => event(47, await stage.event(47)),
  },
  {
    ...{ ...created, when: 'of a series, once', audience: 'CHURCH', heardBy: everybodyElse },
    act: async (stage) => event(72, await stage.event(72, ', rrule: "FREQ=DAILY;COUNT=5"')),
  },
  {
    ...{ ...created, when: 'of a draft, when it is published', audience: 'CHURCH', heardBy: everybodyElse },
    async act(stage) {
      const id = await stage.event(72, ', isDraft: true')
      await stage.act(stage.admin, 'publishEvent', `id: "${id}"`)
      return event(72, id)
    },
  },
  {
    ...{ ...created, when: 'of a ministry’s own', audience: 'MINISTRY', heardBy: ['leader', 'singer'] },
    act: async (stage) => event(72, await stage.event(72, `, visibility: MINISTRY, ministryId: "${stage.choir}"`)),
  },
  {
    ...{ ...created, when: 'of one for leaders', audience: 'ROLE', heardBy: ['leader'] },
    act: async (stage) => event(72, await stage.event(72, ', visibility: LEADERS')),
  },
  {
    ...{ type: 'EVENT_CHANGED', category: 'EVENT', priority: 'HIGH' },
    ...{ when: 'to whom it is shown, when nobody has registered', audience: 'CHURCH', heardBy: everybodyElse },
    async act(stage) {
      const id = await stage.event(72)
      await stage.act(stage.admin, 'updateEvent', `id: "${id}", location: null`)
      return event(0, id)
    },
  },
  {
    ...{ type: 'EVENT_CHANGED', category: 'EVENT', priority: 'HIGH' },
    ...{ when: 'to who has registered', audience: 'MEMBER', heardBy: ['member'] },
    async act(stage) {
      const id = await stage.event(72, registrable)
      await stage.act(stage.member, 'registerForEvent', `eventId: "${id}"`)
      await stage.act(stage.admin, 'registerForEvent', `eventId: "${id}"`)
      await stage.act(stage.admin, 'updateEvent', `id: "${id}", location: null`)
      return event(0, id)
    },
  },
  {
    ...{ type: 'EVENT_CANCELLED', category: 'EVENT', priority: 'HIGH', actionKind: 'ALERT' },
    ...{ when: 'to who has registered', audience: 'MEMBER', heardBy: ['member'] },
    async act(stage) {
      const id = await stage.event(72, registrable)
      await stage.act(stage.member, 'registerForEvent', `eventId: "${id}"`)
      await stage.act(stage.admin, 'registerForEvent', `eventId: "${id}"`)
      await stage.act(stage.admin, 'cancelEvent', `id: "${id}", reason: "Rain"`)
      const { path, params } = event(72, id)
      return { path, params: { ...params, reason: 'Rain' } }
    },
  },
  {
    ...{ type: 'EVENT_CANCELLED', category: 'EVENT', priority: 'HIGH', actionKind: 'ALERT' },
    ...{ when: 'to whom it is shown, when nobody has registered', audience: 'CHURCH', heardBy: everybodyElse },
    async act(stage) {
      const id = await stage.event(72)
      await stage.act(stage.admin, 'cancelEvent', `id: "${id}"`)
      const { path, params } = event(72, id)
      return { path, params: { ...params, reason: null } }
    },
  },
  {
    ...{ type: 'EVENT_REMINDER', category: 'EVENT_REMINDER', actionKind: 'REMINDER' },
    ...{ audience: 'MEMBER', heardBy: ['member'], dedupKey: 'event-reminder:' },
    async act(stage) {
      const id = await stage.event(12, registrable)
      await stage.act(stage.member, 'registerForEvent', `eventId: "${id}"`)
      const attempt = { id: 'a test', number: 1, isLast: false }
      await stage.church.as(stage.admin, (ctx) => remindOfEvents.run(ctx, {}, attempt))
      await stage.church.as(stage.admin, (ctx) => remindOfEvents.run(ctx, {}, attempt))
      return { ...event(12, id), path: anOccurrence(id), expiresAt: aTime }
    },
  },
]

const ofPlace = (id: string) => ({ ...event(72, id), path: anOccurrence(id) })

const registrations: readonly Trigger[] = [
  {
    ...{ type: 'REGISTRATION_CONFIRMED', category: 'EVENT', audience: 'MEMBER', heardBy: ['member'] },
    when: 'to who has registered, as the answer to it',
    async act(stage) {
      const id = await stage.event(72, registrable)
      await stage.act(stage.member, 'registerForEvent', `eventId: "${id}"`)
      return ofPlace(id)
    },
  },
  {
    ...{ type: 'REGISTRATION_WAITLISTED', category: 'EVENT', audience: 'MEMBER', heardBy: ['member'] },
    async act(stage) {
      const id = await stage.event(72, `${registrable}, capacity: 1`)
      await stage.act(stage.other, 'registerForEvent', `eventId: "${id}"`)
      await stage.act(stage.member, 'registerForEvent', `eventId: "${id}"`)
      return ofPlace(id)
    },
  },
  {
    ...{ type: 'REGISTRATION_PROMOTED', category: 'EVENT', priority: 'HIGH', audience: 'MEMBER', heardBy: ['member'] },
    async act(stage) {
      const id = await stage.event(72, `${registrable}, capacity: 1`)
      const place = await stage.act(stage.other, 'registerForEvent.registration', `eventId: "${id}"`)
      await stage.act(stage.member, 'registerForEvent', `eventId: "${id}"`)
      await stage.act(stage.other, 'cancelRegistration', `id: "${place}"`)
      return ofPlace(id)
    },
  },
  {
    ...{ type: 'REGISTRATION_CANCELLED', category: 'EVENT', actionKind: 'ALERT' },
    ...{ when: 'by staff', audience: 'MEMBER', heardBy: ['member'] },
    async act(stage) {
      const id = await stage.event(72, registrable)
      const own = await stage.act(stage.other, 'registerForEvent.registration', `eventId: "${id}"`)
      await stage.act(stage.other, 'cancelRegistration', `id: "${own}"`)
      const place = await stage.act(stage.member, 'registerForEvent.registration', `eventId: "${id}"`)
      await stage.act(stage.admin, 'cancelRegistration', `id: "${place}"`)
      return ofPlace(id)
    },
  },
]

/** What is told of events and registrations. */
export const triggersOfEvents: readonly Trigger[] = [...events, ...registrations]
