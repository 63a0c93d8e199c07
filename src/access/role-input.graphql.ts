import { Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import type { Scope } from '../platform/permission.js'
import { RoleType, scopeEnum, systemRoleEnum } from './role.graphql.js'
import type { Role, SystemRole } from './role.js'

/** A right to be given. */
@InputType('RoleGrantInput', { description: 'A right that a role is to give.' })
class RoleGrantInput {
  @Field(() => String, { description: 'Its code, one of `permissions`: `members.read`.' })
  declare readonly permission: string

  @Field(() => scopeEnum, { nullable: true, description: 'How far it reaches; ALL unless given.' })
  declare readonly scope?: Scope | null
}

/** What people fill in about a role, apart from its name. */
@InputType()
class RoleDescriptionInput {
  @Field(() => String, { nullable: true, description: 'What it is for; 500 characters at most.' })
  declare readonly description?: string | null

  @Field(() => String, { nullable: true, description: 'The name of a color, in small letters; `blue` unless given.' })
  declare readonly color?: string | null

  @Field(() => String, { nullable: true, description: 'The name of an icon; `Shield` unless given.' })
  declare readonly icon?: string | null

  @Field(() => Boolean, { nullable: true, description: 'Whether its holders need a second factor.' })
  declare readonly requiresTotp?: boolean | null

  @Field(() => systemRoleEnum, { nullable: true, description: 'The system role whose notices its holders get too.' })
  declare readonly basedOn?: SystemRole | null

  @Field(() => [RoleGrantInput], {
    nullable: true,
    description: 'All rights it gives: in a change, instead of the old.',
  })
  declare readonly grants?: readonly RoleGrantInput[] | null
}

/** A role to be made. */
@InputType('CreateRoleInput', { description: 'A role of the church’s own.' })
export class CreateRoleInput extends RoleDescriptionInput {
  @Field(() => String, { description: 'Its name; no other role of the church may have it.' })
  declare readonly name: string
}

/** A change of a role. */
@InputType('UpdateRoleInput', { description: 'What to change about a role: a field left out stays as it is.' })
export class UpdateRoleInput extends RoleDescriptionInput {
  @Field(() => IdScalar, { description: 'The role.' })
  declare readonly id: string

  @Field(() => Int, {
    nullable: true,
    description: 'The `version` you read. When it is old by now, nothing is changed (STALE_VERSION).',
  })
  declare readonly expectedVersion?: number | null

  @Field(() => String, { nullable: true, description: 'Its name; cannot be emptied.' })
  declare readonly name?: string | null
}

/** A role to be copied. */
@InputType('CloneRoleInput', { description: 'Which role to copy, and the name of the copy.' })
export class CloneRoleInput {
  @Field(() => IdScalar, { description: 'The role to copy; a system role too.' })
  declare readonly id: string

  @Field(() => String, { description: 'The name of the copy.' })
  declare readonly name: string
}

/** Which role. */
@InputType('DeleteRoleInput', { description: 'Which role.' })
export class DeleteRoleInput {
  @Field(() => IdScalar, { description: 'The role.' })
  declare readonly id: string
}

/** A role to be given. */
@InputType('AssignRoleInput', { description: 'Who is given which role, and until when.' })
export class AssignRoleInput {
  @Field(() => IdScalar, { description: 'The account.' })
  declare readonly userId: string

  @Field(() => IdScalar, { description: 'The role.' })
  declare readonly roleId: string

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ends by itself; for good unless given.' })
  declare readonly expiresAt?: string | null
}

/** A role to be taken. */
@InputType('RevokeRoleInput', { description: 'From whom which role is taken.' })
export class RevokeRoleInput {
  @Field(() => IdScalar, { description: 'The account.' })
  declare readonly userId: string

  @Field(() => IdScalar, { description: 'The role.' })
  declare readonly roleId: string
}

/** What became of a role. */
@ObjectType('RolePayload', { implements: Payload, description: 'The role as it is now, or why nothing changed.' })
export class RolePayload extends Payload {
  @Field(() => RoleType, { nullable: true, description: 'The role; null when refused.' })
  declare readonly role: Role | null
}
