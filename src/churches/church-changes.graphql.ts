import { Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { ChurchFeaturesType, ChurchType, denominationEnum } from './church.graphql.js'
import type { Church } from './church.js'
import { type Denomination, type Feature, featureDescriptions, features } from './features.js'

const expectedVersion = {
  nullable: true,
  description: 'The `version` of the church that was read; an older one is refused.',
} as const

/** A change of what a church says of itself. */
@InputType('UpdateChurchInput', { description: 'What changes of the church; what is left out stays.' })
export class UpdateChurchInput {
  @Field(() => String, { nullable: true, description: 'Its name, as it writes it; at most 255 characters.' })
  declare readonly name?: string | null

  @Field(() => String, { nullable: true, description: 'The address its office reads; null removes it.' })
  declare readonly email?: string | null

  @Field(() => String, { nullable: true, description: 'The number of its office; null removes it.' })
  declare readonly phone?: string | null

  @Field(() => String, { nullable: true, description: 'Where it stands; at most 500 characters; null removes it.' })
  declare readonly address?: string | null

  @Field(() => String, { nullable: true, description: 'Its own page, from `https://` on; null removes it.' })
  declare readonly website?: string | null

  @Field(() => String, { nullable: true, description: 'Its IANA time zone: `Africa/Accra`.' })
  declare readonly timeZone?: string | null

  @Field(() => denominationEnum, {
    nullable: true,
    description: 'The family of churches it belongs to; changes defaults of features, not choices.',
  })
  declare readonly denomination?: Denomination | null

  @Field(() => String, { nullable: true, description: 'Its currency, as ISO 4217 code; until the first payment.' })
  declare readonly currency?: string | null

  @Field(() => Int, {
    nullable: true,
    description: 'The first month of its fiscal year, 1 to 12; until the first payment.',
  })
  declare readonly fiscalStartMonth?: number | null

  @Field(() => String, {
    nullable: true,
    description: 'The first part of its host name, once in thirty days; the old one is free at once.',
  })
  declare readonly subdomain?: string | null

  @Field(() => Int, expectedVersion)
  declare readonly expectedVersion?: number | null
}

/** What became of it. */
@ObjectType('UpdateChurchPayload', { implements: Payload, description: 'The changed church, or why it stays.' })
export class UpdateChurchPayload extends Payload {
  @Field(() => ChurchType, { nullable: true, description: 'The church as it is now; null when refused.' })
  declare readonly church: Church | null
}

/** One field a feature, as in `ChurchFeatures`: a key that does not exist is refused by the schema. */
@InputType('ChurchFeaturesInput', {
  description: 'What is switched: true or false, or null for the default of the denomination. What is left out stays.',
})
class ChurchFeaturesInput {}

for (const feature of features) {
  Field(() => Boolean, { nullable: true, description: featureDescriptions[feature] })(
    ChurchFeaturesInput.prototype,
    feature,
  )
}

/** Features to switch. */
@InputType('UpdateChurchFeaturesInput', { description: 'What is switched on and off in the church.' })
export class UpdateChurchFeaturesInput {
  @Field(() => ChurchFeaturesInput, { description: 'The features.' })
  declare readonly features: Partial<Record<Feature, boolean | null>>

  @Field(() => Int, expectedVersion)
  declare readonly expectedVersion?: number | null
}

/** What became of it. */
@ObjectType('UpdateChurchFeaturesPayload', {
  implements: Payload,
  description: 'The church with its features, or why not.',
})
export class UpdateChurchFeaturesPayload extends Payload {
  @Field(() => ChurchType, { nullable: true, description: 'The church as it is now; null when refused.' })
  declare readonly church: Church | null
}

/** The wish to take all choices back. */
@InputType('ApplyDenominationDefaultsInput', { description: 'Which state of the church this is about.' })
export class ApplyDenominationDefaultsInput {
  @Field(() => Int, expectedVersion)
  declare readonly expectedVersion?: number | null
}

/** What became of it. */
@ObjectType('ApplyDenominationDefaultsPayload', {
  implements: Payload,
  description: 'The church with the defaults of its denomination, or why not.',
})
export class ApplyDenominationDefaultsPayload extends Payload {
  @Field(() => ChurchType, { nullable: true, description: 'The church as it is now; null when refused.' })
  declare readonly church: Church | null
}

/** What a stranger may know. */
@ObjectType('PublicChurch', { description: 'A church, as everybody may see it.' })
export class PublicChurchType {
  @Field(() => String, { description: 'Its name, as it writes it.' })
  declare readonly name: string

  @Field(() => denominationEnum, { description: 'The family of churches it belongs to.' })
  declare readonly denomination: string

  @Field(() => String, { nullable: true, description: 'Where it stands.' })
  declare readonly address: string | null

  @Field(() => String, { nullable: true, description: 'The number of its office.' })
  declare readonly phone: string | null

  @Field(() => String, { nullable: true, description: 'Its own page.' })
  declare readonly website: string | null
}

/** A row of the table of defaults. */
@ObjectType('DenominationDefaults', {
  description: 'A denomination, and the features that are on by default in its churches.',
})
export class DenominationDefaultsType {
  @Field(() => denominationEnum, { description: 'The denomination.' })
  declare readonly denomination: Denomination

  @Field(() => ChurchFeaturesType, { description: 'The features that are on.' })
  declare readonly features: Readonly<Record<Feature, boolean>>
}
