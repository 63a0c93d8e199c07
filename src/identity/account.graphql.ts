import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import type { AccessToken } from './enter.js'
import { AccessTokenType, ViewerType } from './user.graphql.js'
import type { User } from './user.js'

/** The password there is, and the one there shall be. */
@InputType('ChangePasswordInput', { description: 'The current password, and the new one.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password that the account has now.' })
  declare readonly currentPassword: string

  @Field(() => String, {
    description:
      '10 to 128 characters: none of the common passwords, not only digits, without own or church’s name or the name in the e-mail address, and none of the last five.',
  })
  declare readonly newPassword: string
}

/** What became of it. */
@ObjectType('ChangePasswordPayload', { implements: Payload, description: 'A token to go on with, or why not.' })
export class ChangePasswordPayload extends Payload {
  @Field(() => AccessTokenType, {
    nullable: true,
    description:
      'Replaces the access token that was sent, which is no longer valid; the refresh token of this session stays. Null when refused.',
  })
  declare readonly accessToken: AccessToken | null
}

/** What becomes of the fields named. */
@InputType('UpdateViewerInput', { description: 'The fields to change; what is left out stays.' })
export class UpdateViewerInput {
  @Field(() => String, { nullable: true, description: 'The name to be shown by; not empty.' })
  declare readonly name?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'The language of mails and messages, as BCP 47 tag: `en`, `fr-CI`. Null for the church’s.',
  })
  declare readonly locale?: string | null
}

/** The account as it is now. */
@ObjectType('UpdateViewerPayload', { implements: Payload, description: 'The changed account, or why not.' })
export class UpdateViewerPayload extends Payload {
  @Field(() => ViewerType, { nullable: true, description: 'The account; null when refused.' })
  declare readonly viewer: User | null
}
