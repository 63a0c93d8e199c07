import { requireViewer } from '../access/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import { isTimeZone } from '../platform/instant.js'
import { refuse, refuseAll, type UserError } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import type { QuietHours } from './preference.js'
import { isKnownZone, keepQuietHours } from './preferences.repository.js'

/** What the viewer wants; without hours nothing is held back. */
export type SetQuietHours = { readonly [Key in keyof QuietHours]?: QuietHours[Key] | null }

const clockTime = /^([01]\d|2[0-3]):[0-5]\d$/

/**
 * When the viewer is told nothing by e-mail, SMS or push, save what is urgent or about security, and in which zone their
 * digests come at seven.
 *
 * Refuses REQUIRED when one end is missing, INVALID for what is no time, no zone, or no time at all.
 */
export async function setQuietHours(ctx: Needs<'viewer' | 'refusedToken'>, input: SetQuietHours) {
  const { userId } = requireViewer(ctx)
  const { start = null, end = null, timeZone = null } = input
  const refusal = refuseAll(faultsOf({ start, end, timeZone }))
  if (refusal) return refusal

  return inTransaction(ctx, async (ctx) => {
    if (timeZone !== null && !(await isKnownZone(ctx.db, timeZone))) {
      return refuse('INVALID', 'There is no such time zone.', ['timeZone'])
    }
    ctx.audit(unaudited('only how the viewer is told'))
    await keepQuietHours(ctx.db, userId, { start, end, timeZone })
    return { start, end, timeZone: timeZone ?? ctx.church.timeZone }
  })
}

function faultsOf(hours: Required<SetQuietHours>): readonly UserError<'REQUIRED' | 'INVALID'>[] {
  const { start, end, timeZone } = hours
  const times = (['start', 'end'] as const).flatMap((name): UserError<'REQUIRED' | 'INVALID'>[] => {
    const time = hours[name]
    if (time === null) return start === end ? [] : [fault('REQUIRED', name, 'Both ends are needed, or none.')]
    return clockTime.test(time ?? '') ? [] : [fault('INVALID', name, 'This is no time as clocks show it: `22:00`.')]
  })
  if (times.length === 0 && start !== null && start === end) {
    return [fault('INVALID', 'end', 'Quiet hours that end as they begin are none: leave both out.')]
  }
  if (timeZone === null || isTimeZone(timeZone ?? '')) return times
  return [...times, fault('INVALID', 'timeZone', 'There is no such time zone.')]
}

const fault = <Code extends 'REQUIRED' | 'INVALID'>(code: Code, field: string, message: string): UserError<Code> => ({
  ...{ code, message, params: null },
  path: [field],
})
