import {
  type MinistryEnded,
  ministryArchived,
  ministryJoined,
  ministryJoinRequested,
  ministryRemoved,
  type StayTold,
} from '../ministries/index.js'
import { when } from '../platform/outbox/reaction.js'
import {
  notificationOfJoin,
  notificationOfJoinRequest,
  notificationOfMinistryEnd,
  notificationOfRemoval,
} from './ministry-notices.js'
import { tell, tellOthers } from './tell.js'

/** What is told of ministries and of who is in them. */
export const ministryNotices = [
  when(ministryJoinRequested, (ctx, stay: StayTold) => tellOthers(ctx, notificationOfJoinRequest(stay))),
  when(ministryJoined, (ctx, stay: StayTold) => tell(ctx, notificationOfJoin(stay))),
  when(ministryRemoved, (ctx, stay: StayTold) => tellOthers(ctx, notificationOfRemoval(stay))),
  when(ministryArchived, (ctx, ended: MinistryEnded) => tellOthers(ctx, notificationOfMinistryEnd(ended))),
]
