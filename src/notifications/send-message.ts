import { requireViewer } from '../access/index.js'
import { accountState } from '../identity/index.js'
import { notAllowed } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'
import { once } from '../platform/idempotency/once.js'
import { refuse, refuseAll, type UserError } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'
import { inTransaction } from '../platform/transaction.js'
import { namable, type NamedKind } from './message-audience.queries.js'
import type { Audience, Notification } from './notification.js'
import { tell } from './tell.js'

/** What somebody writes to others. */
export interface SendMessage {
  readonly audience: 'CHURCH' | NamedKind
  readonly ids?: readonly string[] | null
  readonly title: string
  readonly message: string
  readonly priority?: Notification['priority'] | null
  /** Once for each key. */
  readonly idempotencyKey?: string | null
}

type Slice = Needs<'viewer' | 'refusedToken' | 'control' | 'throttle'>

/** The most that one message names. */
const maxIds = 1000

/**
 * Tells others something in one's own words (ADMIN_MESSAGE), live and by mail as each has chosen; who writes is not told.
 *
 * Refuses REQUIRED, TOO_LONG and INVALID, all faults at once, NOT_FOUND for who is not there, and NOT_ALLOWED_NOW while
 * the writer's own address is not proved. Throws FORBIDDEN without `notifications.create`, and with it in GROUP scope for
 * all but ministries that one leads; THROTTLED after 10 an hour; and what `once` does.
 */
export async function sendMessage(ctx: Slice, { idempotencyKey: key, ...input }: SendMessage) {
  const viewer = requireViewer(ctx)
  if (!viewer.grants.has('notifications.create')) throw notAllowed('This needs the right notifications.create.')
  const ids = [...new Set(input.ids ?? [])]
  const { audience: kind } = input
  const wanted = { kind, ids, memberId: viewer.memberId }
  const known = await namable(ctx.db, wanted)
  refuseOtherGroups(viewer, input, ids.length > 0 && ids.every((id) => known.get(id)?.isLed === true))
  const text = { title: trimmed(input.title), message: trimmed(input.message) }
  const faults = refuseAll([...textFaults(text, texts), ...faultsOfIds(kind, ids), ...unknownIds(kind, ids, known)])
  if (faults) return faults

  return once(ctx, { operation: 'sendMessage', key, request: input }, async (ctx) => {
    const own = await ctx.control.read((control) => accountState(control, viewer.userId))
    if (!own?.emailVerifiedAt) {
      return refuse('NOT_ALLOWED_NOW', 'Prove your own address first: see the mail that asks for it.')
    }
    await ctx.throttle('send-message', { by: viewer.userId })
    return send(
      ctx,
      { kind, ids },
      { title: text.title ?? '', message: text.message ?? '', priority: input.priority ?? null },
    )
  })
}

/** A right in GROUP scope reaches the ministries that one leads. */
function refuseOtherGroups(viewer: Viewer, { audience }: SendMessage, isAllLed: boolean): void {
  if (viewer.grants.get('notifications.create') === 'ALL') return
  if (audience !== 'MINISTRY' || !isAllLed) throw notAllowed('Your right reaches only the ministries that you lead.')
}

const texts = [
  { field: 'title', maximum: 255, isRequired: true },
  { field: 'message', maximum: 500, isRequired: true },
] as const

type IdFault = UserError<'REQUIRED' | 'INVALID' | 'NOT_FOUND'>

const fault = (code: IdFault['code'], message: string, path: readonly string[]): IdFault => ({
  ...{ code, message, path, params: null },
})

function faultsOfIds(kind: Audience['kind'], { length }: readonly string[]): readonly IdFault[] {
  if (kind === 'CHURCH') return length === 0 ? [] : [fault('INVALID', 'The whole church has no ids.', ['ids'])]
  if (length === 0) return [fault('REQUIRED', 'Name whom it is for.', ['ids'])]
  return length <= maxIds ? [] : [fault('INVALID', `At most ${maxIds} ids at once.`, ['ids'])]
}

const unknownIds = (
  kind: Audience['kind'],
  ids: readonly string[],
  known: ReadonlyMap<string, unknown>,
): readonly IdFault[] =>
  kind === 'CHURCH'
    ? []
    : ids.flatMap((id, at) => (known.has(id) ? [] : [fault('NOT_FOUND', 'There is none.', ['ids', String(at)])]))

const send = (
  ctx: Slice,
  audience: Audience,
  { title, message, priority }: Pick<SendMessage, 'title' | 'message' | 'priority'>,
): Promise<boolean> =>
  inTransaction(ctx, async (ctx) => {
    const { userId } = requireViewer(ctx)
    ctx.audit({ action: 'message.send', entity: 'message', entityId: null, after: { ...audience, title } })
    await tell(ctx, {
      ...({ type: 'ADMIN_MESSAGE', category: 'ADMIN_MESSAGE', actionKind: 'INFO' } as const),
      ...{ title, message, priority: priority ?? 'NORMAL', entity: null, entityId: null },
      ...{ audience, exceptUser: userId },
    })
    return true
  })
