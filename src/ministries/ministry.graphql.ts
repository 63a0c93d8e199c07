import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { joinPolicies, type JoinPolicy, ministryCategories, type MinistryCategory } from './ministry.js'

/** The categories of the schema. */
const categoryEnum = enumOf('MinistryCategory', {
  names: ministryCategories,
  description: 'What a ministry is for.',
})

/** The join policies of the schema. */
const joinPolicyEnum = enumOf('MinistryJoinPolicy', {
  names: joinPolicies,
  description: 'How people come into a ministry.',
  values: {
    OPEN: 'Whoever wants is in at once.',
    APPROVAL: 'Who asks waits for the leaders.',
    CLOSED: 'Only its leaders and the office put people in.',
  },
})

/** A ministry, as everybody of the church sees it. */
@ObjectType('Ministry', { description: 'A group of the church: a choir, the youth, a prayer group.' })
export class MinistryType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'Its name, the only one of the church.' })
  declare readonly name: string

  @Field(() => String, { nullable: true, description: 'What it does, in its own words.' })
  declare readonly description: string | null

  @Field(() => categoryEnum, { description: 'What it is for.' })
  declare readonly category: string

  @Field(() => String, { nullable: true, description: 'When it meets, in words.' })
  declare readonly meetingSchedule: string | null

  @Field(() => String, { nullable: true, description: 'Where it meets.' })
  declare readonly location: string | null

  @Field(() => Int, { nullable: true, description: 'How many may be in it at once; null for as many as come.' })
  declare readonly capacity: number | null

  @Field(() => joinPolicyEnum, { description: 'How people come in.' })
  declare readonly joinPolicy: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was archived; null while it goes on.' })
  declare readonly archivedAt: string | null

  @Field(() => DateTimeScalar, { description: 'When it was entered.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  declare readonly updatedAt: string

  @Field(() => Int, { description: 'Raised by each change; send it as `expectedVersion` when updating.' })
  declare readonly version: number
}

const ministryConnection = connectionOf('Ministry', MinistryType)

/** A page of ministries. */
export const MinistryConnection = ministryConnection.Connection

/** The counts of a list of ministries. */
export const MinistryCounts = ministryConnection.ConnectionCounts

/** Which ministries a list shows. */
@InputType('MinistryFilter', { description: 'Narrows a list of ministries; every field given must fit.' })
class MinistryFilterInput {
  @Field(() => categoryEnum, { nullable: true, description: 'Only ministries for this.' })
  declare readonly category?: MinistryCategory | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Archived ministries instead of the others; needs `ministries.manage`.',
  })
  declare readonly archived?: boolean | null
}

/** What a list of ministries is asked for. */
@ArgsType()
export class MinistriesArguments extends PageArguments {
  @Field(() => String, { nullable: true, description: 'Text that must occur in the name.' })
  declare readonly search?: string | null

  @Field(() => MinistryFilterInput, { nullable: true, description: 'Which ministries.' })
  declare readonly filter?: MinistryFilterInput | null
}

/** What people fill in about a ministry, apart from name and category. */
@InputType()
class MinistryDescriptionInput {
  @Field(() => String, { nullable: true, description: 'What it does; 10,000 characters at most.' })
  declare readonly description?: string | null

  @Field(() => String, { nullable: true, description: 'When it meets, in words; 255 characters at most.' })
  declare readonly meetingSchedule?: string | null

  @Field(() => String, { nullable: true, description: 'Where it meets; 255 characters at most.' })
  declare readonly location?: string | null

  @Field(() => Int, { nullable: true, description: 'How many may be in it at once, 1 at least; null for no limit.' })
  declare readonly capacity?: number | null

  @Field(() => joinPolicyEnum, { nullable: true, description: 'How people come in; APPROVAL unless given.' })
  declare readonly joinPolicy?: JoinPolicy | null
}

/** A ministry to be founded. */
@InputType('CreateMinistryInput', { description: 'A ministry to be founded.' })
export class CreateMinistryInput extends MinistryDescriptionInput {
  @Field(() => String, { description: 'Its name; no other ministry may have it. 255 characters at most.' })
  declare readonly name: string

  @Field(() => categoryEnum, { description: 'What it is for.' })
  declare readonly category: MinistryCategory
}

/** A change of a ministry. */
@InputType('UpdateMinistryInput', {
  description: 'What to change about a ministry: a field left out stays as it is, a null empties it.',
})
export class UpdateMinistryInput extends MinistryDescriptionInput {
  @Field(() => IdScalar, { description: 'The ministry.' })
  declare readonly id: string

  @Field(() => Int, {
    nullable: true,
    description: 'The `version` you read. When it is old by now, nothing is changed (STALE_VERSION).',
  })
  declare readonly expectedVersion?: number | null

  @Field(() => String, { nullable: true, description: 'Its name; cannot be emptied.' })
  declare readonly name?: string | null

  @Field(() => categoryEnum, { nullable: true, description: 'What it is for; cannot be emptied.' })
  declare readonly category?: MinistryCategory | null
}
