import type { Ctx } from '../platform/context.js'
import { Access, Args, FromContext, Query, Resolver } from '../platform/graphql/decorators.js'
import { auditLog } from './audit-log.queries.js'
import { AuditEntryConnection, AuditLogArguments } from './audit.graphql.js'

/** What was done in the church. */
@Resolver()
export class AuditResolver {
  @Access('audit.read')
  @Query(() => AuditEntryConnection, {
    description:
      'What was done in the church, newest first: changes, sign-ins and failed sign-ins, by whom and from where.',
  })
  auditLog(@Args(() => AuditLogArguments) request: AuditLogArguments, @FromContext() ctx: Ctx) {
    return auditLog(ctx.db, request)
  }
}
