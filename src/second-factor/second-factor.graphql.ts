import type { Delivery } from '../identity/index.js'
import { deliveryEnum } from '../identity/user.graphql.js'
import { Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar } from '../platform/graphql/scalars.js'
import type { Enrolment } from './enable-totp.js'

/** What somebody knows of their own second factor. */
@ObjectType('SecondFactor', { description: 'Codes of an authenticator app that the account is signed in with.' })
export class SecondFactorType {
  @Field(() => DateTimeScalar, { description: 'Since when they are asked for.' })
  declare readonly confirmedAt: string

  @Field(() => Int, { description: 'How many recovery codes are left.' })
  declare readonly recoveryCodesLeft: number
}

/** Who begins a second factor. */
@InputType('EnableTotpInput', { description: 'The password, once more: a stolen access token is not enough.' })
export class EnableTotpInput {
  @Field(() => String, { description: 'The viewer’s password.' })
  declare readonly password: string
}

@ObjectType('TotpEnrolment', { description: 'What an authenticator app is given. Both fields hold the secret.' })
class TotpEnrolmentType {
  @Field(() => String, { description: 'The secret in Base32, for typing it in.' })
  declare readonly secret: string

  @Field(() => String, { description: 'The same as `otpauth://` address, for a QR code.' })
  declare readonly uri: string
}

/** What the app is given. */
@ObjectType('EnableTotpPayload', { implements: Payload, description: 'What the app is given, or why not.' })
export class EnableTotpPayload extends Payload {
  @Field(() => TotpEnrolmentType, { nullable: true, description: 'Shown this once; null when refused.' })
  declare readonly enrolment: Enrolment | null
}

/** A code of the second factor. */
@InputType('TotpCodeInput', { description: 'A code of the second factor.' })
export class TotpCodeInput {
  @Field(() => String, {
    description: 'Six digits from the app; where a second factor is in force, or a recovery code.',
  })
  declare readonly code: string
}

/** What stands in for the app. */
@ObjectType('ConfirmTotpPayload', { implements: Payload, description: 'Recovery codes, or why not.' })
export class ConfirmTotpPayload extends Payload {
  @Field(() => [String], {
    nullable: true,
    description: 'Ten codes that each stand in for the app once: for paper. Shown this once; null when refused.',
  })
  declare readonly recoveryCodes: readonly string[] | null
}

/** Whether it is gone. */
@ObjectType('DisableTotpPayload', { implements: Payload, description: 'Whether it is gone, or why not.' })
export class DisableTotpPayload extends Payload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'True when there is no second factor any more; null when refused.',
  })
  declare readonly isDisabled: boolean | null
}

/** The second half of a sign-in. */
@InputType('VerifyTotpInput', { description: 'The second half of a sign-in.' })
export class VerifyTotpInput {
  @Field(() => String, { description: '`challenge.token` of `signIn`.' })
  declare readonly challenge: string

  @Field(() => String, { description: 'Six digits from the app, or a recovery code.' })
  declare readonly code: string

  @Field(() => deliveryEnum, { defaultValue: 'ANSWER', description: 'Where the refresh token goes.' })
  declare readonly delivery: Delivery
}
