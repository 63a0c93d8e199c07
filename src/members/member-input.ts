import type { Needs } from '../platform/context.js'
import { localDay } from '../platform/instant.js'
import { isRefusal, refuseAll } from '../platform/refusal.js'
import { type Related, relatedFaults, tidyRelated } from './member-related.js'
import { type MemberProfile, profileFaults, tidyProfile } from './member.js'

/** A profile and what hangs on it as both are kept, or everything wrong with them at once. */
export function profileAndRelated(
  ctx: Needs<never>,
  { parents, education, faith, ...fields }: MemberProfile & Related,
) {
  const profile = tidyProfile(fields)
  const related = tidyRelated({
    ...(parents !== undefined && { parents }),
    ...(education !== undefined && { education }),
    ...(faith !== undefined && { faith }),
  })
  const faults = [
    profileFaults(profile, localDay(ctx.clock.now(), ctx.church.timeZone)),
    relatedFaults(related, ctx.church.denomination),
  ]
  return refuseAll(faults.flatMap((fault) => (isRefusal(fault) ? fault.errors : []))) ?? { profile, related }
}
