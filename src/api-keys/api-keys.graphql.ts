import { connectionOf } from '../platform/graphql/connection.js'
import { Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import type { ApiKey } from './api-key.js'

@ObjectType('ApiKey', { description: 'A program’s way in, as lists show it: never the key itself.' })
class ApiKeyType {
  @Field(() => IdScalar, { description: 'Its id; the audit log names it as actor.' })
  declare readonly id: string

  @Field(() => String, { description: 'What it is for.' })
  declare readonly name: string

  @Field(() => String, { description: 'The 11th to the 18th character of the key, to know it by.' })
  declare readonly prefix: string

  @Field(() => [String], { description: 'What it may do, each as `resource.action`, in all of the church.' })
  declare readonly scopes: readonly string[]

  @Field(() => IdScalar, { description: 'The account that made it.' })
  declare readonly createdBy: string

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { description: 'When it stops counting.' })
  declare readonly expiresAt: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last used, to the minute; null if never.' })
  declare readonly lastUsedAt: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked; null while it is not.' })
  declare readonly revokedAt: string | null
}

const apiKeyConnection = connectionOf('ApiKey', ApiKeyType)

/** A page of keys. */
export const ApiKeyConnection = apiKeyConnection.Connection

/** The counts of a list of keys. */
export const ApiKeyCounts = apiKeyConnection.ConnectionCounts

/** A key to be made. */
@InputType('CreateApiKeyInput', { description: 'A key for a program of an integrator.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'What it is for; 255 characters at most.' })
  declare readonly name: string

  @Field(() => [String], {
    description:
      'Its rights, such as `members.read`: only those you hold throughout the church. An empty list grants nothing; no key can have rights on users, roles, billing, audit or integrations.',
  })
  declare readonly scopes: readonly string[]

  @Field(() => DateTimeScalar, { description: 'When it stops counting, in 365 days at most.' })
  declare readonly expiresAt: string
}

/** What became of a new key. */
@ObjectType('CreateApiKeyPayload', { implements: Payload, description: 'The key made, or why not.' })
export class CreateApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, { nullable: true, description: 'What lists will show of it; null when refused.' })
  declare readonly apiKey: ApiKey | null

  @Field(() => String, {
    nullable: true,
    description:
      'The key itself, to be sent as `Authorization: Bearer …`. A secret, shown only this once; null when refused.',
  })
  declare readonly key: string | null
}

/** A key to be revoked. */
@InputType('RevokeApiKeyInput', { description: 'The key to revoke.' })
export class RevokeApiKeyInput {
  @Field(() => IdScalar, { description: 'Which key.' })
  declare readonly id: string
}

/** What became of a key. */
@ObjectType('RevokeApiKeyPayload', { implements: Payload, description: 'The key revoked, or why not.' })
export class RevokeApiKeyPayload extends Payload {
  @Field(() => ApiKeyType, { nullable: true, description: 'The key; null when refused.' })
  declare readonly apiKey: ApiKey | null
}
