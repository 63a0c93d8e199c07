import { throttled } from '../blocked.js'
import { addressGroup } from './address-group.js'
import type { Limits } from './limits.js'

/** What may be done only so often, beside what it costs: points and seconds (domain.md, 7.7). */
export const throttles = {
  'sign-up': { points: 5, seconds: 3600 },
  'reset-mail': { points: 3, seconds: 3600 },
  'reset-mail-address': { points: 10, seconds: 3600 },
  invitation: { points: 100, seconds: 3600 },
  'invitation-mail': { points: 5, seconds: 3600 },
  'application-mail': { points: 3, seconds: 3600 },
  'public-form': { points: 10, seconds: 3600 },
  'photo-upload': { points: 30, seconds: 3600 },
  export: { points: 10, seconds: 3600 },
  import: { points: 10, seconds: 3600 },
  // Whole offices share an address, and their programs come back each quarter of an hour.
  calendar: { points: 600, seconds: 3600 },
  'send-message': { points: 10, seconds: 3600 },
} as const

/**
 * Counts one more of something against whoever does it, in this church: an account, an e-mail, an address of the network.
 * Nobody is counted when `by` is null. Throws THROTTLED over the limit.
 */
export type Throttle = (what: keyof typeof throttles, who: { readonly by: string | null }) => Promise<void>

/** The throttle of one church; of what happens outside of any when `church` is null. */
export const throttleIn =
  (limits: Limits, church: string | null): Throttle =>
  async (name, { by }) => {
    if (by === null) return
    const { isWithin, retryAfterMs } = await limits.spend(
      { name, ...throttles[name] },
      { church, who: addressGroup(by) },
    )
    if (!isWithin) throw throttled('This was done too often', retryAfterMs)
  }
