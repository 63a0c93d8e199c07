import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Feature, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { type Resource, type BookableKind, bookableKinds } from './resource.js'

const kindEnum = enumOf('BookableKind', {
  names: bookableKinds,
  description: 'What can be booked.',
  values: { ROOM: 'A place where people meet.', EQUIPMENT: 'A thing that is lent out within the church.' },
})

/** A resource, as whoever reads events sees it. */
@Feature('events')
@ObjectType('Resource', { description: 'A room or a thing of the church that events are given.' })
export class ResourceType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'Its name, the only one of the church.' })
  declare readonly name: string

  @Field(() => kindEnum, { description: 'What it is.' })
  declare readonly kind: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was archived; null while it can be booked.' })
  declare readonly archivedAt: string | null

  @Field(() => DateTimeScalar, { description: 'When it was entered.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  declare readonly updatedAt: string

  @Field(() => Int, { description: 'Raised by each change; send it as `expectedVersion` when updating.' })
  declare readonly version: number
}

const resourceConnection = connectionOf('Resource', ResourceType)

/** A page of resources. */
export const ResourceConnection = resourceConnection.Connection

/** The counts of a list of resources. */
export const ResourceCounts = resourceConnection.ConnectionCounts

/** Which resources a list shows. */
@ArgsType()
export class ResourcesArguments extends PageArguments {
  @Field(() => kindEnum, { nullable: true, description: 'Only resources of this kind.' })
  declare readonly kind?: BookableKind | null

  @Field(() => Boolean, { nullable: true, description: 'Archived resources instead of the others.' })
  declare readonly archived?: boolean | null
}

/** A resource to be added. */
@InputType('CreateResourceInput', { description: 'A resource to be added.' })
export class CreateResourceInput {
  @Field(() => String, { description: 'Its name; no other resource may have it. 255 characters at most.' })
  declare readonly name: string

  @Field(() => kindEnum, { description: 'What it is.' })
  declare readonly kind: BookableKind
}

/** A resource that something is done to. */
@InputType('ResourceInput', { description: 'Which resource.' })
export class ResourceInput {
  @Field(() => IdScalar, { description: 'Which resource.' })
  declare readonly id: string

  @Field(() => Int, {
    nullable: true,
    description: 'The `version` read: if somebody changed it meanwhile, it is refused.',
  })
  declare readonly expectedVersion?: number | null
}

/** What becomes of a resource. */
@InputType('UpdateResourceInput', { description: 'Which resource, and what changes.' })
export class UpdateResourceInput extends ResourceInput {
  @Field(() => String, { nullable: true, description: 'Its name; 255 characters at most.' })
  declare readonly name?: string | null

  @Field(() => kindEnum, { nullable: true, description: 'What it is.' })
  declare readonly kind?: BookableKind | null
}

/** What became of a change of a resource. */
@ObjectType('ResourcePayload', { implements: Payload, description: 'The resource as it is now, or why not.' })
export class ResourcePayload extends Payload {
  @Field(() => ResourceType, { nullable: true, description: 'The resource; null when refused.' })
  declare readonly resource: Resource | null
}
