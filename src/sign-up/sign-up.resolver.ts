import type { SubdomainState } from '../churches/index.js'
import { Access, Alone, Arg, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payloadOf } from '../platform/graphql/payload.js'
import type { Lobby } from '../platform/lobby.js'
import { registerChurch } from './register-church.js'
import { RegisterChurchInput, RegisterChurchPayload, subdomainEnum } from './sign-up.graphql.js'
import { subdomainAvailability } from './subdomain-availability.js'

/** How a church comes to FaithFlow. */
@Resolver()
export class SignUpResolver {
  @Access('platform')
  @Query(() => subdomainEnum, {
    nullable: true,
    description: 'Whether a church may have this name. Asked on the central host, without a church.',
  })
  subdomainAvailability(
    @Arg('subdomain', () => String, { description: 'The wanted name, in any case of letters.' }) subdomain: string,
    @FromContext() lobby: Lobby,
  ): Promise<SubdomainState> {
    return subdomainAvailability(lobby, subdomain)
  }

  @Access('platform')
  @Alone()
  @Mutation(() => RegisterChurchPayload, {
    nullable: true,
    description:
      'Signs a church up and its founder in: all or nothing, with a trial of thirty days. Call it at the central host, without naming a church.',
  })
  registerChurch(
    @Arg('input', () => RegisterChurchInput, { description: 'The church and its founder.' }) input: RegisterChurchInput,
    @FromContext() lobby: Lobby,
  ) {
    return payloadOf(registerChurch(lobby, input))
  }
}
