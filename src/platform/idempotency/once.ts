import { createHash } from 'node:crypto'
import { unaudited } from '../audit/audit-entry.js'
import { Blocked, notSignedIn } from '../blocked.js'
import type { Needs } from '../context.js'
import { isId } from '../ids.js'
import { addSeconds } from '../instant.js'
import type { Json } from '../json.js'
import { isRefusal } from '../refusal.js'
import { inTransaction } from '../transaction.js'
import { findDone, keepDone, takeKey } from './idempotency.repository.js'

/** How long a key is remembered, in seconds. */
const day = 86_400

/** What is asked for, and the key its sender gave it; null for what may be done again. */
export interface Keyed {
  readonly operation: string
  /** A UUID of the sender's own. */
  readonly key: string | null | undefined
  /** All that the outcome depends on. */
  readonly request: object
  /** Whether who is not signed in may send a key: then it alone tells one sender from another, as a UUID does. */
  readonly isForStrangers?: boolean
}

/** Whose keys those of strangers are: no account has the nil UUID. */
const strangers = '00000000-0000-0000-0000-000000000000'

/**
 * Does `work` in a transaction, once for a key of this viewer and operation: asked again within a day it answers the first
 * outcome, as JSON spells it, and does nothing. A refusal is returned and not kept. Check rights before: what was kept is
 * shown to whoever comes with the key. Without a key it is `work` and nothing else.
 *
 * Throws BAD_USER_INPUT for a key that is no UUID, IDEMPOTENCY_KEY_REUSED when the key was used for another request, and
 * IDEMPOTENCY_IN_PROGRESS while the first is under way.
 */
export async function once<Slice extends Needs<'viewer'>, Outcome>(
  ctx: Slice,
  { operation, key, request, isForStrangers = false }: Keyed,
  work: (ctx: Slice) => Promise<Outcome>,
): Promise<Outcome> {
  if (key === null || key === undefined) return work(ctx)
  if (!isId(key)) throw new Blocked('BAD_USER_INPUT', 'An idempotency key is a UUID.', at)
  if (!ctx.viewer && !isForStrangers) throw notSignedIn()
  const place = { actorId: ctx.viewer?.userId ?? strangers, operation, key }
  const requestHash = hashOf(request)

  return inTransaction(ctx, async (ctx) => {
    if (!(await takeKey(ctx.db, place))) throw inProgress()
    const now = ctx.clock.now()
    const done = await findDone(ctx.db, place, now)
    if (done) {
      if (done.requestHash !== requestHash) throw reused()
      ctx.audit(unaudited('it was done, and told, before'))
      // It was an outcome of the same operation, and went through JSON.
      return done.response as Outcome
    }
    const outcome = await work(ctx)
    if (isRefusal(outcome)) return outcome
    // Outcomes are plain data; their type only promises more than Json can say.
    const response = outcome as unknown as Json
    await keepDone(ctx.db, { ...place, requestHash, response, expiresAt: addSeconds(now, day) }, now)
    return outcome
  })
}

const at = ['input', 'idempotencyKey']

const inProgress = (): Blocked =>
  new Blocked('IDEMPOTENCY_IN_PROGRESS', 'The request with this key is still running: ask again in a moment.', at)

const reused = (): Blocked =>
  new Blocked('IDEMPOTENCY_KEY_REUSED', 'This key was used for another request: make a new one.', at)

/** The same for the same request, in whatever order it was written. */
const hashOf = (request: object): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(request).toSorted(([one], [other]) => (one < other ? -1 : 1))))
    .digest('hex')
