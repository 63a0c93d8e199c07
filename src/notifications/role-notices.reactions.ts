import { roleChanged } from '../access/index.js'
import { when } from '../platform/outbox/reaction.js'
import { notificationOfRoleChange } from './role-notices.js'
import { tellOthers } from './tell.js'

/** What is told of roles. */
export const roleNotices = [when(roleChanged, (ctx, change) => tellOthers(ctx, notificationOfRoleChange(change)))]
