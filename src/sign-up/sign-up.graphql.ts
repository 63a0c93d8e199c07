import { ChurchType, denominationEnum } from '../churches/church.graphql.js'
import { type Denomination, subdomainStates } from '../churches/index.js'
import type { Session, User } from '../identity/index.js'
import { SessionType, ViewerType } from '../identity/user.graphql.js'
import type { ChurchHere } from '../platform/context.js'
import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { Payload } from '../platform/graphql/payload.js'

/** What can be said of a wanted name. */
export const subdomainEnum = enumOf('SubdomainAvailability', {
  names: subdomainStates,
  description: 'Whether a church may have a name.',
  values: {
    AVAILABLE: 'Nobody has it; somebody else may still be faster.',
    TAKEN: 'Another church has it.',
    RESERVED: 'It is kept for FaithFlow itself.',
    MALFORMED: 'It is not made of 3 to 63 lower-case letters and digits with single hyphens inside.',
  },
})

@InputType('RegisterChurchAdminInput', { description: 'The founder of a church, who becomes its administrator.' })
class RegisterChurchAdminInput {
  @Field(() => String, { description: 'The name to be shown by.' })
  declare readonly name: string

  @Field(() => String, { description: 'The address to sign in with.' })
  declare readonly email: string

  @Field(() => String, {
    description: '10 to 128 characters, none of the common passwords, without own or church’s name.',
  })
  declare readonly password: string
}

/** What it takes to sign a church up. */
@InputType('RegisterChurchInput', { description: 'A church that wants to come to FaithFlow.' })
export class RegisterChurchInput {
  @Field(() => String, { description: 'Its name, as it writes it.' })
  declare readonly churchName: string

  @Field(() => String, { description: 'The first part of its host name; see `subdomainAvailability`.' })
  declare readonly subdomain: string

  @Field(() => denominationEnum, { description: 'The family of churches it belongs to.' })
  declare readonly denomination: Denomination

  @Field(() => String, { description: 'Its IANA time zone: `Africa/Accra`.' })
  declare readonly timeZone: string

  @Field(() => String, { description: 'Its currency, as ISO 4217 code: `GHS`.' })
  declare readonly currency: string

  @Field(() => RegisterChurchAdminInput, { description: 'Who signs it up.' })
  declare readonly admin: RegisterChurchAdminInput
}

/** What became of a sign-up. */
@ObjectType('RegisterChurchPayload', {
  implements: Payload,
  description: 'The new church and its founder, or why not.',
})
export class RegisterChurchPayload extends Payload {
  @Field(() => ChurchType, { nullable: true, description: 'The church, ready to be used; null when refused.' })
  declare readonly church: ChurchHere | null

  @Field(() => SessionType, { nullable: true, description: 'The founder’s tokens; null when refused.' })
  declare readonly session: Session | null

  @Field(() => ViewerType, { nullable: true, description: 'The founder; null when refused.' })
  declare readonly viewer: User | null
}
