import { ChurchType } from '../churches/church.graphql.js'
import type { ChurchHere, Ctx } from '../platform/context.js'
import { Field, FieldResolver, FromContext, InputType, ObjectType, Resolver } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { type AccessToken, deliveries, type Delivery } from './enter.js'
import type { Session } from './open-session.js'
import type { Challenge } from './sign-in.js'
import type { User } from './user.js'

/** The account that asks. */
@ObjectType('Viewer', { description: 'The account that is signed in.' })
export class ViewerType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, { description: 'The address it signs in with.' })
  declare readonly email: string

  @Field(() => String, { description: 'The name it is shown by.' })
  declare readonly name: string
}

/** The church of the account is the church of the request: they were compared when the token was read. */
@Resolver(() => ViewerType)
export class ViewerChurchResolver {
  @FieldResolver(() => ChurchType, { description: 'The church the account belongs to.' })
  church(@FromContext() ctx: Ctx): ChurchHere {
    return ctx.church
  }
}

/** What a client keeps after signing in. */
@ObjectType('Session', { description: 'The two tokens a client keeps. Both are secrets.' })
export class SessionType {
  @Field(() => String, { description: 'Sent as `Authorization: Bearer …` with each request.' })
  declare readonly accessToken: string

  @Field(() => DateTimeScalar, { description: 'When the access token stops counting.' })
  declare readonly accessTokenExpiresAt: string

  @Field(() => String, {
    description: 'Exchanged once for a new pair; keep it where scripts of other sites cannot read it.',
  })
  declare readonly refreshToken: string

  @Field(() => DateTimeScalar, { description: 'Until when the refresh token can be exchanged.' })
  declare readonly refreshTokenExpiresAt: string
}

/** An access token by itself. */
@ObjectType('AccessToken', { description: 'A token to call with; a secret.' })
export class AccessTokenType {
  @Field(() => String, { description: 'Sent as `Authorization: Bearer …` with each request.' })
  declare readonly token: string

  @Field(() => DateTimeScalar, { description: 'When it stops counting.' })
  declare readonly expiresAt: string
}

/** What a right password leads to when it is not enough. */
@ObjectType('SignInChallenge', {
  description: 'The password was right, and the account has a second factor: answer with `verifyTotp`.',
})
class SignInChallengeType {
  @Field(() => String, { description: 'Proves that the password was right. Opens nothing by itself; a secret.' })
  declare readonly token: string

  @Field(() => DateTimeScalar, { description: 'Until when a code is taken with it.' })
  declare readonly expiresAt: string
}

/** Where refresh tokens go. */
export const deliveryEnum = enumOf('TokenDelivery', {
  names: deliveries,
  description: 'How a client is given its refresh token.',
  values: {
    ANSWER: 'In `session`: for apps that can keep a secret.',
    COOKIE:
      'As a cookie that scripts cannot read, for pages at the church’s own host: `session` is null, and `POST /auth/refresh` replaces `refreshSession`.',
  },
})

/** How somebody proves who they are. */
@InputType('SignInInput', { description: 'E-mail and password of an account of this church.' })
export class SignInInput {
  @Field(() => String, { description: 'The address of the account, in any case of letters.' })
  declare readonly email: string

  @Field(() => String, { description: 'Its password.' })
  declare readonly password: string

  @Field(() => deliveryEnum, { defaultValue: 'ANSWER', description: 'Where the refresh token goes.' })
  declare readonly delivery: Delivery
}

/** Who signed in, and with what they go on. */
@ObjectType('SignInPayload', { implements: Payload, description: 'The session begun, or why not.' })
export class SignInPayload extends Payload {
  @Field(() => SessionType, {
    nullable: true,
    description: 'The tokens; null when refused, challenged, or the refresh token went into the cookie.',
  })
  declare readonly session: Session | null

  @Field(() => AccessTokenType, {
    nullable: true,
    description: 'The token to call with, whichever way the refresh token went; null when refused or challenged.',
  })
  declare readonly accessToken: AccessToken | null

  @Field(() => ViewerType, { nullable: true, description: 'Who is signed in now; null when refused or challenged.' })
  declare readonly viewer: User | null

  @Field(() => SignInChallengeType, {
    nullable: true,
    description: 'Set when a code of the second factor is needed as well; nobody is signed in yet.',
  })
  declare readonly challenge: Challenge | null
}
