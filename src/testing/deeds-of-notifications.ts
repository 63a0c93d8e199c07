import type { ChurchWorld, Person } from './church-world.js'
import { cursorOf } from './cursors.js'
import { plantNotification } from './plant-notification.js'
import { proveAddress } from './prove-address.js'
import type { World } from './world.js'

/** A mutation about notifications that succeeds, and what it leaves in the audit log. */
interface NotificationDeed {
  readonly text: string | ((stage: { readonly church: ChurchWorld; readonly admin: Person }) => Promise<string>)
  readonly leaves: { readonly church: string } | { readonly nothing: string }
}

/** Every mutation about notifications. */
export const deedsOfNotifications = ({
  database,
}: Pick<World, 'database'>): Readonly<Record<string, NotificationDeed>> => ({
  markNotificationsRead: {
    text: async ({ admin: { token } }) =>
      `mutation { markNotificationsRead(input: { through: "${cursorOf(token, '1')}" }) { errors { code } } }`,
    leaves: { nothing: 'only the reader’s own marks' },
  },
  sendMessage: {
    text: async ({ admin }) => {
      // Who writes has proved their own address.
      await proveAddress({ database }, admin)
      return 'mutation { sendMessage(input: { audience: CHURCH, title: "x", message: "y" }) { errors { code } } }'
    },
    leaves: { church: 'message.send' },
  },
  setNotificationPreference: {
    text: 'mutation { setNotificationPreference(input: { channel: SMS, category: "EVENT", enabled: true }) { errors { code } } }',
    leaves: { nothing: 'only how the viewer is told' },
  },
  setQuietHours: {
    text: 'mutation { setQuietHours(input: { start: "22:00", end: "06:00" }) { errors { code } } }',
    leaves: { nothing: 'only how the viewer is told' },
  },
  dismissNotification: {
    text: async ({ church }) =>
      `mutation { dismissNotification(input: { id: "${(await plantNotification(church)).id}" }) { errors { code } } }`,
    leaves: { nothing: 'only the reader’s own marks' },
  },
})
