import type { Ctx } from '../platform/context.js'
import type { ControlDb } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { Instant } from '../platform/instant.js'
import { enqueueJob } from '../platform/jobs/jobs.repository.js'

/** What happened to an account that its holder has to hear of (domain.md, 8.2). */
export type AccountNewsType = 'PASSWORD_CHANGED' | 'EMAIL_CHANGED' | 'ACCOUNT_LOCKED' | 'SESSION_REUSE'

/** One of these, of one account; `userId` is null where nobody has the address: the job is the same, and tells nobody. */
export interface AccountNews {
  readonly id: string
  readonly type: AccountNewsType
  readonly userId: string | null
  readonly at: Instant
}

/** The job that tells it: accounts live beside the churches' schemas, what people are told inside. */
export const accountNewsTask = 'tell-account-news'

/** Has the holder told, after the commit of the transaction that does it. */
export const tellHolder = (
  { clock }: Pick<Ctx, 'clock'>,
  control: ControlDb,
  { type, userId }: Pick<AccountNews, 'type' | 'userId'>,
): Promise<void> =>
  enqueueJob(control, {
    task: accountNewsTask,
    data: { id: newId(clock), type, userId, at: clock.now() },
    // However often it happens before it is told: the last of it.
    key: `${type}:${userId ?? 'nobody'}`,
  })
