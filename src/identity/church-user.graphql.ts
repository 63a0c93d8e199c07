import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { type ChurchUser, type UserStatus, userStatuses } from './church-user.js'

const statusEnum = enumOf('UserStatus', {
  names: userStatuses,
  description: 'The life of an account.',
  values: { INVITED: 'Waits for its first password.', DISABLED: 'Cannot sign in.' },
})

/** An account of the church, as those see it who look after accounts. */
@ObjectType('User', { description: 'An account of this church. Its holder may be a member, or not.' })
export class ChurchUserType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'The address it signs in with.' })
  declare readonly email: string

  @Field(() => String, { description: 'The name it is shown by.' })
  declare readonly name: string

  @Field(() => statusEnum, { description: 'Whether it can sign in.' })
  declare readonly status: string

  @Field(() => Boolean, { description: 'Whether its password must be changed before anything else.' })
  declare readonly mustChangePassword: boolean

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it last signed in; null when it never did.' })
  declare readonly lastLoginAt: string | null

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  declare readonly createdAt: string
}

const connection = connectionOf('User', ChurchUserType)

/** A page of accounts. */
export const UserConnection = connection.Connection

/** The counts of a list of accounts. */
export const UserCounts = connection.ConnectionCounts

/** Which accounts a list shows. */
@InputType('UserFilter', { description: 'Narrows a list of accounts; every field given must fit.' })
class UserFilterInput {
  @Field(() => statusEnum, { nullable: true, description: 'Only accounts that stand like this.' })
  declare readonly status?: UserStatus | null

  @Field(() => IdScalar, { nullable: true, description: 'Only accounts that hold this role now.' })
  declare readonly roleId?: string | null
}

/** What a list of accounts is asked for. */
@ArgsType()
export class UsersArguments extends PageArguments {
  @Field(() => String, {
    nullable: true,
    description: 'Words that must all occur in name or e-mail; the first eight count.',
  })
  declare readonly search?: string | null

  @Field(() => UserFilterInput, { nullable: true, description: 'Which accounts.' })
  declare readonly filter?: UserFilterInput | null
}

/** Which account. */
@InputType('UserInput', { description: 'Which account.' })
export class UserInput {
  @Field(() => IdScalar, { description: 'The account.' })
  declare readonly id: string
}

/** What became of an account. */
@ObjectType('UserPayload', { implements: Payload, description: 'The account as it is now, or why nothing changed.' })
export class UserPayload extends Payload {
  @Field(() => ChurchUserType, { nullable: true, description: 'The account; null when refused.' })
  declare readonly user: ChurchUser | null
}
