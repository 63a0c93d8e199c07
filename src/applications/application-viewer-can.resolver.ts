import { viewerCanOf } from '../platform/graphql/viewer-can.js'
import { ApplicationType } from './application.graphql.js'
import { type Application, isOpen } from './application.js'
import { mayDecideApplications } from './application.policy.js'

/** What the viewer may do with an application. */
export const ApplicationViewerCan = viewerCanOf<Application>('MembershipApplication', ApplicationType, {
  approve: {
    description: 'Approve it.',
    may: (viewer, { status }) => mayDecideApplications(viewer) && status === 'PENDING',
  },
  reject: {
    description: 'Reject it.',
    may: (viewer, application) => mayDecideApplications(viewer) && isOpen(application),
  },
  confirm: {
    description: 'Make the applicant a member.',
    may: (viewer, { status }) => mayDecideApplications(viewer) && status === 'APPROVED',
  },
})
