import { findMinistry } from '../ministries/index.js'
import { MinistryType } from '../ministries/ministry.graphql.js'
import type { Ctx } from '../platform/context.js'
import { FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { EventObject } from './event.graphql.js'
import type { Event } from './event.js'

/** The fields of an event that are found elsewhere. */
@Resolver(() => EventObject)
export class EventFieldsResolver {
  // Not called `ministry`: an operation of another domain is.
  @FieldResolver(() => MinistryType, {
    name: 'ministry',
    nullable: true,
    description:
      'The ministry it belongs to; null for an event of the whole church, and for who may not read ministries.',
  })
  ministryOfEvent(@Root() event: Event, @FromContext() ctx: Ctx) {
    const isOpen = ctx.viewer?.grants.has('ministries.read')
    return isOpen && event.ministryId ? findMinistry(ctx, event.ministryId) : null
  }

  @FieldResolver(() => String, {
    description: 'Unlike `id`, unique to each occurrence of a series: use it as the key in a client’s cache.',
  })
  key(@Root() { id, occurrenceAt }: Event): string {
    return `${id}@${occurrenceAt}`
  }
}
