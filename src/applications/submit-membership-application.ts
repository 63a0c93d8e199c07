import { churchSettings } from '../churches/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Needs } from '../platform/context.js'
import { once } from '../platform/idempotency/once.js'
import { newId } from '../platform/ids.js'
import { localDay } from '../platform/instant.js'
import { mailJob } from '../platform/mail/mail-task.js'
import { refuse, type Refusal } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { applicationSubmitted } from './application-announcements.js'
import { applicationAudit } from './application-audit.js'
import { type ApplicationDraft, applicationFaults, type ApplicationForm, tidyApplication } from './application.js'
import { addApplication, openApplicationOf } from './applications.repository.js'

/** An application to join; with a key, once for each. */
export type SubmitMembershipApplication = ApplicationForm & { readonly idempotencyKey?: string | null }

/**
 * Takes somebody's application to join: PENDING, told to those who decide, and mailed to the applicant with a link that
 * withdraws it. While one of the same address waits nothing is kept: the answer is the same, so that no stranger learns
 * of it, and the mail says so to whoever reads that address.
 *
 * Refuses REQUIRED, TOO_LONG and INVALID, all faults at once, and NOT_ALLOWED_NOW where the church takes no applications;
 * throws THROTTLED after 10 an hour from one place or 3 an hour for one address, and what `once` does.
 */
export async function submitMembershipApplication(
  ctx: Needs<'throttle'>,
  { idempotencyKey: key, ...form }: SubmitMembershipApplication,
): Promise<true | Refusal<'REQUIRED' | 'TOO_LONG' | 'INVALID' | 'NOT_ALLOWED_NOW'>> {
  const { members } = await churchSettings(ctx.db)
  if (!members.publicApplications) {
    return refuse('NOT_ALLOWED_NOW', 'This church takes no applications here: ask its office.')
  }
  const draft = tidyApplication(form)
  const faults = applicationFaults(draft, localDay(ctx.clock.now(), ctx.church.timeZone))
  if (faults) return faults

  await ctx.throttle('public-form', { by: ctx.origin.ip })
  await ctx.throttle('application-mail', { by: draft.email })
  const keyed = { operation: 'submitMembershipApplication', key, request: form, isForStrangers: true }
  return once(ctx, keyed, (ctx) => submit(ctx, draft))
}

const submit = (ctx: Needs<'throttle'>, draft: ApplicationDraft): Promise<true> =>
  inTransaction<Needs<'throttle'>, true>(ctx, async (ctx) => {
    const application = await addApplication(ctx.db, { ...draft, id: newId(ctx.clock), now: ctx.clock.now() })
    if (!application) return remind(ctx, draft.email)
    ctx.audit({ action: 'application.submit', ...applicationAudit(null, application) })
    ctx.announce(applicationSubmitted(application))
    const { id } = application
    ctx.enqueue(mailJob({ template: 'application-received', data: { applicationId: id }, key: id }))
    return true
  })

async function remind(ctx: Needs<'throttle'>, email: string): Promise<true> {
  ctx.audit(unaudited('one of the same address waits, and stays as it is'))
  const id = await openApplicationOf(ctx.db, email)
  if (id) ctx.enqueue(mailJob({ template: 'application-known', data: { applicationId: id }, key: id }))
  return true
}
