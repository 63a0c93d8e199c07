import type { DemoChurch } from '../demo-church.js'
import { announcements } from './announcements.js'
import { feasts, rhythm } from './calendar.js'
import { ministries } from './ministries.js'
import { homes, peoples } from './names.js'

/** A Pentecostal assembly in Lagos. It exists nowhere. */
export const gracechurch: DemoChurch = {
  founded: {
    name: 'Grace Assembly of the Harvest',
    subdomain: 'gracechurch',
    denomination: 'PENTECOSTAL',
    timeZone: 'Africa/Lagos',
    currency: 'NGN',
  },
  seed: 1960,
  ...{ peoples, homes, ministries, rhythm, feasts, announcements },
}
