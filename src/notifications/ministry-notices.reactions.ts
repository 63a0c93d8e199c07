import {
  type MinistryEnded,
  ministryArchived,
  ministryJoined,
  ministryJoinRequested,
  ministryRemoved,
  type StayTold,
} from '../ministries/index.js'
import type { Needs } from '../platform/context.js'
import { when } from '../platform/outbox/reaction.js'
import {
  notificationOfJoin,
  notificationOfJoinRequest,
  notificationOfMinistryEnd,
  notificationOfRemoval,
} from './ministry-notices.js'
import type { NewNotification } from './notification.js'
import { tell } from './tell.js'

const tellIf = async (ctx: Needs<never>, told: NewNotification | null): Promise<void> => {
  if (told) await tell(ctx, told)
}

/** What is told of ministries and of who is in them. */
export const ministryNotices = [
  when(ministryJoinRequested, (ctx, stay: StayTold) => tellIf(ctx, notificationOfJoinRequest(stay))),
  when(ministryJoined, (ctx, stay: StayTold) => tell(ctx, notificationOfJoin(stay))),
  when(ministryRemoved, (ctx, stay: StayTold) => tell(ctx, notificationOfRemoval(stay))),
  when(ministryArchived, (ctx, ended: MinistryEnded) => tellIf(ctx, notificationOfMinistryEnd(ended))),
]
