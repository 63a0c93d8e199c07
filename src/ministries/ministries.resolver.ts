import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { archiveMinistry, restoreMinistry } from './archive-ministry.js'
import { createMinistry } from './create-ministry.js'
import { findMinistry, listMinistries, listOwnMemberships } from './load-ministry.js'
import { MembershipType, MinistryInput, MinistryPayload } from './membership.graphql.js'
import {
  CreateMinistryInput,
  MinistriesArguments,
  MinistryConnection,
  MinistryType,
  UpdateMinistryInput,
} from './ministry.graphql.js'
import { updateMinistry } from './update-ministry.js'

/** The ministries of a church, and keeping them. */
@Resolver()
export class MinistriesResolver {
  @Access('ministries.read')
  @Query(() => MinistryConnection, {
    description: 'The ministries of the church, by name; those of a category that is switched off are left out.',
  })
  ministries(@Args(() => MinistriesArguments) request: MinistriesArguments, @FromContext() ctx: Ctx) {
    return listMinistries(ctx, request)
  }

  @Access('ministries.read')
  @Query(() => MinistryType, {
    nullable: true,
    description: 'One ministry; null when there is none, or none for this viewer.',
  })
  ministry(@Arg('id', () => IdScalar, { description: 'Which ministry.' }) id: string, @FromContext() ctx: Ctx) {
    return findMinistry(ctx, id)
  }

  @Access('signedIn')
  @Query(() => [MembershipType], { description: 'Where the viewer is in, or waits to be let in, by ministry.' })
  myMinistries(@FromContext() ctx: Ctx) {
    return listOwnMemberships(ctx, requireViewer(ctx))
  }

  @Access('ministries.create')
  @Mutation(() => MinistryPayload, { nullable: true, description: 'Founds a ministry, without members.' })
  createMinistry(
    @Arg('input', () => CreateMinistryInput, { description: 'The ministry.' }) input: CreateMinistryInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('ministry', createMinistry(ctx, input))
  }

  @Access('ministries.write')
  @Mutation(() => MinistryPayload, {
    nullable: true,
    description: 'Changes the named fields of a ministry; leaders those of their own.',
  })
  updateMinistry(
    @Arg('input', () => UpdateMinistryInput, { description: 'Which ministry, and what changes.' })
    input: UpdateMinistryInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('ministry', updateMinistry(ctx, input))
  }

  @Access('ministries.delete')
  @Mutation(() => MinistryPayload, {
    nullable: true,
    description: 'Ends a ministry, and with it the stay of everybody in it; the history is kept.',
  })
  archiveMinistry(
    @Arg('input', () => MinistryInput, { description: 'Which ministry.' }) input: MinistryInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('ministry', archiveMinistry(ctx, input))
  }

  @Access('ministries.delete')
  @Mutation(() => MinistryPayload, { nullable: true, description: 'Takes an archived ministry back, without members.' })
  restoreMinistry(
    @Arg('input', () => MinistryInput, { description: 'Which ministry.' }) input: MinistryInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('ministry', restoreMinistry(ctx, input))
  }
}
