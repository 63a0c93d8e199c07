import { applicationApproved, applicationConfirmed, applicationSubmitted } from '../applications/index.js'
import type { Needs } from '../platform/context.js'
import { when } from '../platform/outbox/reaction.js'
import { notificationOfApplication, notificationOfApproval, notificationOfConfirmation } from './application-notices.js'
import { roleAudience } from './role-audience.queries.js'
import { tell, tellOthers } from './tell.js'

const office = ({ db }: Needs<never>) => roleAudience(db, ['ADMIN', 'SECRETARY'])

/** What is told of applications to join. */
export const applicationNotices = [
  when(applicationSubmitted, async (ctx, application) =>
    tellOthers(ctx, notificationOfApplication(application, await office(ctx))),
  ),
  when(applicationApproved, async (ctx, application) =>
    tellOthers(ctx, notificationOfApproval(application, await office(ctx))),
  ),
  when(applicationConfirmed, (ctx, { application, memberId }) =>
    tell(ctx, notificationOfConfirmation(application, memberId)),
  ),
]
