import { Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import type { Session } from './open-session.js'
import { SessionType } from './user.graphql.js'

/** One device somebody is signed in on. */
@ObjectType('ViewerSession', { description: 'One place where the viewer is signed in.' })
export class ViewerSessionType {
  @Field(() => IdScalar, { description: 'Its id, for `revokeSession`.' })
  declare readonly id: string

  @Field(() => String, { nullable: true, description: 'The browser or app, as it names itself (`User-Agent`).' })
  declare readonly device: string | null

  @Field(() => String, { nullable: true, description: 'The address on the network it was last refreshed from.' })
  declare readonly place: string | null

  @Field(() => DateTimeScalar, { description: 'When it was last signed in or refreshed: to the hour or so.' })
  declare readonly lastUsedAt: string

  @Field(() => DateTimeScalar, { description: 'When it ends at the latest, however often it is refreshed.' })
  declare readonly endsAt: string

  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  declare readonly current: boolean
}

/** Which token is exchanged. */
@InputType('RefreshSessionInput', { description: 'A refresh token that was not exchanged yet.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The newest refresh token of the session.' })
  declare readonly refreshToken: string
}

/** What a refresh token was exchanged for. */
@ObjectType('RefreshSessionPayload', { implements: Payload, description: 'A new pair of tokens, or why not.' })
export class RefreshSessionPayload extends Payload {
  @Field(() => SessionType, {
    nullable: true,
    description: 'A new pair of tokens; the refresh token that was sent is no longer valid. Null when refused.',
  })
  declare readonly session: Session | null
}

/** How many sessions ended. */
@ObjectType('SignOutPayload', { implements: Payload, description: 'What ended.' })
export class SignOutPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many sessions ended; 0 when they had ended before.' })
  declare readonly endedSessions: number | null
}

/** Which session ends. */
@InputType('RevokeSessionInput', { description: 'A session of the viewer.' })
export class RevokeSessionInput {
  @Field(() => IdScalar, { description: 'Its id, from `viewer { sessions { id } }`.' })
  declare readonly id: string
}

/** Which session ended. */
@ObjectType('RevokeSessionPayload', { implements: Payload, description: 'The session that ended, or why not.' })
export class RevokeSessionPayload extends Payload {
  @Field(() => IdScalar, { nullable: true, description: 'Its id; null when refused.' })
  declare readonly sessionId: string | null
}
