import { endEverySession, eraseAccount } from '../identity/index.js'
import type { Needs } from '../platform/context.js'
import type { Task } from '../platform/jobs/task.js'

const task = 'close-account'

/** Whose account is closed for good. */
interface Closing {
  readonly userId: string
}

/**
 * Has an account emptied and closed for good with the church's transaction that `ctx` stands in, by a job of it; returns
 * what does the same at once, for after the commit. Whichever comes second changes nothing.
 */
export function closeAccount(ctx: Needs<'control'>, userId: string): () => Promise<void> {
  const closing: Closing = { userId }
  ctx.enqueue({ task, data: { ...closing } })
  return async () => {
    try {
      await apply(ctx, closing)
    } catch (error) {
      // It has no roles and no person any more.
      ctx.log.warn({ err: error }, 'an account is closed by its job')
    }
  }
}

const apply = ({ control, clock }: Needs<'control'>, { userId: id }: Closing): Promise<void> =>
  control.write(async (db) => {
    const now = clock.now()
    await eraseAccount(db, id, now)
    await endEverySession(db, { id, reason: 'ADMIN', now })
  })

/** What the job of an erased member does. */
export const closeAccounts: Task = {
  task,
  isKept: true,
  // closeAccount enqueued it.
  run: (ctx, data) => apply(ctx, data as unknown as Closing),
}
