import type { Needs } from '../platform/context.js'
import type { ControlDb } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import { enqueueJob } from '../platform/jobs/jobs.repository.js'
import { mailJob } from '../platform/mail/mail-task.js'
import { refuse, refuseAll, type Refusal } from '../platform/refusal.js'
import { tellHolder } from './account-news.js'
import { passwordFault } from './password-rules.js'
import { hashPassword, isPassword } from './password.js'
import { earlierPasswords, setPassword } from './passwords.repository.js'
import type { User } from './user.js'

/** A wanted password, whose it is, and where it stands in the input. */
export interface WantedPassword {
  readonly user: User & { readonly passwordHash: string | null }
  readonly password: string
  readonly path: readonly string[]
}

/** A password that may be stored. */
export interface AcceptedPassword {
  readonly passwordHash: string
  /** Stores it, and has its owner told by mail; for a transaction that has locked the account. Returns the new epoch. */
  store(control: ControlDb): Promise<number>
}

/**
 * Checks and hashes a wanted password, outside of any transaction.
 *
 * Refuses TOO_SHORT, TOO_LONG and INVALID as `passwordFault` does, and INVALID for one of the account's last five.
 */
export async function acceptPassword(
  ctx: Needs<'control'>,
  { user, password, path }: WantedPassword,
): Promise<AcceptedPassword | Refusal<'TOO_SHORT' | 'TOO_LONG' | 'INVALID'>> {
  const fault = passwordFault(password, { ...user, churchName: ctx.church.name }, path)
  const refused = refuseAll(fault ? [fault] : [])
  if (refused) return refused

  const earlier = await ctx.control.read((control) => earlierPasswords(control, user.id))
  for (const hash of [user.passwordHash, ...earlier]) {
    if (hash && (await isPassword(password, hash))) {
      return refuse('INVALID', 'This was one of your last five passwords: choose another.', path)
    }
  }
  const passwordHash = await hashPassword(password)
  const churchId = ctx.church.id
  return {
    passwordHash,
    async store(control) {
      // Who has had a password hears of another one, in case it was not them.
      if (user.passwordHash) {
        await enqueueJob(control, mailJob({ template: 'password-changed', data: { userId: user.id } }))
        await tellHolder(ctx, control, { type: 'PASSWORD_CHANGED', userId: user.id })
      }
      return setPassword(control, {
        ...{ userId: user.id, churchId, passwordHash, earlierHash: user.passwordHash },
        ...{ historyId: newId(ctx.clock), now: ctx.clock.now() },
      })
    },
  }
}
