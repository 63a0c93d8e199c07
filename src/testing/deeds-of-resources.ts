import type { ChurchWorld } from './church-world.js'
import { plantBooking, plantResource } from './plant-booking.js'

/** A mutation about rooms and bookings that succeeds, and the audit entry it leaves. */
interface ResourceDeed {
  readonly text: string | ((stage: { readonly church: ChurchWorld }) => Promise<string>)
  readonly leaves: { readonly church: string }
}

/** Every mutation about rooms, equipment and bookings, with what it tells the audit log. */
export const deedsOfResources: Readonly<Record<string, ResourceDeed>> = {
  createResource: {
    text: `mutation { createResource(input: { name: "${crypto.randomUUID()}", kind: EQUIPMENT }) { errors { code } } }`,
    leaves: { church: 'resource.create' },
  },
  updateResource: {
    text: async ({ church }) =>
      `mutation { updateResource(input: { id: "${await plantResource(church)}", kind: EQUIPMENT }) { errors { code } } }`,
    leaves: { church: 'resource.update' },
  },
  archiveResource: {
    text: async ({ church }) =>
      `mutation { archiveResource(input: { id: "${await plantResource(church)}" }) { errors { code } } }`,
    leaves: { church: 'resource.archive' },
  },
  bookResource: {
    text: async ({ church }) => {
      const which = `eventId: "${(await church.event()).id}", resourceId: "${await plantResource(church)}"`
      return `mutation { bookResource(input: { ${which} }) { errors { code } } }`
    },
    leaves: { church: 'booking.create' },
  },
  cancelBooking: {
    text: async ({ church }) =>
      `mutation { cancelBooking(input: { id: "${await plantBooking(church, await church.event())}" }) { errors { code } } }`,
    leaves: { church: 'booking.cancel' },
  },
}
