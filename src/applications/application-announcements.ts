import { announcement } from '../platform/outbox/announcement.js'
import type { Application } from './application.js'

/** Somebody has applied to join: the office has to look at it. */
export const applicationSubmitted = announcement<Application>('applicationSubmitted')

/** An application was approved: the office has to confirm it. */
export const applicationApproved = announcement<Application>('applicationApproved')

/** An applicant has become a member. */
export const applicationConfirmed = announcement<{ readonly application: Application; readonly memberId: string }>(
  'applicationConfirmed',
)
