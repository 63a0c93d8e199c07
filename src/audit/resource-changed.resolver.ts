import type { Ctx } from '../platform/context.js'
import { Access, Arg, Resolver, Root, Subscription } from '../platform/graphql/decorators.js'
import { type HeardChange, listenToChanges } from './listen-to-changes.js'
import { resourceKindEnum, ResourceChangedType } from './resource-changed.graphql.js'
import type { ResourceKind } from './resource-kinds.js'

/** Changes as they happen. */
@Resolver()
export class ResourceChangedResolver {
  @Access('signedIn')
  @Subscription(() => ResourceChangedType, {
    subscribe: ({ args, context }: { args: { kinds: readonly ResourceKind[] }; context: Ctx }) =>
      listenToChanges(context, args.kinds),
    description:
      'Says that something has changed that the viewer may read throughout the church, that is shown to them, or that is their own, so that screens can fetch it again. It begins with a resync, and every gap ends with one.',
  })
  resourceChanged(
    @Root() { change }: HeardChange,
    @Arg('kinds', () => [resourceKindEnum], { description: 'Of which kinds; of others nothing is sent.' })
    _kinds: readonly ResourceKind[],
  ): ResourceChangedType {
    if (!change) return { kind: null, id: null, operation: null, version: null, resync: true }
    return { ...change, resync: false }
  }
}
