import type { Needs } from '../platform/context.js'
import type { Page } from '../platform/page.js'
import { applicationList, type ApplicationListRequest } from './application-list.queries.js'
import type { Application } from './application.js'
import { findApplication } from './applications.repository.js'
import { requireDecider } from './in-application.js'

type Slice = Needs<'viewer' | 'refusedToken'>

/** One application; null when there is none. Throws FORBIDDEN without `members.manage` for the whole church. */
export async function loadApplication(ctx: Slice, id: string): Promise<Application | null> {
  requireDecider(ctx)
  return findApplication(ctx.db, id)
}

/** A page of applications, newest first. Throws FORBIDDEN as `loadApplication`, BAD_CURSOR, BAD_USER_INPUT. */
export async function listApplications(ctx: Slice, request: ApplicationListRequest): Promise<Page<Application>> {
  requireDecider(ctx)
  return applicationList(ctx.db, request)
}
