import { Field, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import { denominations, featureDescriptions, features } from './features.js'

/** The denominations of the schema. */
export const denominationEnum = enumOf('Denomination', {
  names: denominations,
  description: 'Its denomination, which decides the default of each feature; the church may choose otherwise.',
})

/** One field a feature: a client asks by name and the schema refuses a key that does not exist. */
@ObjectType('ChurchFeatures', { description: 'What is switched on for this church.' })
export class ChurchFeaturesType {}

for (const feature of features) {
  Field(() => Boolean, { description: featureDescriptions[feature] })(ChurchFeaturesType.prototype, feature)
}

/** A church, as everybody signed in may see it. */
@ObjectType('Church', { description: 'The church whose host, header and token this is.' })
export class ChurchType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'Its name, as it writes it.' })
  declare readonly name: string

  @Field(() => String, { description: 'The first part of its host name, and the value of the `X-Church` header.' })
  declare readonly subdomain: string

  @Field(() => denominationEnum, { description: 'The family of churches it belongs to.' })
  declare readonly denomination: string

  @Field(() => String, { description: 'Its IANA time zone; the default of new events.' })
  declare readonly timeZone: string

  @Field(() => String, { description: 'Its currency, as ISO 4217 code.' })
  declare readonly currency: string

  @Field(() => String, { nullable: true, description: 'The address its office reads.' })
  declare readonly email: string | null

  @Field(() => String, { nullable: true, description: 'The number of its office.' })
  declare readonly phone: string | null

  @Field(() => String, { nullable: true, description: 'Where it stands.' })
  declare readonly address: string | null

  @Field(() => String, { nullable: true, description: 'Its own page.' })
  declare readonly website: string | null
}
