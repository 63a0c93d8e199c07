import type { RoleChange } from '../access/index.js'
import { notice } from './notice.js'
import type { NewNotification } from './notification.js'

/** What somebody is told whose roles were changed: nobody else is (domain.md, 8.2). */
export const notificationOfRoleChange = ({ userId, role, isHeld }: RoleChange): NewNotification =>
  notice({
    ...{ type: 'ROLE_CHANGED', category: 'SECURITY', priority: 'HIGH', actionKind: 'INFO' },
    ...{ entity: 'user', entityId: userId, path: '/account', params: { role, isHeld } },
    audience: { kind: 'USER', ids: [userId] },
  })
