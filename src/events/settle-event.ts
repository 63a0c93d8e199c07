import { requireViewer } from '../access/index.js'
import { churchSettings } from '../churches/index.js'
import { loadMinistry } from '../ministries/index.js'
import { Blocked, notAllowed } from '../platform/blocked.js'
import type { Needs } from '../platform/context.js'
import { refuse } from '../platform/refusal.js'
import { eventFaults } from './event-draft.js'
import { gateOfEventType } from './event-reach.js'
import type { Event, EventDraft, EventType } from './event.js'
import { type Led, mayCreateEventOf, mayUpdateEvent } from './event.policy.js'
import type { EventCtx } from './lock-for-change.js'
import { occurrencesOf } from './occurrences.js'
import { isOnSabbath } from './sabbath.js'

/** The ministry that an event is for; null for none, and for one that there is not or not any more. */
async function ministryOfEvent(ctx: Needs<never>, id: string | null): Promise<Led | null> {
  const ministry = id === null ? null : await loadMinistry(ctx, id)
  return ministry?.archivedAt === null ? ministry : null
}

/** Throws FEATURE_DISABLED when the church has switched off what opens this kind of event. */
function requireEventType({ church }: Pick<Needs<never>, 'church'>, type: EventType): void {
  const gate = gateOfEventType(type)
  if (gate === null || church.features.has(gate)) return
  throw new Blocked('FEATURE_DISABLED', `This church has switched off the feature \`${gate}\`.`, ['input', 'type'])
}

/** An event that somebody is about to keep. */
export interface Settling {
  /** As it was; null for a new one. */
  readonly event: Event | null
  readonly draft: EventDraft
  /** Whether it may fall on the Sabbath. */
  readonly isConfirmed: boolean
}

/**
 * The draft, when everything that is to be asked of the church before it is kept has been asked.
 *
 * Refuses REQUIRED, TOO_LONG, INVALID and RECURRENCE_INVALID, all faults at once, NOT_FOUND for a ministry that there is
 * not, SABBATH_UNCONFIRMED; throws FORBIDDEN when the viewer's right does not reach the ministry, or the whole church
 * without one, and FEATURE_DISABLED.
 */
export async function settleDraft(ctx: EventCtx, { event, draft, isConfirmed }: Settling) {
  const viewer = requireViewer(ctx)
  const keepsMinistry = event !== null && event.ministryId === draft.ministryId
  const ministry = keepsMinistry ? event : await ministryOfEvent(ctx, draft.ministryId)
  const may = event === null ? mayCreateEventOf : mayUpdateEvent
  if (!may(viewer, ministry ?? { leaderIds: [] })) {
    throw notAllowed('This needs a right for the events of the whole church, or of a ministry that you lead.')
  }
  if (draft.type !== event?.type) requireEventType(ctx, draft.type)

  const faults = eventFaults(draft)
  if (faults) return faults
  if (draft.ministryId !== null && ministry === null) {
    return refuse('NOT_FOUND', 'There is no such ministry.', ['ministryId'])
  }
  if (!isConfirmed && (await isGuarded(ctx, draft))) {
    return refuse('SABBATH_UNCONFIRMED', 'This falls on the Sabbath: confirm it with confirmSabbath.', [
      'confirmSabbath',
    ])
  }
  return draft
}

/** Whether a draft falls on the Sabbath of a church that guards it. */
async function isGuarded({ db, church }: EventCtx, draft: EventDraft): Promise<boolean> {
  if (draft.type === 'SABBATH' || !church.features.has('sabbathScheduling')) return false
  if (!(await churchSettings(db)).automation.sabbathGuard) return false
  return occurrencesOf(draft, [], { from: null, to: null }).some((one) => isOnSabbath(one, church.timeZone))
}
