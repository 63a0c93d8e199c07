import { requireViewer } from '../access/index.js'
import { hasProvedAddress } from '../identity/index.js'
import { inviteMemberJob, mayBeInvited } from '../invitations/index.js'
import { createMember, type Member } from '../members/index.js'
import type { Needs } from '../platform/context.js'
import { once } from '../platform/idempotency/once.js'
import { localDay } from '../platform/instant.js'
import { mailJob } from '../platform/mail/mail-task.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { applicationConfirmed } from './application-announcements.js'
import { applicationAudit } from './application-audit.js'
import type { Application } from './application.js'
import { changeApplication } from './applications.repository.js'
import { houseApplicant, type HouseholdWish } from './house-applicant.js'
import { inApplication, requireDecider } from './in-application.js'

/** Whose application is confirmed, and what else becomes of them. */
export interface ConfirmMembershipApplication extends HouseholdWish {
  readonly id: string
  /** Whether they are invited to an account: yes unless false. */
  readonly invite?: boolean | null
  /** Once for each key. */
  readonly idempotencyKey?: string | null
}

type Slice = Needs<'viewer' | 'refusedToken' | 'seals' | 'control'>

/**
 * Makes an applicant a member: APPROVED becomes CONFIRMED. In one transaction the member is entered with the next number,
 * joined today, with every field that the roll has, and put into a household if one is named. The applicant is mailed, and
 * invited to an account with the role MEMBER by a job that commits with it.
 *
 * Refuses NOT_FOUND, NOT_ALLOWED_NOW for one that is not APPROVED, and for an invitation while nobody of the church has
 * proved an address; NOT_UNIQUE when the address has an account or an invitation already: then confirm without one; and
 * what `addHouseholdMember` and `createHousehold` refuse. Throws FORBIDDEN without `members.manage`, or for a household
 * without the rights of these two, and what `once` does. Locks the application: of two who confirm at once one is refused.
 */
export async function confirmMembershipApplication(
  ctx: Slice,
  { idempotencyKey: key, ...input }: ConfirmMembershipApplication,
) {
  requireDecider(ctx)
  const { id, invite } = input
  return once(ctx, { operation: 'confirmMembershipApplication', key, request: input }, (ctx) =>
    inApplication(ctx, id, async (ctx, application) => {
      if (application.status !== 'APPROVED') {
        return refuse('NOT_ALLOWED_NOW', 'The application is not APPROVED.', ['id'])
      }
      const no = invite === false ? null : await whyNotInvited(ctx, application)
      if (no) return no
      const member = await createMember(ctx, { ...profileOf(application), joinedOn: today(ctx) })
      if (isRefusal(member)) return member
      const housed = await houseApplicant(ctx, member.id, input)
      if (isRefusal(housed)) return housed
      return settle(ctx, application, { member, isInvited: invite !== false })
    }),
  )
}

async function whyNotInvited(ctx: Slice, { email }: Application) {
  if (!(await ctx.control.read(hasProvedAddress))) {
    return refuse('NOT_ALLOWED_NOW', 'Prove your own address first, or confirm without an invitation.', ['invite'])
  }
  if (await mayBeInvited(ctx, email)) return null
  return refuse('NOT_UNIQUE', 'The address has an account or an invitation: confirm without one.', ['invite'])
}

async function settle(
  ctx: Slice,
  application: Application,
  { member, isInvited }: { readonly member: Member; readonly isInvited: boolean },
): Promise<Application> {
  const viewer = requireViewer(ctx)
  const now = ctx.clock.now()
  const changed = await changeApplication(ctx.db, application.id, {
    ...{ status: 'CONFIRMED', confirmedBy: viewer.userId, confirmedAt: now, memberId: member.id, now },
  })
  ctx.audit({ action: 'application.confirm', ...applicationAudit(application, changed) })
  const { id } = application
  ctx.enqueue(mailJob({ template: 'application-confirmed', data: { applicationId: id, isInvited }, key: id }))
  if (isInvited) {
    const by = { kind: viewer.apiKeyId ? 'API_KEY' : 'USER', id: viewer.userId, name: viewer.name } as const
    ctx.enqueue(inviteMemberJob({ memberId: member.id, by }))
  }
  ctx.announce(applicationConfirmed({ application: changed, memberId: member.id }))
  return changed
}

const today = ({ clock, church }: Slice) => localDay(clock.now(), church.timeZone)

/** What of an application the roll keeps; the rest stays with the application. */
const profileOf = (application: Application) => {
  const { firstName, lastName, email, phone, address, birthDate, gender, maritalStatus } = application
  const { occupation: profession, emergencyName, emergencyPhone, emergencyRelation } = application
  return {
    ...{ firstName, lastName, email, phone, address, birthDate, gender, maritalStatus, profession },
    ...{ emergencyName, emergencyPhone, emergencyRelation },
  }
}
