import type { Ctx, Viewer } from '../context.js'
import { type ClassType, Field, FieldResolver, FromContext, ObjectType, Resolver, Root } from './decorators.js'

/** One button of a client: what it does, and who may press it. */
export interface ViewerAction<Row> {
  readonly description: string
  /** A policy of the domain: nothing but the viewer and the row, so that a list of a hundred asks the database nothing. */
  readonly may: (viewer: Viewer, row: Row) => boolean
}

/**
 * The resolver of a field `viewerCan` on `type`: whether the viewer may do each of `actions` with a row, by the policies
 * that the operations themselves ask. Whether the state of things allows it shows only when it is tried.
 */
export function viewerCanOf<Row extends object>(
  name: string,
  type: ClassType,
  actions: Readonly<Record<string, ViewerAction<Row>>>,
): ClassType {
  @ObjectType(`${name}ViewerCan`, { description: `What the viewer may do with this: ${name}.` })
  class ViewerCan {}
  for (const [action, { description }] of Object.entries(actions)) {
    Field(() => Boolean, { description })(ViewerCan.prototype, action)
  }

  @Resolver(() => type)
  class ViewerCanResolver {
    @FieldResolver(() => ViewerCan, { description: 'What the viewer may do with it: which buttons to show.' })
    viewerCan(@Root() row: Row, @FromContext() { viewer }: Ctx): Readonly<Record<string, boolean>> {
      const can = Object.entries(actions).map(([action, { may }]) => [action, viewer !== null && may(viewer, row)])
      // Every value just mapped is a boolean.
      return Object.fromEntries(can) as Record<string, boolean>
    }
  }
  return ViewerCanResolver
}
