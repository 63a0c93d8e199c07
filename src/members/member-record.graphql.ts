import { Field, Int, ObjectType } from '../platform/graphql/decorators.js'
import { IdScalar, LocalDateScalar } from '../platform/graphql/scalars.js'
import { genderEnum, memberStatusEnum } from './member-enums.graphql.js'
import type { FaithProfile, MemberEducation, MemberParent } from './member-related.js'
import type { Member } from './member.js'
import {
  baptismModeEnum,
  baptismTypeEnum,
  directoryEnum,
  levelEnum,
  maritalEnum,
  occupationEnum,
  parentEnum,
} from './record-enums.graphql.js'

/** The names of a member. */
@ObjectType('MemberName', { description: 'The names of a member.' })
export class MemberNameType {
  @Field(() => String, { nullable: true, description: 'A title before the name.' })
  declare readonly title: string | null

  @Field(() => String, { description: 'First name.' })
  declare readonly firstName: string

  @Field(() => String, { nullable: true, description: 'Names between the first and the last.' })
  declare readonly middleNames: string | null

  @Field(() => String, { description: 'Last name.' })
  declare readonly lastName: string

  @Field(() => String, { nullable: true, description: 'Last name at birth.' })
  declare readonly maidenName: string | null

  @Field(() => String, { nullable: true, description: 'The name the member likes to be called.' })
  declare readonly preferredName: string | null
}

/** How a member is reached. */
@ObjectType('MemberContact', { description: 'How a member is reached.' })
export class MemberContactType {
  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  declare readonly email: string | null

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  declare readonly phone: string | null

  @Field(() => String, { nullable: true, description: 'Telephone number at home.' })
  declare readonly phoneHome: string | null
}

/** Where a member lives, in parts. */
@ObjectType('MemberAddress', { description: 'Where a member lives, in parts.' })
export class MemberAddressType {
  @Field(() => String, { nullable: true, description: 'Where post is sent: a box and a place.' })
  declare readonly postalAddress: string | null

  @Field(() => String, { nullable: true, description: 'Number of the house.' })
  declare readonly houseNo: string | null

  @Field(() => String, { nullable: true, description: 'Street.' })
  declare readonly street: string | null

  @Field(() => String, { nullable: true, description: 'Town, village or part of a city.' })
  declare readonly community: string | null

  @Field(() => String, { nullable: true, description: 'Region, state or province.' })
  declare readonly region: string | null

  @Field(() => String, { nullable: true, description: 'Country, as two letters (ISO 3166-1): GH.' })
  declare readonly country: string | null
}

/** Birth and origin of a member. */
@ObjectType('MemberPersonal', { description: 'Birth and origin of a member.' })
export class MemberPersonalType {
  @Field(() => genderEnum, { nullable: true, description: 'Gender.' })
  declare readonly gender: Member['gender']

  @Field(() => LocalDateScalar, { nullable: true, description: 'Birth date; null when its year is not known.' })
  declare readonly birthDate: string | null

  @Field(() => Int, { nullable: true, description: 'Month of the birthday.' })
  declare readonly birthMonth: number | null

  @Field(() => Int, { nullable: true, description: 'Day of the birthday in its month.' })
  declare readonly birthDay: number | null

  @Field(() => Boolean, { description: 'Whether the year of birth is known.' })
  declare readonly isBirthYearKnown: boolean

  @Field(() => String, { nullable: true, description: 'Where the member was born.' })
  declare readonly birthPlace: string | null

  @Field(() => String, { nullable: true, description: 'The town the family comes from.' })
  declare readonly homeTown: string | null

  @Field(() => String, { nullable: true, description: 'Nationality.' })
  declare readonly nationality: string | null
}

/** A parent or guardian of a member. */
@ObjectType('MemberParent', { description: 'A parent or guardian of a member.' })
class MemberParentType {
  @Field(() => parentEnum, { description: 'Who it is to the member.' })
  declare readonly relation: MemberParent['relation']

  @Field(() => String, { description: 'The name.' })
  declare readonly name: string

  @Field(() => Boolean, { nullable: true, description: 'Whether of the same denomination.' })
  declare readonly sameDenomination: boolean | null

  @Field(() => String, { nullable: true, description: 'The parish.' })
  declare readonly parish: string | null

