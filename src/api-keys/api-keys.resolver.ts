import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { payload, payloadOf } from '../platform/graphql/payload.js'
import {
  ApiKeyConnection,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from './api-keys.graphql.js'
import { apiKeys } from './api-keys.js'
import { createApiKey } from './create-api-key.js'
import { revokeApiKey } from './revoke-api-key.js'

/** Keys for the programs of integrators. */
@Resolver()
export class ApiKeysResolver {
  @Access('integrations.manage')
  @Query(() => ApiKeyConnection, { description: 'The API keys of the church, newest first; revoked ones too.' })
  apiKeys(@Args(() => PageArguments) request: PageArguments, @FromContext() ctx: Ctx) {
    return apiKeys(ctx, request)
  }

  @Access('integrations.manage')
  @Mutation(() => CreateApiKeyPayload, {
    nullable: true,
    description: 'Makes an API key. The key is in this answer and nowhere else.',
  })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'The key.' }) input: CreateApiKeyInput,
    @FromContext() ctx: Ctx,
  ) {
    return payloadOf(createApiKey(ctx, input))
  }

  @Access('integrations.manage')
  @Mutation(() => RevokeApiKeyPayload, { nullable: true, description: 'Ends an API key at once.' })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which key.' }) input: RevokeApiKeyInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('apiKey', revokeApiKey(ctx, input))
  }
}
