import type { AccountNews } from '../identity/index.js'
import { notice } from './notice.js'
import type { NewNotification } from './notification.js'

/** What somebody is told of their account; once, however often the job is done. */
export const notificationOfAccount = ({ id, type, at }: AccountNews, userId: string): NewNotification =>
  notice({
    ...{ type, category: 'SECURITY', priority: 'HIGH', actionKind: 'ALERT' },
    ...{ entity: 'user', entityId: userId, path: '/account', params: { at } },
    audience: { kind: 'USER', ids: [userId] },
    dedupKey: `account:${id}`,
  })