  @Field(() => IdScalar, { nullable: true, description: 'The member this is, when on the roll.' })
  declare readonly parentMemberId: string | null
}

/** The SENSITIVE fields. */
@ObjectType('MemberSensitive', {
  description:
    'What only the member and those who manage members read; each reading by others is kept in the audit log.',
})
export class MemberSensitiveType {
  @Field(() => maritalEnum, { nullable: true, description: 'Whether the member is married.' })
  declare readonly maritalStatus: Member['maritalStatus']

  @Field(() => String, { nullable: true, description: 'Which identity paper: passport, national card.' })
  declare readonly idType: string | null

  @Field(() => String, { nullable: true, description: 'Its number; encrypted where it is kept.' })
  declare readonly idNumber: string | null

  @Field(() => [MemberParentType], { description: 'Parents and guardians.' })
  declare readonly parents: readonly MemberParent[]
}

/** Whom to call when something happens. */
@ObjectType('MemberEmergency', { description: 'Whom to call when something happens.' })
export class MemberEmergencyType {
  @Field(() => String, { nullable: true, description: 'Whom to call.' })
  declare readonly name: string | null

  @Field(() => String, { nullable: true, description: 'At which number.' })
  declare readonly phone: string | null

  @Field(() => String, { nullable: true, description: 'Who that is to the member.' })
  declare readonly relation: string | null
}

/** What a member does for a living. */
@ObjectType('MemberWork', { description: 'What a member does for a living.' })
export class MemberWorkType {
  @Field(() => occupationEnum, { nullable: true, description: 'What the member does for a living.' })
  declare readonly occupationalStatus: Member['occupationalStatus']

  @Field(() => String, { nullable: true, description: 'Profession.' })
  declare readonly profession: string | null

  @Field(() => String, { nullable: true, description: 'Where the member works.' })
  declare readonly workplace: string | null
}

/** A school that a member went to. */
@ObjectType('MemberEducation', { description: 'A school that a member went to.' })
export class MemberEducationType {
  @Field(() => levelEnum, { description: 'Kind of school.' })
  declare readonly level: MemberEducation['level']

  @Field(() => String, { description: 'Name of the school.' })
  declare readonly institution: string

  @Field(() => Int, { nullable: true, description: 'The year it was completed.' })
  declare readonly completedYear: number | null
}

/** What one denomination asks of its members and another does not. */
@ObjectType('MemberFaith', { description: 'What one denomination asks of its members and another does not.' })
export class MemberFaithType {
  @Field(() => String, { nullable: true, description: 'Basic Christian Community (Catholic).' })
  declare readonly bccName: string | null

  @Field(() => String, { nullable: true, description: 'Home cell (Pentecostal, non-denominational).' })
  declare readonly homeCell: string | null

  @Field(() => [String], { nullable: true, description: 'Gifts of the Spirit (Pentecostal, non-denominational).' })
  declare readonly spiritualGifts: readonly string[] | null

  @Field(() => baptismTypeEnum, {
    nullable: true,
    description: 'Baptism of water, of the Spirit, or both (Pentecostal, non-denominational).',
  })
  declare readonly baptismType?: FaithProfile['baptismType']

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the member speaks in tongues (Pentecostal, non-denominational).',
  })
  declare readonly speaksInTongues: boolean | null

  @Field(() => String, { nullable: true, description: 'Presbytery (Presbyterian, Methodist, Reformed).' })
  declare readonly presbytery: string | null

  @Field(() => String, { nullable: true, description: 'Congregation (Presbyterian, Methodist, Reformed).' })
  declare readonly congregation: string | null

  @Field(() => baptismModeEnum, {
    nullable: true,
    description: 'Baptised as an infant or as a believer (Presbyterian, Methodist, Reformed).',
  })
  declare readonly baptismMode?: FaithProfile['baptismMode']
}

/** How a member belongs to the church. */
@ObjectType('MemberMembership', { description: 'How a member belongs to the church.' })
export class MemberMembershipType {
  @Field(() => memberStatusEnum, { description: 'Where the member stands with the church.' })
  declare readonly status: Member['status']

  @Field(() => LocalDateScalar, { nullable: true, description: 'When the member joined.' })
  declare readonly joinedOn: string | null

  @Field(() => directoryEnum, { description: 'What the directory shows of the member.' })
  declare readonly directory: Member['directory']
}
