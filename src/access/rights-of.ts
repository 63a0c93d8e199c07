import { LRUCache } from 'lru-cache'
import type { Viewer } from '../platform/context.js'
import { effectiveGrants } from './role.js'
import type { Standing } from './viewer.queries.js'

/** What roles amount to. */
export type Rights = Pick<Viewer, 'roleIds' | 'roles' | 'grants'>

/** Kept by the whole of what they were made from, so that none outlives a change of it. */
const known = new LRUCache<string, Rights>({ max: 2000 })

/** What a viewer's roles amount to: one object for all who hold the same, since thousands of sockets keep theirs. */
export function rightsOf({ roles, grants }: Pick<Standing, 'roles' | 'grants'>): Rights {
  const key = JSON.stringify([roles, grants])
  const rights = known.get(key) ?? {
    roleIds: roles.map(({ id }) => id),
    roles: roles.flatMap((role) => role.key ?? []),
    grants: effectiveGrants(grants),
  }
  known.set(key, rights)
  return rights
}
