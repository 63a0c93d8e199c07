import type { Ctx } from '../platform/context.js'
import { Access, Arg, FromContext, Mutation, Resolver } from '../platform/graphql/decorators.js'
import { payloadOf } from '../platform/graphql/payload.js'
import { createExportLink } from './create-export-link.js'
import { CreateMembersExportInput, CreateMembersExportPayload } from './exports.graphql.js'
import { memberExport } from './member-list.js'

/** Links to lists as files. */
@Resolver()
export class ExportsResolver {
  @Access('members.manage', { subscription: 'reads' })
  @Mutation(() => CreateMembersExportPayload, {
    nullable: true,
    description: 'Makes a link to a file of members, for five minutes. It is exported when the link is followed.',
  })
  createMembersExport(
    @Arg('input', () => CreateMembersExportInput, { description: 'What is wanted.' }) input: CreateMembersExportInput,
    @FromContext() ctx: Ctx,
  ) {
    const { format, columns, search = null, filter = null, archived } = input
    const wanted = { search, filter, withArchived: archived === true }
    return payloadOf(createExportLink(ctx, memberExport, { format, wanted, columns: columns ?? null }))
  }
}
