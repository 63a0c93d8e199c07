import { Field, InputType, Int } from '../platform/graphql/decorators.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import type { baptismModes, baptismTypes, MemberEducation, MemberParent } from './member-related.js'
import type { Member } from './member.js'
import {
  baptismModeEnum,
  baptismTypeEnum,
  levelEnum,
  maritalEnum,
  occupationEnum,
  parentEnum,
} from './record-enums.graphql.js'

/** Where a member lives, in parts. */
@InputType('MemberAddressInput', { description: 'Where a member lives, in parts.' })
export class MemberAddressInput {
  @Field(() => String, { nullable: true, description: 'Where post is sent: a box and a place.' })
  declare readonly postalAddress?: string | null

  @Field(() => String, { nullable: true, description: 'Number of the house.' })
  declare readonly houseNo?: string | null

  @Field(() => String, { nullable: true, description: 'Street.' })
  declare readonly street?: string | null

  @Field(() => String, { nullable: true, description: 'Town, village or part of a city.' })
  declare readonly community?: string | null

  @Field(() => String, { nullable: true, description: 'Region, state or province.' })
  declare readonly region?: string | null

  @Field(() => String, { nullable: true, description: 'Country, as two letters (ISO 3166-1): GH.' })
  declare readonly country?: string | null
}

/** Birth and origin of a member. */
@InputType('MemberPersonalInput', { description: 'Birth and origin of a member.' })
export class MemberPersonalInput {
  @Field(() => Boolean, {
    nullable: true,
    description: 'False for a birthday of which only month and day are known; the year sent is not kept.',
  })
  declare readonly isBirthYearKnown?: boolean | null

  @Field(() => String, { nullable: true, description: 'Where the member was born.' })
  declare readonly birthPlace?: string | null

  @Field(() => String, { nullable: true, description: 'The town the family comes from.' })
  declare readonly homeTown?: string | null

  @Field(() => String, { nullable: true, description: 'Nationality.' })
  declare readonly nationality?: string | null
}

/** What only the member and those who manage members read. */
@InputType('MemberSensitiveInput', { description: 'What only the member and those who manage members read.' })
export class MemberSensitiveInput {
  @Field(() => maritalEnum, { nullable: true, description: 'Whether the member is married.' })
  declare readonly maritalStatus?: Member['maritalStatus']

  @Field(() => String, { nullable: true, description: 'Which identity paper: passport, national card.' })
  declare readonly idType?: string | null

  @Field(() => String, { nullable: true, description: 'Its number; encrypted where it is kept.' })
  declare readonly idNumber?: string | null
}

/** Whom to call when something happens. */
@InputType('MemberEmergencyInput', { description: 'Whom to call when something happens.' })
export class MemberEmergencyInput {
  @Field(() => String, { nullable: true, description: 'Whom to call.' })
  declare readonly name?: string | null

  @Field(() => String, { nullable: true, description: 'At which number.' })
  declare readonly phone?: string | null

  @Field(() => String, { nullable: true, description: 'Who that is to the member.' })
  declare readonly relation?: string | null
}

/** What a member does for a living. */
@InputType('MemberWorkInput', { description: 'What a member does for a living.' })
export class MemberWorkInput {
  @Field(() => occupationEnum, { nullable: true, description: 'What the member does for a living.' })
  declare readonly occupationalStatus?: Member['occupationalStatus']

  @Field(() => String, { nullable: true, description: 'Profession.' })
  declare readonly profession?: string | null

  @Field(() => String, { nullable: true, description: 'Where the member works.' })
  declare readonly workplace?: string | null
}

/** A parent or guardian of a member. */
@InputType('MemberParentInput', { description: 'A parent or guardian of a member.' })
export class MemberParentInput {
  @Field(() => parentEnum, { description: 'Who it is to the member.' })
  declare readonly relation: MemberParent['relation']

  @Field(() => String, { description: 'The name.' })
  declare readonly name: string

  @Field(() => Boolean, { nullable: true, description: 'Whether of the same denomination.' })
  declare readonly sameDenomination?: boolean | null

  @Field(() => String, { nullable: true, description: 'The parish.' })
  declare readonly parish?: string | null

  @Field(() => IdScalar, { nullable: true, description: 'The member this is, when on the roll.' })
  declare readonly parentMemberId?: string | null
}

/** A school that a member went to. */
@InputType('MemberEducationInput', { description: 'A school that a member went to.' })
export class MemberEducationInput {
  @Field(() => levelEnum, { description: 'Kind of school.' })
  declare readonly level: MemberEducation['level']

  @Field(() => String, { description: 'Name of the school.' })
  declare readonly institution: string

  @Field(() => Int, { nullable: true, description: 'The year it was completed.' })
  declare readonly completedYear?: number | null
}

/** What one denomination asks of its members and another does not; fields of another are refused. */
@InputType('MemberFaithInput', {
  description: 'What one denomination asks of its members and another does not; fields of another are refused.',
})
export class MemberFaithInput {
  @Field(() => String, { nullable: true, description: 'Basic Christian Community (Catholic).' })
  declare readonly bccName?: string | null

  @Field(() => String, { nullable: true, description: 'Home cell (Pentecostal, non-denominational).' })
  declare readonly homeCell?: string | null

  @Field(() => [String], { nullable: true, description: 'Gifts of the Spirit (Pentecostal, non-denominational).' })
  declare readonly spiritualGifts?: readonly string[] | null

  @Field(() => baptismTypeEnum, {
    nullable: true,
    description: 'Baptism of water, of the Spirit, or both (Pentecostal, non-denominational).',
  })
  declare readonly baptismType?: (typeof baptismTypes)[number] | null

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the member speaks in tongues (Pentecostal, non-denominational).',
  })
  declare readonly speaksInTongues?: boolean | null

  @Field(() => String, { nullable: true, description: 'Presbytery (Presbyterian, Methodist, Reformed).' })
  declare readonly presbytery?: string | null

  @Field(() => String, { nullable: true, description: 'Congregation (Presbyterian, Methodist, Reformed).' })
  declare readonly congregation?: string | null

  @Field(() => baptismModeEnum, {
    nullable: true,
    description: 'Baptised as an infant or as a believer (Presbyterian, Methodist, Reformed).',
  })
  declare readonly baptismMode?: (typeof baptismModes)[number] | null
}
