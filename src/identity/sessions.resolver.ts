import type { Ctx } from '../platform/context.js'
import {
  Access,
  Alone,
  Arg,
  FieldResolver,
  FromContext,
  Mutation,
  Resolver,
  Root,
} from '../platform/graphql/decorators.js'
import { payload, payloadOf } from '../platform/graphql/payload.js'
import { isRefusal } from '../platform/refusal.js'
import { revokeSession, signOut, signOutEverywhere } from './end-sessions.js'
import { refreshSession } from './refresh-session.js'
import {
  RefreshSessionInput,
  RefreshSessionPayload,
  RevokeSessionInput,
  RevokeSessionPayload,
  SignOutPayload,
  ViewerSessionType,
} from './session.graphql.js'
import { type LiveSession, liveSessions } from './sessions.repository.js'
import { ViewerType } from './user.graphql.js'
import type { User } from './user.js'

/** Where the viewer is signed in, and how sessions go on and end. */
@Resolver(() => ViewerType)
export class SessionsResolver {
  @FieldResolver(() => [ViewerSessionType], { description: 'Where the account is signed in, the last used first.' })
  async sessions(
    @Root() user: User,
    @FromContext() ctx: Ctx,
  ): Promise<readonly (LiveSession & { readonly current: boolean })[]> {
    const sessions = await ctx.control.read((control) =>
      liveSessions(control, { userId: user.id, now: ctx.clock.now() }),
    )
    return sessions.map((session) => ({ ...session, current: session.id === ctx.bearer?.sessionId }))
  }

  @Alone()
  @Access('public')
  @Mutation(() => RefreshSessionPayload, {
    nullable: true,
    description:
      'Exchanges a refresh token for a new pair of tokens. Each works once, within a day; a session lasts 30 days at most. The same token sent again within 10 seconds is NOT_ALLOWED_NOW (two tabs: use what the other got); sent later, it is taken for stolen and the session ends. A token that is no longer valid is INVALID_CREDENTIALS.',
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'Which token.' }) input: RefreshSessionInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('session', refreshSession(ctx, input))
  }

  @Access('public')
  @Mutation(() => SignOutPayload, {
    nullable: true,
    description:
      'Ends the session of the access token that is sent, even if that has expired. The session ends at once.',
  })
  signOut(@FromContext() ctx: Ctx) {
    return payload('endedSessions', signOut(ctx))
  }

  @Access('account')
  @Mutation(() => SignOutPayload, {
    nullable: true,
    description: 'Ends every session of the viewer, this one too: access tokens count no more at once.',
  })
  signOutEverywhere(@FromContext() ctx: Ctx) {
    return payload('endedSessions', signOutEverywhere(ctx))
  }

  @Access('signedIn')
  @Mutation(() => RevokeSessionPayload, {
    nullable: true,
    description: 'Ends one session of the viewer: a lost telephone. Its access token counts no more at once.',
  })
  revokeSession(
    @Arg('input', () => RevokeSessionInput, { description: 'Which session.' }) input: RevokeSessionInput,
    @FromContext() ctx: Ctx,
  ) {
    return payloadOf(endedId(ctx, input))
  }
}

async function endedId(ctx: Ctx, input: RevokeSessionInput) {
  const ended = await revokeSession(ctx, input)
  return isRefusal(ended) ? ended : { sessionId: ended.id }
}
