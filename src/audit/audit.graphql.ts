import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Field, InputType, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { DateTimeScalar, IdScalar, JsonScalar } from '../platform/graphql/scalars.js'
import type { Json } from '../platform/json.js'
import { actorKinds } from './audit-entry.js'

const actorKindEnum = enumOf('AuditActorKind', {
  names: actorKinds,
  description: 'What kind of somebody acted.',
  values: {
    USER: 'Somebody with an account, or who tried to sign in to one.',
    API_KEY: 'The program of an integrator.',
    SYSTEM: 'FaithFlow itself.',
  },
})

/** One thing that was done in the church. */
@ObjectType('AuditEntry', { description: 'One thing that was done in the church. Never changed and never removed.' })
class AuditEntryType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => String, {
    description:
      'Its place among the entries of the church: no gaps. What was done to accounts and the like is entered moments after it, so `at` may go back a little.',
  })
  declare readonly sequence: string

  @Field(() => DateTimeScalar, { description: 'When it was done, which may be a little before it was entered.' })
  declare readonly at: string

  @Field(() => actorKindEnum, { description: 'What kind of somebody did it.' })
  declare readonly actorKind: string

  @Field(() => IdScalar, {
    nullable: true,
    description: 'The account or API key that did it; null when none is known.',
  })
  declare readonly actorId: string | null

  @Field(() => String, { nullable: true, description: 'What it was called then.' })
  declare readonly actorName: string | null

  @Field(() => String, {
    description: 'What was done, as `entity.verb`: `member.update`, `user.signIn`. docs/words.md lists all of them.',
  })
  declare readonly action: string

  @Field(() => String, { description: 'The kind of thing it was done to, such as `member`.' })
  declare readonly entity: string

  @Field(() => IdScalar, { nullable: true, description: 'Which thing; null when it is none of ours.' })
  declare readonly entityId: string | null

  @Field(() => JsonScalar, { nullable: true, description: 'What differs, as it was; null for a new thing.' })
  declare readonly before: Json | null

  @Field(() => JsonScalar, { nullable: true, description: 'What differs, as it is since.' })
  declare readonly after: Json | null

  @Field(() => [String], { description: 'The fields that differ; sensitive ones stand only here.' })
  declare readonly fields: readonly string[]

  @Field(() => String, { nullable: true, description: 'The address it came from.' })
  declare readonly ip: string | null

  @Field(() => String, { nullable: true, description: 'The program it came from, as that calls itself.' })
  declare readonly userAgent: string | null

  @Field(() => String, { description: 'The request it was done in: the header `x-request-id` of its answer.' })
  declare readonly requestId: string
}

const auditConnection = connectionOf('AuditEntry', AuditEntryType)

/** A page of the audit log. */
export const AuditEntryConnection = auditConnection.Connection

/** The counts of the audit log. */
export const AuditEntryCounts = auditConnection.ConnectionCounts

/** Which entries are shown. */
@InputType('AuditLogFilter', { description: 'Narrows the audit log; every field given must fit.' })
class AuditLogFilterInput {
  @Field(() => String, { nullable: true, description: 'Only what was done to this kind of thing, such as `member`.' })
  declare readonly entity?: string | null

  @Field(() => IdScalar, { nullable: true, description: 'Only what was done to this one thing.' })
  declare readonly entityId?: string | null

  @Field(() => IdScalar, { nullable: true, description: 'Only what this account or API key did.' })
  declare readonly actorId?: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Only this, such as `member.update`; docs/words.md lists all of them.',
  })
  declare readonly action?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Only from this moment on.' })
  declare readonly from?: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'Only before this moment.' })
  declare readonly to?: string | null
}

/** What the audit log is asked for. */
@ArgsType()
export class AuditLogArguments extends PageArguments {
  @Field(() => AuditLogFilterInput, { nullable: true, description: 'Which entries.' })
  declare readonly filter?: AuditLogFilterInput | null
}
