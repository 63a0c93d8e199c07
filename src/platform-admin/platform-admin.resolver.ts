import { signInSuperAdmin } from '../identity/index.js'
import { Access, Arg, Args, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload, payloadOf } from '../platform/graphql/payload.js'
import { IdScalar } from '../platform/graphql/scalars.js'
import type { Lobby } from '../platform/lobby.js'
import { churchUsage } from './church-usage.js'
import {
  ChurchActInput,
  ChurchActPayload,
  ChurchUsageType,
  PlatformChurchConnection,
  PlatformChurchesArguments,
  SetComplimentaryInput,
  SignInSuperAdminInput,
  SignInSuperAdminPayload,
} from './platform-admin.graphql.js'
import { platformChurches } from './platform-churches.js'
import { setComplimentary } from './set-complimentary.js'
import { reopenChurch, suspendChurch } from './suspend-church.js'

/** What super-admins do, on the central host. */
@Resolver()
export class PlatformAdminResolver {
  @Access('platform')
  @Mutation(() => SignInSuperAdminPayload, {
    nullable: true,
    description: 'Signs a super-admin in. Asked on the central host, without a church.',
  })
  signInSuperAdmin(
    @Arg('input', () => SignInSuperAdminInput, { description: 'Who signs in.' }) input: SignInSuperAdminInput,
    @FromContext() lobby: Lobby,
  ) {
    return payloadOf(signInSuperAdmin(lobby, input))
  }

  @Access('superAdmin')
  @Query(() => PlatformChurchConnection, { description: 'The churches that have or had owners, newest first.' })
  platformChurches(
    @Args(() => PlatformChurchesArguments) request: PlatformChurchesArguments,
    @FromContext() lobby: Lobby,
  ) {
    return platformChurches(lobby, request)
  }

  @Access('superAdmin')
  @Query(() => ChurchUsageType, { nullable: true, description: 'How much a church uses; null when there is none.' })
  churchUsage(
    @Arg('churchId', () => IdScalar, { description: 'Which church.' }) churchId: string,
    @FromContext() lobby: Lobby,
  ) {
    return churchUsage(lobby, churchId)
  }

  @Access('superAdmin')
  @Mutation(() => ChurchActPayload, { nullable: true, description: 'Lets nobody into a church until it is reopened.' })
  suspendChurch(
    @Arg('input', () => ChurchActInput, { description: 'Which church, and why.' }) input: ChurchActInput,
    @FromContext() lobby: Lobby,
  ) {
    return payload('church', suspendChurch(lobby, input))
  }

  @Access('superAdmin')
  @Mutation(() => ChurchActPayload, { nullable: true, description: 'Lets people into a suspended church again.' })
  reopenChurch(
    @Arg('input', () => ChurchActInput, { description: 'Which church, and why.' }) input: ChurchActInput,
    @FromContext() lobby: Lobby,
  ) {
    return payload('church', reopenChurch(lobby, input))
  }

  @Access('superAdmin')
  @Mutation(() => ChurchActPayload, {
    nullable: true,
    description: 'Gives a church its plan for nothing for a while, or ends that.',
  })
  setComplimentary(
    @Arg('input', () => SetComplimentaryInput, { description: 'Which church, until when, and why.' })
    input: SetComplimentaryInput,
    @FromContext() lobby: Lobby,
  ) {
    return payload('church', setComplimentary(lobby, input))
  }
}
