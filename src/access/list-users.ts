import { type ChurchUser, countUsers, userList, type UserStatus } from '../identity/index.js'
import type { Needs } from '../platform/context.js'
import type { Page, PageRequest } from '../platform/page.js'
import { holdersOf } from './holdings.queries.js'

/** What the list is asked for. */
export interface ListUsers extends PageRequest {
  readonly search?: string | null
  readonly filter?: { readonly status?: UserStatus | null; readonly roleId?: string | null } | null
}

/** A page of the accounts of this church, by name; erased ones are left out. Throws BAD_CURSOR, BAD_USER_INPUT. */
export async function listUsers(ctx: Needs<'control'>, input: ListUsers): Promise<Page<ChurchUser>> {
  const { status, roleId } = input.filter ?? {}
  const ids = roleId ? (await holdersOf(ctx.db, roleId)).map(({ userId }) => userId) : null
  const request = { ...input, status: status ?? null, ids }
  const page = await ctx.control.read((control) => userList(control, request))
  let counted: Promise<number> | null = null
  // The page was read in a transaction of its own, which is over by now.
  const count = () => (counted ??= ctx.control.read((control) => countUsers(control, request)))
  return { ...page, count }
}
