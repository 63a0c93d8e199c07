import { beforeAll, describe, expect, it } from 'vitest'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

// The table of domain.md, section 6.1, as it stands there.
const specification = `
|resource|ADMIN|PASTOR|TREASURER|SECRETARY|LEADER|MEMBER|
|members|m|rwc|r|m|r@g||
|households|m|rwc|r|m|||
|pastoral_notes, prayers|m|m|||||
|ministries|m|rwcd|r|rwcd|r w@g|r|
|events|m|rwcd|r|m|r wcd@g|r|
|attendance|m|rwc||m|rwc@g||
|announcements|m|m|r|m|r m@g|r|
|notifications|m|c||c|c@g||
|payments|m||m||||
|volunteers|m|m|r|m|r m@g|r|
|requests, altar_calls, sacraments|m|m||rwc|||
|documents|m|rwc|r|m|||
|themes|m|r|r|r|r|r|
|reports, analytics|m|r|r|r|||
|roles|m|r|||||
|users|m|||rc|||
|settings|m|r|r|r|||
|billing|m||rwc||||
|audit, integrations|m||||||
`

const actions: Readonly<Record<string, string>> = { r: 'READ', w: 'WRITE', c: 'CREATE', d: 'DELETE', m: 'MANAGE' }

const [head = [], ...rows] = specification
  .trim()
  .split('\n')
  .map((line) => line.split('|').slice(1, -1))

/** `r wcd@g` as lines of the form `READ ALL`, `WRITE GROUP`. */
const linesOf = (cell: string): string[] =>
  cell
    .split(' ')
    .filter((part) => part !== '')
    .flatMap((part) => {
      const [letters = '', group] = part.split('@')
      return [...letters].map((letter) => `${actions[letter]} ${group === 'g' ? 'GROUP' : 'ALL'}`)
    })

const grantsOf = (role: string): string[] =>
  rows.flatMap(([names = '', ...cells]) =>
    names
      .split(', ')
      .flatMap((resource) => linesOf(cells[head.indexOf(role) - 1] ?? '').map((line) => `${resource} ${line}`)),
  )

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
    expect(seeded.map(({ key }) => key).toSorted()).toEqual(head.slice(1).toSorted())
    expect(seeded.every((role) => role.is_system)).toBe(true)
  })

  it.each(head.slice(1))('lets %s do what is specified, and no more', (role) => {
    const grants = seeded.find(({ key }) => key === role)?.grants ?? []

    expect(grants.toSorted()).toEqual(grantsOf(role).toSorted())
  })

  it('knows the 24 resources', () => {
    expect(new Set(grantsOf('ADMIN').map((grant) => grant.split(' ')[0])).size).toBe(24)
  })
})
