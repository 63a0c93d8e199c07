import { describe, expect, it } from 'vitest'
import { effectiveGrants, type Grant, strongestRole } from './role.js'

const grant = (resource: Grant['resource'], action: Grant['action'], scope: Grant['scope'] = 'ALL'): Grant => ({
  resource,
  action,
  scope,
})

describe('effectiveGrants', () => {
  it('is empty without a grant', () => {
    expect(effectiveGrants([]).size).toBe(0)
  })

  it.each(['READ', 'WRITE', 'CREATE', 'DELETE'] as const)('lets %s include no other right', (action) => {
    expect([...effectiveGrants([grant('events', action)])]).toEqual([[`events.${action.toLowerCase()}`, 'ALL']])
  })

  it('lets MANAGE include the other rights of its resource, and of no other', () => {
    expect(Object.fromEntries(effectiveGrants([grant('events', 'MANAGE', 'GROUP')]))).toEqual({
      'events.read': 'GROUP',
      'events.write': 'GROUP',
      'events.create': 'GROUP',
      'events.delete': 'GROUP',
      'events.manage': 'GROUP',
    })
  })

  it.each([
    ['first', [grant('events', 'READ'), grant('events', 'READ', 'GROUP')]],
    ['last', [grant('events', 'READ', 'GROUP'), grant('events', 'READ')]],
    ['in another role’s MANAGE', [grant('events', 'READ', 'GROUP'), grant('events', 'MANAGE')]],
  ])('takes the widest scope, named %s', (_case, grants) => {
    expect(effectiveGrants(grants).get('events.read')).toBe('ALL')
  })

  it('keeps the scope of each right apart', () => {
    const grants = effectiveGrants([grant('events', 'MANAGE', 'GROUP'), grant('events', 'READ')])

    expect([grants.get('events.read'), grants.get('events.write')]).toEqual(['ALL', 'GROUP'])
  })
})

describe('strongestRole', () => {
  it.each([
    [['MEMBER', 'ADMIN', 'LEADER'], 'ADMIN'],
    [['MEMBER', 'SECRETARY', 'TREASURER'], 'TREASURER'],
    [['LEADER', 'PASTOR'], 'PASTOR'],
    [['MEMBER', 'MEMBER'], 'MEMBER'],
    [['CHOIRMASTER', 'LEADER'], 'LEADER'],
    [['CHOIRMASTER'], null],
    [[], null],
  ])('of %j is %s', (roles, strongest) => {
    expect(strongestRole(roles)).toBe(strongest)
  })
})
