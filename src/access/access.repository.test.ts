import { beforeAll, describe, expect, it } from 'vitest'
import { grantsOf, specifiedRoles } from '../testing/specified-grants.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

describe('a new church', () => {
  let seeded: readonly {
    readonly key: string
    readonly name: string
    readonly is_system: boolean
    readonly grants: string[]
  }[]
  beforeAll(async () => {
    const { church } = await world.church()
    const { rows: found } = await world.database.owner.query<(typeof seeded)[number]>(`
      select role.key, role.name, role.is_system,
        coalesce(array_agg(resource || ' ' || action || ' ' || scope) filter (where resource is not null), '{}') as grants
      from c_${church.placeKey}.role as role
      left join c_${church.placeKey}.role_permission on role_id = role.id
      group by role.id`)
    seeded = found
  })

  it('has the six system roles and no other', () => {
    expect(seeded.map(({ key }) => key).toSorted()).toEqual(specifiedRoles.toSorted())
    expect(seeded.every((role) => role.is_system)).toBe(true)
  })

  it.each(specifiedRoles)('lets %s do what is specified, and no more', (role) => {
    const grants = seeded.find(({ key }) => key === role)?.grants ?? []

    expect(grants.toSorted()).toEqual(grantsOf(role).toSorted())
  })

  it('knows the 24 resources', () => {
    expect(new Set(grantsOf('ADMIN').map((grant) => grant.split(' ')[0])).size).toBe(24)
  })
})
