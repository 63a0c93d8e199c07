import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import {
  type Membership,
  membershipStatuses,
  type MembershipStatus,
  ministryRoles,
  type MinistryRole,
} from './membership.js'
import { MinistryType } from './ministry.graphql.js'
import type { Ministry } from './ministry.js'

const roleEnum = enumOf('MinistryRole', { names: ministryRoles, description: 'What somebody is in a ministry.' })

const statusEnum = enumOf('MinistryMembershipStatus', {
  names: membershipStatuses,
  description: 'Where a stay in a ministry stands.',
  values: { PENDING: 'Waits for the leaders.', ACTIVE: 'Goes on.', INACTIVE: 'Is over, or was declined.' },
})

/** One stay in a ministry. */
@ObjectType('MinistryMembership', {
  description: 'One stay of a member in a ministry; a member who comes back gets a new one.',
})
export class MembershipType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => roleEnum, { description: 'What the member is there.' })
  declare readonly role: string

  @Field(() => statusEnum, { description: 'Where it stands.' })
  declare readonly status: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when the member is in it; null while PENDING.' })
  declare readonly joinedAt: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null while it goes on.' })
  declare readonly leftAt: string | null

  @Field(() => String, { nullable: true, description: 'What its keepers noted; null for everybody else.' })
  declare readonly notes: string | null
}

const membershipConnection = connectionOf('MinistryMembership', MembershipType)

/** A page of stays. */
export const MembershipConnection = membershipConnection.Connection

/** The counts of a list of stays. */
export const MembershipCounts = membershipConnection.ConnectionCounts

/** What the list of who is in a ministry is asked for. */
@ArgsType()
export class MinistryMembersArguments extends PageArguments {
  @Field(() => statusEnum, { nullable: true, description: 'Where the stays stand; ACTIVE unless given.' })
  declare readonly status?: MembershipStatus | null
}

/** Which ministry. */
@InputType('MinistryInput', { description: 'Which ministry.' })
export class MinistryInput {
  @Field(() => IdScalar, { description: 'The ministry.' })
  declare readonly id: string
}

/** Which ministry somebody comes into or leaves. */
@InputType('JoinMinistryInput', { description: 'Which ministry to come into, or to leave.' })
export class JoinMinistryInput {
  @Field(() => IdScalar, { description: 'The ministry.' })
  declare readonly ministryId: string
}

/** Whom it is about, in which ministry. */
@InputType('MinistryMemberInput', { description: 'Whom it is about, in which ministry.' })
export class MinistryMemberInput extends JoinMinistryInput {
  @Field(() => IdScalar, { description: 'The member.' })
  declare readonly memberId: string
}

/** Who is put into which ministry. */
@InputType('AddMinistryMemberInput', { description: 'Who is put into which ministry, as what.' })
export class AddMinistryMemberInput extends MinistryMemberInput {
  @Field(() => roleEnum, { nullable: true, description: 'As what; MEMBER unless given. Leaders name no leaders.' })
  declare readonly role?: MinistryRole | null

  @Field(() => String, { nullable: true, description: 'A note for its keepers; 500 characters at most.' })
  declare readonly notes?: string | null
}

/** Who becomes what in which ministry. */
@InputType('SetMinistryRoleInput', { description: 'Who becomes what in which ministry.' })
export class SetMinistryRoleInput extends MinistryMemberInput {
  @Field(() => roleEnum, { description: 'What the member is from now on.' })
  declare readonly role: MinistryRole
}

/** What became of a ministry. */
@ObjectType('MinistryPayload', { implements: Payload, description: 'The ministry as it is now, or why not.' })
export class MinistryPayload extends Payload {
  @Field(() => MinistryType, { nullable: true, description: 'The ministry; null when refused.' })
  declare readonly ministry: Ministry | null
}

/** What became of a stay. */
@ObjectType('MinistryMembershipPayload', { implements: Payload, description: 'The stay as it is now, or why not.' })
export class MembershipPayload extends Payload {
  @Field(() => MembershipType, { nullable: true, description: 'The stay; null when refused.' })
  declare readonly membership: Membership | null
}
