/** Everything rights are about, in the order of domain.md, section 6.1. */
export const resources = [
  'members',
  'households',
  'pastoral_notes',
  'prayers',
  'ministries',
  'events',
  'attendance',
  'announcements',
  'notifications',
  'payments',
  'volunteers',
  'requests',
  'altar_calls',
  'sacraments',
  'documents',
  'themes',
  'reports',
  'analytics',
  'roles',
  'users',
  'settings',
  'billing',
  'audit',
  'integrations',
] as const

/** One of `resources`. */
export type Resource = (typeof resources)[number]

/** What a right lets its holder do; `MANAGE` includes the others. */
export const actions = ['READ', 'WRITE', 'CREATE', 'DELETE', 'MANAGE'] as const

/** One of `actions`. */
export type Action = (typeof actions)[number]

/** A right, as `resource.action`; `manage` includes the others of its resource. There are 24 × 5, and no others. */
export type Permission = `${Resource}.${Lowercase<Action>}`

/** How far a right reaches: the whole church, or the groups that its holder leads. */
export type Scope = 'ALL' | 'GROUP'

/** The code of a right. */
export function permissionOf(resource: Resource, action: Action): Permission {
  const key = `${resource} ${action}`
  // TypeScript types toLowerCase() as string, whatever it is called on.
  const code = codes.get(key) ?? (`${resource}.${action.toLowerCase() as Lowercase<Action>}` as const)
  codes.set(key, code)
  return code
}

/** Each is one text, however many viewers hold it; there are as many as the types name. */
const codes = new Map<string, Permission>()

/** What a code such as `members.read` says; null for one that there is not. */
export function parsePermission(code: string): { readonly resource: Resource; readonly action: Action } | null {
  const [resourceName, actionName, ...rest] = code.split('.')
  const resource = resources.find((one) => one === resourceName)
  const action = actions.find((one) => one.toLowerCase() === actionName)
  return resource && action && rest.length === 0 ? { resource, action } : null
}
