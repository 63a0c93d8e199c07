import type { Delivery } from '../identity/index.js'
import { deliveryEnum } from '../identity/user.graphql.js'
import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import type { Invitation } from './invitations.repository.js'

/** An invitation. */
@ObjectType('Invitation', { description: 'Somebody who was invited to an account of the church.' })
export class InvitationType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'Where it was mailed to.' })
  declare readonly email: string

  @Field(() => String, { description: 'The name the account will be shown by.' })
  declare readonly name: string

  @Field(() => [IdScalar], { description: 'The roles it gives.' })
  declare readonly roleIds: readonly string[]

  @Field(() => IdScalar, { nullable: true, description: 'The member whose account it will be; null for nobody’s.' })
  declare readonly memberId: string | null

  @Field(() => DateTimeScalar, { description: 'Until when its link counts.' })
  declare readonly expiresAt: string
}

/** Who is invited, and as what. */
@InputType('InviteUserInput', { description: 'Who is invited, and as what.' })
export class InviteUserInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A UUID of your own, for safe retries: the same request sent again within a day gets the same answer, and nothing is done twice.',
  })
  declare readonly idempotencyKey?: string | null

  @Field(() => String, { description: 'Where the mail goes; the address to sign in with.' })
  declare readonly email: string

  @Field(() => String, { description: 'The name to be shown by.' })
  declare readonly name: string

  @Field(() => [IdScalar], { description: '1 to 20 roles, none with a right that the viewer lacks.' })
  declare readonly roleIds: readonly string[]

  @Field(() => IdScalar, { nullable: true, description: 'The member whose account it will be; left out for nobody’s.' })
  declare readonly memberId?: string | null
}

/** Which invitation. */
@InputType('InvitationInput', { description: 'An invitation that waits.' })
export class InvitationInput {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string
}

/** What became of an invitation. */
@ObjectType('InvitationPayload', { implements: Payload, description: 'The invitation, or why not.' })
export class InvitationPayload extends Payload {
  @Field(() => InvitationType, { nullable: true, description: 'The invitation; null when refused.' })
  declare readonly invitation: Invitation | null
}

/** How an invitation is accepted. */
@InputType('AcceptInvitationInput', { description: 'The secret of the mailed link, and a password.' })
export class AcceptInvitationInput {
  @Field(() => String, { description: 'What stands behind `#token=` in the mailed link.' })
  declare readonly token: string

  @Field(() => String, { description: 'The password to sign in with; see `changePassword` for what is taken.' })
  declare readonly password: string

  @Field(() => deliveryEnum, { defaultValue: 'ANSWER', description: 'Where the refresh token goes.' })
  declare readonly delivery: Delivery
}
