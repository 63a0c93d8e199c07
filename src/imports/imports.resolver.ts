import type { Ctx } from '../platform/context.js'
import {
  Access,
  Arg,
  Args,
  FromContext,
  Mutation,
  Query,
  Resolver,
  Root,
  Subscription,
} from '../platform/graphql/decorators.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { payload, payloadOf } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import type { Page } from '../platform/page.js'
import { isRefusal } from '../platform/refusal.js'
import { createMemberImport } from './create-member-import.js'
import { fieldOfName } from './field-names.js'
import { followImport } from './follow-import.js'
import { importList, reportedRows } from './import-list.queries.js'
import { mapImportColumns } from './map-import-columns.js'
import {
  CreateMemberImportInput,
  MapImportColumnsInput,
  PreviewImportInput,
  StartImportInput,
  UndoImportInput,
} from './member-import-input.graphql.js'
import { MemberImportRowConnection, MemberImportRowsArguments } from './member-import-row.graphql.js'
import {
  CreateMemberImportPayload,
  MemberImportConnection,
  MemberImportPayload,
  MemberImportType,
} from './member-import.graphql.js'
import type { MemberImport } from './member-import.js'
import { findImport } from './member-imports.repository.js'
import { previewImport } from './preview-import.js'
import { shownImport, shownRow } from './shown-import.js'
import { startImport } from './start-import.js'
import { undoImport } from './undo-import.js'

/** Members and households from files. */
@Resolver()
export class ImportsResolver {
  @Access('members.manage')
  @Query(() => MemberImportConnection, { description: 'The imports of the last 30 days, newest first.' })
  async memberImports(@Args(() => PageArguments) request: PageArguments, @FromContext() ctx: Ctx) {
    return shownPage(await importList(ctx.db, request), (found) => shownImport(found, ctx))
  }

  @Access('members.manage')
  @Query(() => MemberImportType, { nullable: true, description: 'One import; null for none.' })
  async memberImport(@Arg('id', () => IdScalar, { description: 'Which import.' }) id: string, @FromContext() ctx: Ctx) {
    const found = await findImport(ctx.db, id)
    return found && shownImport(found, ctx)
  }

  @Access('members.manage')
  @Query(() => MemberImportRowConnection, {
    description: 'What becomes of the rows of a file, or became, in its order; none before the dry run.',
  })
  async memberImportRows(
    @Args(() => MemberImportRowsArguments) request: MemberImportRowsArguments,
    @FromContext() ctx: Ctx,
  ) {
    return shownPage(await reportedRows(ctx.db, request), shownRow)
  }

  @Access('members.manage')
  @Mutation(() => CreateMemberImportPayload, {
    nullable: true,
    description: 'Opens an import; its file goes to `uploadUrl`. Nothing is imported before `startImport`.',
  })
  createMemberImport(
    @Arg('input', () => CreateMemberImportInput, { description: 'The file.' }) input: CreateMemberImportInput,
    @FromContext() ctx: Ctx,
  ) {
    const opened = async () => {
      const made = await createMemberImport(ctx, input)
      return isRefusal(made) ? made : { ...made, memberImport: shownImport(made.memberImport, ctx) }
    }
    return payloadOf(opened())
  }

  @Access('members.manage')
  @Mutation(() => MemberImportPayload, { nullable: true, description: 'Corrects what was guessed of the columns.' })
  mapImportColumns(
    @Arg('input', () => MapImportColumnsInput, { description: 'What columns mean.' }) input: MapImportColumnsInput,
    @FromContext() ctx: Ctx,
  ) {
    const columns = input.columns.map(({ heading, field }) => ({ heading, field: field ? fieldOfName(field) : null }))
    return answer(ctx, mapImportColumns(ctx, { id: input.id, columns }))
  }

  @Access('members.manage')
  @Mutation(() => MemberImportPayload, {
    nullable: true,
    description: 'Has a dry run made: what would happen, row by row. It changes nothing.',
  })
  previewImport(
    @Arg('input', () => PreviewImportInput, { description: 'Which import.' }) input: PreviewImportInput,
    @FromContext() ctx: Ctx,
  ) {
    return answer(ctx, previewImport(ctx, input))
  }

  @Access('members.manage')
  @Mutation(() => MemberImportPayload, {
    nullable: true,
    description:
      'Applies the import as the dry run showed it. Members who already live in a household stay there, whatever the file says.',
  })
  startImport(
    @Arg('input', () => StartImportInput, { description: 'Which import.' }) input: StartImportInput,
    @FromContext() ctx: Ctx,
  ) {
    return answer(ctx, startImport(ctx, input))
  }

  @Access('members.manage')
  @Mutation(() => MemberImportPayload, {
    nullable: true,
    description:
      'Undoes an import, up to 30 days after it was applied. What others have changed since is kept, and listed.',
  })
  undoImport(
    @Arg('input', () => UndoImportInput, { description: 'Which import.' }) input: UndoImportInput,
    @FromContext() ctx: Ctx,
  ) {
    return answer(ctx, undoImport(ctx, input))
  }

  @Access('members.manage')
  @Subscription(() => MemberImportType, {
    subscribe: ({ args, context }: { args: { id: string }; context: Ctx }) => followImport(context, args.id),
    description: 'An import as it is now, then each time it has come further.',
  })
  importProgress(
    @Root() found: MemberImport,
    @Arg('id', () => IdScalar, { description: 'Which import.' }) _id: string,
    @FromContext() ctx: Ctx,
  ) {
    return shownImport(found, ctx)
  }
}

const answer = <Outcome>(ctx: Ctx, outcome: Promise<Outcome>) =>
  payload(
    'memberImport',
    outcome.then((found) => (isRefusal(found) ? found : shownImport(found as MemberImport, ctx))),
  )

function shownPage<Node, Shown>(page: Page<Node>, show: (node: Node) => Shown): Page<Shown> {
  const edges = page.edges.map(({ cursor, node }) => ({ cursor, node: show(node) }))
  return { ...page, edges, nodes: edges.map(({ node }) => node) }
}
