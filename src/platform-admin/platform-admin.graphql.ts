import { denominationEnum } from '../churches/church.graphql.js'
import type { ChurchStatus } from '../churches/index.js'
import type { SuperAdminSession } from '../identity/index.js'
import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { churchStatuses, type PlatformChurch } from './platform-church.js'

const statusEnum = enumOf('ChurchStatus', {
  names: churchStatuses,
  description: 'The life of a church as a tenant.',
  values: {
    ACTIVE: 'Its people come and go.',
    SUSPENDED: 'Nobody may enter until it is reopened.',
    ARCHIVED: 'Nobody may enter; all it has is kept.',
    ERASED: 'Nothing of it is left but this.',
  },
})

@ObjectType('PlatformChurch', { description: 'A church from outside: what the catalogue knows of it.' })
class PlatformChurchType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { nullable: true, description: 'Its name, as it writes it.' })
  declare readonly name: string | null

  @Field(() => String, { nullable: true, description: 'The first part of its host name; null once it is erased.' })
  declare readonly subdomain: string | null

  @Field(() => denominationEnum, { nullable: true, description: 'The family of churches it belongs to.' })
  declare readonly denomination: string | null

  @Field(() => statusEnum, { description: 'Whether it may be entered.' })
  declare readonly status: string

  @Field(() => String, { nullable: true, description: 'Why it is suspended; null when it is not, or nobody said.' })
  declare readonly suspendedReason: string | null

  @Field(() => String, { description: 'What it pays for.' })
  declare readonly plan: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its trial ends or ended; null without one.' })
  declare readonly trialEndsAt: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it pays nothing.' })
  declare readonly complimentaryUntil: string | null

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  declare readonly createdAt: string
}

const churchConnection = connectionOf('PlatformChurch', PlatformChurchType)

/** A page of churches. */
export const PlatformChurchConnection = churchConnection.Connection

/** The counts of a list of churches. */
export const PlatformChurchCounts = churchConnection.ConnectionCounts

@InputType('PlatformChurchFilter', { description: 'Narrows a list of churches; every field given must fit.' })
class PlatformChurchFilterInput {
  @Field(() => statusEnum, { nullable: true, description: 'Only churches in this state.' })
  declare readonly status?: ChurchStatus | null

  @Field(() => String, { nullable: true, description: 'Only the church at this subdomain.' })
  declare readonly subdomain?: string | null
}

/** What a list of churches is asked for. */
@ArgsType()
export class PlatformChurchesArguments extends PageArguments {
  @Field(() => PlatformChurchFilterInput, { nullable: true, description: 'Which churches.' })
  declare readonly filter?: PlatformChurchFilterInput | null
}

/** How much a church uses. */
@ObjectType('ChurchUsage', { description: 'How much a church uses: numbers, and nothing behind them.' })
export class ChurchUsageType {
  @Field(() => Int, { description: 'Accounts, of whatever status.' })
  declare readonly users: number

  @Field(() => Int, { nullable: true, description: 'People on its roll; null while the church is closed.' })
  declare readonly members: number | null

  @Field(() => Int, { nullable: true, description: 'Its ministries; null while the church is closed.' })
  declare readonly ministries: number | null

  @Field(() => Int, { nullable: true, description: 'Its events; null while the church is closed.' })
  declare readonly events: number | null

  @Field(() => Int, { nullable: true, description: 'Its notifications; null while the church is closed.' })
  declare readonly notifications: number | null
}

/** A church to be suspended or reopened. */
@InputType('ChurchActInput', { description: 'Something to be done to a church, and why.' })
export class ChurchActInput {
  @Field(() => IdScalar, { description: 'Which church.' })
  declare readonly churchId: string

  @Field(() => String, { description: 'Why, for the audit; 500 characters at most.' })
  declare readonly reason: string
}

/** Time that is given away. */
@InputType('SetComplimentaryInput', { description: 'How long a church pays nothing, and why.' })
export class SetComplimentaryInput extends ChurchActInput {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when; left out, it ends what was given.' })
  declare readonly until?: string | null
}

/** What became of an act. */
@ObjectType('ChurchActPayload', {
  implements: Payload,
  description: 'The church as it is now, or why nothing was done.',
})
export class ChurchActPayload extends Payload {
  @Field(() => PlatformChurchType, { nullable: true, description: 'The church; null when refused.' })
  declare readonly church: PlatformChurch | null
}

/** How a super-admin proves who it is. */
@InputType('SignInSuperAdminInput', { description: 'E-mail and password of an account without a church.' })
export class SignInSuperAdminInput {
  @Field(() => String, { description: 'The address of the account, in any case of letters.' })
  declare readonly email: string

  @Field(() => String, { description: 'Its password.' })
  declare readonly password: string
}

@ObjectType('SuperAdminSession', { description: 'What a super-admin goes on with. A secret.' })
class SuperAdminSessionType {
  @Field(() => String, { description: 'Sent as `Authorization: Bearer …` on the central host, without `X-Church`.' })
  declare readonly accessToken: string

  @Field(() => DateTimeScalar, { description: 'When it stops counting. It cannot be refreshed: sign in again.' })
  declare readonly accessTokenExpiresAt: string
}

/** Who signed in, and with what they go on. */
@ObjectType('SignInSuperAdminPayload', { implements: Payload, description: 'The session begun, or why not.' })
export class SignInSuperAdminPayload extends Payload {
  @Field(() => SuperAdminSessionType, { nullable: true, description: 'The token; null when refused.' })
  declare readonly session: SuperAdminSession | null
}
