import { memberErased } from '../members/index.js'
import { when } from '../platform/outbox/reaction.js'
import { forgetInvitedJob } from './forget-invited.js'

/** What becomes of invitations when their members are erased. */
export const invitationReactions = [
  // Accounts are kept elsewhere: a job of the same transaction follows.
  when(memberErased, async (ctx, { memberId }) => ctx.enqueue(forgetInvitedJob(memberId))),
]
