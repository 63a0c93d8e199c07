import { connectionOf } from '../platform/graphql/connection.js'
import { Field, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { DateTimeScalar, IdScalar } from '../platform/graphql/scalars.js'
import { actions, type Action, type Scope } from '../platform/permission.js'
import { type SystemRole, systemRoles } from './role.js'

/** The system roles of the schema. */
export const systemRoleEnum = enumOf('SystemRole', {
  names: systemRoles,
  description: 'The roles every church has, strongest first.',
})

/** The scopes of the schema. */
export const scopeEnum = enumOf('PermissionScope', {
  names: ['ALL', 'GROUP'],
  description: 'How far a right reaches.',
  values: { ALL: 'The whole church.', GROUP: 'The ministries that its holder leads or assists in.' },
})

/** The actions of the schema. */
const actionEnum = enumOf('PermissionAction', {
  names: actions,
  description: 'What a right lets its holder do.',
  values: { MANAGE: 'Decide, assign, publish, export, configure; includes the others.', DELETE: 'Archive, cancel.' },
})

/** A right that there is. */
@ObjectType('Permission', { description: 'A right that a role can give.' })
export class PermissionType {
  @Field(() => String, { description: 'Its code: `members.read`.' })
  declare readonly code: string

  @Field(() => String, { description: 'What it is about: `members`.' })
  declare readonly resource: string

  @Field(() => actionEnum, { description: 'What it lets its holder do.' })
  declare readonly action: Action
}

/** A right that a role gives. */
@ObjectType('RoleGrant', { description: 'A right that a role gives, and how far it reaches.' })
export class RoleGrantType {
  @Field(() => String, { description: 'The code of the right: `members.read`.' })
  declare readonly permission: string

  @Field(() => scopeEnum, { description: 'How far it reaches.' })
  declare readonly scope: Scope
}

/** A set of rights with a name. */
@ObjectType('Role', { description: 'A set of rights that accounts can hold.' })
export class RoleType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => systemRoleEnum, {
    nullable: true,
    description: 'Which of the six it is; null for one of the church’s own.',
  })
  declare readonly key: SystemRole | null

  @Field(() => String, { description: 'Its name, the only one of the church in any case of letters.' })
  declare readonly name: string

  @Field(() => String, { nullable: true, description: 'What it is for.' })
  declare readonly description: string | null

  @Field(() => String, { description: 'The name of the color it is shown in.' })
  declare readonly color: string

  @Field(() => String, { description: 'The name of the icon it is shown with.' })
  declare readonly icon: string

  @Field(() => Boolean, { description: 'Whether it came with the church; such a role cannot be changed, only cloned.' })
  declare readonly isSystem: boolean

  @Field(() => Boolean, { description: 'Whether its holders need a second factor.' })
  declare readonly requiresTotp: boolean

  @Field(() => systemRoleEnum, { nullable: true, description: 'The system role whose notices its holders get too.' })
  declare readonly basedOn: SystemRole | null

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  declare readonly updatedAt: string

  @Field(() => Int, { description: 'Raised by each change; send it as `expectedVersion` when updating.' })
  declare readonly version: number
}

const connection = connectionOf('Role', RoleType)

/** A page of roles. */
export const RoleConnection = connection.Connection

/** The counts of a list of roles. */
export const RoleCounts = connection.ConnectionCounts
