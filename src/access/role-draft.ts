import { parsePermission, type Scope } from '../platform/permission.js'
import { refuseAll, type sharedRefusals, type UserError } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'
import type { Grant, SystemRole } from './role.js'

/** A right as somebody writes it: `members.read`, for the whole church unless said otherwise. */
export interface DescribedGrant {
  readonly permission: string
  readonly scope?: Scope | null
}

/** What people fill in about a role; a field left out stays as it is, or takes the usual value in a new one. */
export interface RoleDescription {
  readonly name?: string | null
  readonly description?: string | null
  readonly color?: string | null
  readonly icon?: string | null
  readonly requiresTotp?: boolean | null
  readonly basedOn?: SystemRole | null
  readonly grants?: readonly DescribedGrant[] | null
}

type Fault = UserError<keyof typeof sharedRefusals & ('REQUIRED' | 'TOO_LONG' | 'INVALID')>

/** The columns of a role as they are kept, without the rights; only what was named. */
export function tidyRole({ name, description, color, icon, requiresTotp, basedOn }: RoleDescription) {
  return {
    ...(name !== undefined && { name: name?.trim() ?? '' }),
    ...(description !== undefined && { description: trimmed(description) }),
    ...(color && { color: color.trim() }),
    ...(icon && { icon: icon.trim() }),
    ...(typeof requiresTotp === 'boolean' && { requires_totp: requiresTotp }),
    ...(basedOn !== undefined && { based_on: basedOn }),
  }
}

/** Everything wrong with a described role at once, or null. A name that is not mentioned is no fault. */
export function roleFaults(described: RoleDescription) {
  const { name, description, color, icon } = tidyRole(described)
  const texts = textFaults({ name: trimmed(name), description: description ?? null }, [
    { field: 'name', maximum: 255, isRequired: name !== undefined },
    { field: 'description', maximum: 500 },
  ])
  const forms: Fault[] = []
  if (color !== undefined && !/^[a-z]{1,30}$/.test(color)) forms.push(fault(['color'], 'Name a color, such as blue.'))
  if (icon !== undefined && !/^[A-Za-z0-9]{1,50}$/.test(icon))
    forms.push(fault(['icon'], 'Name an icon, such as Shield.'))
  return refuseAll([...texts, ...forms, ...grantFaults(described.grants ?? [])])
}

function grantFaults(grants: readonly DescribedGrant[]): readonly Fault[] {
  return grants.flatMap(({ permission }, index) => {
    const path = ['grants', String(index), 'permission']
    if (!parsePermission(permission)) return [fault(path, 'There is no such right: see `permissions`.')]
    const isFirst = grants.findIndex((other) => other.permission === permission) === index
    return isFirst ? [] : [fault(path, 'The right is named twice.')]
  })
}

const fault = (path: readonly string[], message: string): Fault => ({ code: 'INVALID', message, path, params: null })

/** The rights that were described, once `roleFaults` has found nothing. */
export const grantsOf = (described: readonly DescribedGrant[]): readonly Grant[] =>
  described.flatMap(({ permission, scope }) => {
    const parsed = parsePermission(permission)
    return parsed ? [{ ...parsed, scope: scope ?? 'ALL' }] : []
  })
