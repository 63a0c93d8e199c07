import type { DemoChurch } from '../demo-church.js'
import { announcements } from './announcements.js'
import { feasts, rhythm } from './calendar.js'
import { ministries } from './ministries.js'
import { homes, peoples } from './names.js'

/** A Catholic parish at the coast of Ghana. It exists nowhere. */
export const olamchurch: DemoChurch = {
  founded: {
    name: 'Our Lady of the Atlantic Mission',
    subdomain: 'olamchurch',
    denomination: 'CATHOLIC',
    timeZone: 'Africa/Accra',
    currency: 'GHS',
  },
  seed: 1957,
  ...{ peoples, homes, ministries, rhythm, feasts, announcements },
}
