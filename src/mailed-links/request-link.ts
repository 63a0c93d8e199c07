import { createHash } from 'node:crypto'
import { lockUser } from '../identity/index.js'
import type { Ctx, Needs } from '../platform/context.js'
import { idOfNames } from '../platform/ids.js'
import { enqueueJob } from '../platform/jobs/jobs.repository.js'
import type { Task } from '../platform/jobs/task.js'
import { accountWithAddress } from './mailed-links.repository.js'
import { sendLink } from './send-link.js'

/** What somebody may ask for who is not signed in. */
type Asked = 'RESET' | 'VERIFY_EMAIL'

const findAccount = 'mail-link-to'

/** What the job that looks for the account is told; never the address itself. */
interface Wish {
  readonly purpose: Asked
  readonly addressHash: string
  readonly ip: string | null
}

type Slice = Needs<'control' | 'origin' | 'throttle'>

/**
 * Has a link mailed that lets its reader choose a new password, if there is an ACTIVE account with this address. What is
 * done and answered is the same in either case. Throws THROTTLED: 3 an hour for an address, 10 for a place.
 */
export const requestPasswordReset = (ctx: Slice, { email }: { readonly email: string }): Promise<true> =>
  request(ctx, email, 'RESET')

/** As `requestPasswordReset`, for a link that proves the address of an account; one that is proved gets none. */
export const resendVerification = (ctx: Slice, { email }: { readonly email: string }): Promise<true> =>
  request(ctx, email, 'VERIFY_EMAIL')

async function request({ control, origin, throttle }: Slice, email: string, purpose: Asked): Promise<true> {
  const address = email.trim().toLowerCase()
  await throttle('reset-mail', { by: address })
  await throttle('reset-mail-address', { by: origin.ip })
  // Whether there is an account is found out by the job: nothing here takes longer for one that exists.
  const addressHash = createHash('sha256').update(address).digest('hex')
  const data = { purpose, addressHash, ip: origin.ip }
  await control.write((db) => enqueueJob(db, { task: findAccount, data }))
  return true
}

/** Looks for the account that a link was asked for, and has it mailed. */
export const mailLinkTo: Task = {
  task: findAccount,
  async run(ctx: Ctx, data, { id }) {
    // request() made it.
    const { purpose, addressHash, ip } = data as unknown as Wish
    await ctx.control.write(async (control) => {
      const account = await accountWithAddress(control, addressHash)
      if (!account || (purpose === 'VERIFY_EMAIL' && account.isVerified)) return
      await lockUser(control, account.id)
      const link = { churchId: ctx.church.id, userId: account.id, purpose, newEmail: null, ip }
      await sendLink(control, ctx.clock, { ...link, id: idOfNames('mailed link', id) })
    })
  },
}
