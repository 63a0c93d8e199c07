import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { Payload } from '../platform/graphql/payload.js'
import { IdScalar, LocalDateScalar } from '../platform/graphql/scalars.js'
import { duplicateReasons } from './member-duplicates.queries.js'
import { memberStatusEnum } from './member-enums.graphql.js'
import { MemberType } from './member.graphql.js'
import type { Member } from './member.js'

/** Which member. */
@InputType('MemberInput', { description: 'Which member.' })
export class MemberInput {
  @Field(() => IdScalar, { description: 'The member.' })
  declare readonly id: string
}

/** Where a member stands from now on. */
@InputType('ChangeMemberStatusInput', { description: 'Where a member stands from now on.' })
export class ChangeMemberStatusInput extends MemberInput {
  @Field(() => memberStatusEnum, { description: 'The new status; ERASED is refused.' })
  declare readonly status: Member['status']

  @Field(() => LocalDateScalar, { nullable: true, description: 'Since which day; today when left out.' })
  declare readonly statusOn?: string | null
}

/** Which record stays, and which becomes part of it. */
@InputType('MergeMembersInput', { description: 'Which record stays, and which becomes part of it.' })
export class MergeMembersInput {
  @Field(() => IdScalar, { description: 'The member that stays.' })
  declare readonly keptId: string

  @Field(() => IdScalar, { description: 'The member that becomes part of it.' })
  declare readonly mergedId: string

  @Field(() => String, { description: 'The viewer’s password, once more.' })
  declare readonly password: string
}

/** Whose data is removed for good. */
@InputType('EraseMemberInput', { description: 'Whose data is removed for good.' })
export class EraseMemberInput extends MemberInput {
  @Field(() => String, { description: 'The viewer’s password, once more.' })
  declare readonly password: string
}

/** What became of the member. */
@ObjectType('MemberPayload', { implements: Payload, description: 'The member as it is now, or why not.' })
export class MemberPayload extends Payload {
  @Field(() => MemberType, { nullable: true, description: 'The member; null when refused.' })
  declare readonly member: Member | null
}

const reasonEnum = enumOf('DuplicateReason', {
  names: duplicateReasons,
  description: 'Why several records may be one person.',
})

/** Records that may be one person. */
@ObjectType('MemberDuplicates', { description: 'Records that may be one person.' })
export class MemberDuplicatesType {
  @Field(() => reasonEnum, { description: 'Why.' })
  declare readonly reason: (typeof duplicateReasons)[number]

  @Field(() => [MemberType], { description: 'The members.' })
  declare readonly members: readonly Member[]
}
