import { ChurchType } from '../churches/church.graphql.js'
import type { ChurchHere, Ctx } from '../platform/context.js'
import { Field, FieldResolver, FromContext, InputType, ObjectType, Resolver } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import type { Session } from './open-session.js'
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

/** How somebody proves who they are. */
@InputType('SignInInput', { description: 'E-mail and password of an account of this church.' })
export class SignInInput {
  @Field(() => String, { description: 'The address of the account, in any case of letters.' })
  declare readonly email: string

  @Field(() => String, { description: 'Its password.' })
  declare readonly password: string
}

/** Who signed in, and with what they go on. */
@ObjectType('SignInPayload', { implements: Payload, description: 'The session begun, or why not.' })
export class SignInPayload extends Payload {
  @Field(() => SessionType, { nullable: true, description: 'The tokens; null when refused.' })
  declare readonly session: Session | null

  @Field(() => ViewerType, { nullable: true, description: 'Who is signed in now; null when refused.' })
  declare readonly viewer: User | null
}
