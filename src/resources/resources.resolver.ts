import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, Feature, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { archiveResource } from './archive-resource.js'
import { createResource } from './create-resource.js'
import { loadResource } from './load-resources.js'
import { resourceList } from './resource-list.queries.js'
import {
  CreateResourceInput,
  ResourceConnection,
  ResourceInput,
  ResourcePayload,
  ResourcesArguments,
  ResourceType,
  UpdateResourceInput,
} from './resource.graphql.js'
import { updateResource } from './update-resource.js'

/** The rooms and the equipment of a church, and keeping them. */
@Feature('events')
@Resolver()
export class ResourcesResolver {
  @Access('events.read')
  @Query(() => ResourceConnection, { description: 'The rooms and the equipment of the church, by name.' })
  resources(@Args(() => ResourcesArguments) request: ResourcesArguments, @FromContext() ctx: Ctx) {
    return resourceList(ctx.db, request)
  }

  @Access('events.read')
  @Query(() => ResourceType, { nullable: true, description: 'One resource; null when there is none.' })
  resource(@Arg('id', () => IdScalar, { description: 'Which resource.' }) id: string, @FromContext() ctx: Ctx) {
    return loadResource(ctx, id)
  }

  @Access('events.manage')
  @Mutation(() => ResourcePayload, { nullable: true, description: 'Adds a room or a thing that events can be given.' })
  createResource(
    @Arg('input', () => CreateResourceInput, { description: 'The resource.' }) input: CreateResourceInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('resource', createResource(ctx, input))
  }

  @Access('events.manage')
  @Mutation(() => ResourcePayload, { nullable: true, description: 'Changes the named fields of a resource.' })
  updateResource(
    @Arg('input', () => UpdateResourceInput, { description: 'Which resource, and what changes.' })
    input: UpdateResourceInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('resource', updateResource(ctx, input))
  }

  @Access('events.manage')
  @Mutation(() => ResourcePayload, {
    nullable: true,
    description: 'Ends a resource that is not booked any more. What it was booked for stays.',
  })
  archiveResource(
    @Arg('input', () => ResourceInput, { description: 'Which resource.' }) input: ResourceInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('resource', archiveResource(ctx, input))
  }
}
