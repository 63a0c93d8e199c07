import type { Application } from '../applications/index.js'
import { notice } from './notice.js'
import type { Audience, NewNotification } from './notification.js'

/** Nothing says who has applied: an application is erased one day, and what was told stays (decision 44). */
const about = ({ id }: Pick<Application, 'id'>) => ({
  ...({ category: 'APPLICATION', priority: 'HIGH', actionKind: 'ACTION_REQUIRED' } as const),
  ...{ entity: 'membershipApplication', entityId: id, path: `/applications/${id}`, params: { applicationId: id } },
})

/** What the office is told of somebody who applies to join. */
export const notificationOfApplication = (application: Application, office: Audience): NewNotification =>
  notice({ ...about(application), type: 'APPLICATION_SUBMITTED', audience: office })

/** What the office is told of an application that is approved and not yet confirmed. */
export const notificationOfApproval = (application: Application, office: Audience): NewNotification =>
  notice({ ...about(application), type: 'APPLICATION_APPROVED', audience: office })

/** What somebody finds who has become a member; they are mailed, too. */
export const notificationOfConfirmation = (application: Application, memberId: string): NewNotification =>
  notice({
    ...{ ...about(application), type: 'APPLICATION_CONFIRMED', priority: 'NORMAL', actionKind: 'INFO' },
    ...{ path: '/profile', audience: { kind: 'MEMBER', ids: [memberId] } },
  })
