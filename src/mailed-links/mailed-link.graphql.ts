import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'

/** Whom a mail is asked for. */
@InputType('AddressInput', { description: 'An address that may belong to an account.' })
export class AddressInput {
  @Field(() => String, { description: 'The address, in any case of letters.' })
  declare readonly email: string
}

/** That a mail was asked for. */
@ObjectType('MailRequestPayload', { implements: Payload, description: 'That a mail was asked for.' })
export class MailRequestPayload extends Payload {
  @Field(() => Boolean, {
    nullable: true,
    description: 'True: a mail is on its way if there is such an account. The answer never reveals whether there is.',
  })
  declare readonly isRequested: boolean | null
}

/** The secret of a link, and a password. */
@InputType('ResetPasswordInput', { description: 'The secret of the mailed link, and the new password.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'What stands behind `#token=` in the mailed link.' })
  declare readonly token: string

  @Field(() => String, { description: 'The new password; see `changePassword` for what is taken.' })
  declare readonly password: string
}

/** Whether there is a new password. */
@ObjectType('ResetPasswordPayload', { implements: Payload, description: 'Whether the password is new, or why not.' })
export class ResetPasswordPayload extends Payload {
  @Field(() => Boolean, { nullable: true, description: 'True when it is; sign in with it. Null when refused.' })
  declare readonly isReset: boolean | null
}

/** The secret of a link. */
@InputType('VerifyEmailInput', { description: 'The secret of the mailed link.' })
export class VerifyEmailInput {
  @Field(() => String, { description: 'What stands behind `#token=` in the mailed link.' })
  declare readonly token: string
}

/** Which address was proved. */
@ObjectType('VerifyEmailPayload', { implements: Payload, description: 'The address that was proved, or why not.' })
export class VerifyEmailPayload extends Payload {
  @Field(() => String, { nullable: true, description: 'The address the account has now; null when refused.' })
  declare readonly email: string | null
}

/** Another address. */
@InputType('ChangeEmailInput', { description: 'Another address, and the password once more.' })
export class ChangeEmailInput {
  @Field(() => String, { description: 'The address there shall be.' })
  declare readonly newEmail: string

  @Field(() => String, { description: 'The viewer’s password.' })
  declare readonly password: string
}
