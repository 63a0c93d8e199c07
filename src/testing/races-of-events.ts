import { plantResource } from './plant-booking.js'
import { type Race, type RaceStage, same, taken, various } from './race.js'

const registrable = (stage: RaceStage) => stage.church.event({ registration: 'OPTIONAL' })

/** Races of resources, bookings, registrations and check-ins. */
export const racesOfEvents: Readonly<Record<string, Race>> = {
  'resource_name_key createResource': same('createResource', () => 'name: "Hall", kind: ROOM', taken),
  'resource_name_key updateResource': various(
    'updateResource',
    async ({ church }) =>
      async () =>
        `id: "${await plantResource(church)}", name: "HALL"`,
    taken,
  ),
  'booking_one_at_a_time bookResource': various(
    'bookResource',
    async ({ church }) => {
      const resourceId = await plantResource(church)
      return async () =>
        `resourceId: "${resourceId}", eventId: "${(await church.event({ startsAt: '2031-01-01T09:00:00Z' })).id}"`
    },
    ['RESOURCE_TAKEN'],
  ),
  'event_registration_one_each registerForEvent': same(
    'registerForEvent',
    async (stage) => `eventId: "${(await registrable(stage)).id}", memberId: "${(await stage.church.member()).id}"`,
    ['ALREADY_REGISTERED'],
  ),
  'attendance_record_one_each checkIn': same(
    'checkIn',
    async ({ church }) => {
      const { id } = await church.event({ startsAt: new Date().toISOString() })
      return `eventId: "${id}", memberId: "${(await church.member()).id}"`
    },
    [],
  ),
}
