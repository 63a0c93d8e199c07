import { expect, it } from 'vitest'
import { gateWords } from './gate-words.js'
import { complaints } from './plant.js'

const check = (text: string, path = 'src/events/events.repository.ts') => complaints(gateWords, { [path]: text })

it.each([
  'set role',
  'SET ROLE',
  'set local role',
  'set\n  session role',
  'Reset Role',
  'set_config',
  'search_path',
  'SET SEARCH_PATH',
  'set session authorization',
])('refuses %j outside platform/tenancy', (words) => {
  const found = check(`const a = 1\nsql\`${words} x\``)

  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(/^src\/events\/events\.repository\.ts:2 .* belongs to platform\/tenancy/)
})

it('refuses them in comments and elsewhere in platform too', () => {
  expect(check('// we set role here')).toHaveLength(1)
  expect(check('search_path', 'src/platform/db/pool.ts')).toHaveLength(1)
})

it('leaves platform/tenancy and tests alone', () => {
  expect(check('set local role a', 'src/platform/tenancy/open-church.ts')).toEqual([])
  expect(check('reset role', 'src/events/events.repository.test.ts')).toEqual([])
  expect(check('reset role', 'src/testing/world.ts')).toEqual([])
})

it('is not moved by ordinary words', () => {
  expect(check('setRole(role)\nconst roles = reset(roles)\n// the set of roles')).toEqual([])
})
