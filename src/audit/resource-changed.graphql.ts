import { Field, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { type ResourceKind, resourceKindNames } from './resource-kinds.js'

/** The kinds, as GraphQL knows them. */
export const resourceKindEnum = enumOf('ResourceKind', {
  names: resourceKindNames,
  description: 'What a change can be of.',
})

const operationEnum = enumOf('ChangeOperation', {
  names: ['CREATED', 'UPDATED', 'DELETED'] as const,
  description: 'What was done to a thing.',
  values: {
    CREATED: 'It is new.',
    UPDATED: 'It is another than before, or is shown to others.',
    DELETED: 'It is no more.',
  },
})

/** That something was changed. */
@ObjectType('ResourceChanged', {
  description: 'That something was changed, and no more of it than that: ask for it again where it is shown.',
})
export class ResourceChangedType {
  @Field(() => resourceKindEnum, { nullable: true, description: 'What it is; null for a resync.' })
  declare readonly kind: ResourceKind | null

  @Field(() => IdScalar, { nullable: true, description: 'Which one; null for a resync.' })
  declare readonly id: string | null

  @Field(() => operationEnum, { nullable: true, description: 'What was done to it; null for a resync.' })
  declare readonly operation: 'CREATED' | 'UPDATED' | 'DELETED' | null

  @Field(() => Int, { nullable: true, description: 'Its version since; null where it has none, and for a resync.' })
  declare readonly version: number | null

  @Field(() => Boolean, {
    description: 'Whether anything may have been changed meanwhile: ask again for everything that is shown.',
  })
  declare readonly resync: boolean
}
