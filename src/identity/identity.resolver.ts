import type { Ctx } from '../platform/context.js'
import { Access, Alone, Arg, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payloadOf } from '../platform/graphql/payload.js'
import { signIn } from './sign-in.js'
import { SignInInput, SignInPayload, ViewerType } from './user.graphql.js'
import type { User } from './user.js'

/** Signing in, and who is signed in. */
@Resolver()
export class IdentityResolver {
  @Access('public', { subscription: 'reads' })
  @Alone()
  @Mutation(() => SignInPayload, {
    nullable: true,
    description: 'Signs in to this church. Unknown address and wrong password answer alike: INVALID_CREDENTIALS.',
  })
  signIn(
    @Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput,
    @FromContext() ctx: Ctx,
  ) {
    return payloadOf(signIn(ctx, input))
  }

  @Access('signedIn')
  @Query(() => ViewerType, { nullable: true, description: 'The account that is signed in.' })
  viewer(@FromContext() ctx: Ctx): User | null {
    return ctx.viewer && { id: ctx.viewer.userId, email: ctx.viewer.email, name: ctx.viewer.name }
  }
}
