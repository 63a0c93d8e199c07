import type { RoleChange } from '../access/index.js'
import { cut, type NewNotification } from './notification.js'

/** What somebody is told whose roles were changed: nobody else is (domain.md, 8.2). */
export const notificationOfRoleChange = ({ userId, role, isHeld }: RoleChange): NewNotification => ({
  ...{ type: 'ROLE_CHANGED', category: 'SECURITY', priority: 'HIGH', actionKind: 'INFO' },
  title: 'Your roles were changed',
  message: cut(isHeld ? `You have the role ${role} now.` : `The role ${role} was taken from you.`, 500),
  ...{ entity: 'user', entityId: userId },
  audience: { kind: 'USER', ids: [userId] },
})
