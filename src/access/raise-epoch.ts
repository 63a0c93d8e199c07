import { findUser, raiseEpoch } from '../identity/index.js'
import type { Needs } from '../platform/context.js'
import type { Task } from '../platform/jobs/task.js'

const task = 'raise-epoch'

/** Whose tokens are over: those of this epoch, and older ones. */
interface Raise {
  readonly userId: string
  readonly epoch: number
}

/**
 * Has the access tokens of a user end with the church's transaction that `ctx` stands in, by a job of it; returns what
 * does the same at once, for after the commit. Whichever comes second changes nothing.
 */
export async function endTokens(ctx: Needs<'control'>, userId: string): Promise<() => Promise<void>> {
  const user = await ctx.control.read((control) => findUser(control, userId))
  if (!user) return async () => undefined
  const raise: Raise = { userId, epoch: user.authEpoch }
  ctx.enqueue({ task, data: { ...raise } })
  return async () => {
    try {
      await apply(ctx, raise)
    } catch (error) {
      // The rights of each moment count for older tokens too.
      ctx.log.warn({ err: error }, 'access tokens end by their job')
    }
  }
}

const apply = ({ control, clock }: Needs<'control'>, { userId, epoch }: Raise): Promise<void> =>
  control.write((db) => raiseEpoch(db, { id: userId, from: epoch, now: clock.now() }))

/** What the job of a change of roles does. */
export const raiseEpochs: Task = {
  task,
  // endTokens enqueued it.
  run: (ctx, data) => apply(ctx, data as unknown as Raise),
}
