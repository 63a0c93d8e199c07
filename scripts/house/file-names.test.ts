import { expect, it } from 'vitest'
import { fileNames } from './file-names.js'
import { complaints } from './plant.js'

const check = (path: string) => complaints(fileNames, { [path]: '' })

it.each([
  'service',
  'services',
  'manager',
  'helper',
  'util',
  'utils',
  'handler',
  'processor',
  'data',
  'info',
  'base',
  'common',
])('refuses "%s" as a name, as the last word and as a suffix', (word) => {
  expect(check(`src/events/${word}.ts`)[0]).toContain(`"${word}" never refuses`)
  expect(check(`src/events/event-${word}.ts`)[0]).toContain(`"${word}" never refuses`)
  expect(check(`src/events/event.${word}.ts`).join()).toContain(`"${word}" never refuses`)
})

it.each([
  'event.model.ts',
  'event.spec.ts',
  'event.entity.ts',
  'event.policy.graphql.ts',
  'event.api.ts',
  'event.dto.test.ts',
])('refuses the suffix of %s', (name) => {
  expect(check(`src/events/${name}`).join()).toContain('is no role: drop it, or take one of .graphql .resolver')
})

it.each(['shared', 'common', 'utils', 'lib', 'types', 'services'])(
  'refuses the folder %s wherever it stands',
  (folder) => {
    expect(check(`src/${folder}/open-door.ts`).join()).toContain(`src/${folder}:1 is a magnet folder`)
    expect(check(`src/platform/${folder}/open-door.ts`).join()).toContain(`src/platform/${folder}:1 is a magnet folder`)
  },
)

it.each([
  'main.ts',
  'events/event.ts',
  'events/register-for-event.ts',
  'events/event.graphql.ts',
  'events/events.resolver.ts',
  'events/event.policy.ts',
  'events/events.repository.ts',
  'events/attendance-list.queries.ts',
  'events/index.ts',
  'events/events.reactions.ts',
  'events/event.test.ts',
  'events/events.api.test.ts',
  'events/event.policy.test.ts',
  'platform/db/tables.generated.ts',
  'events/events.repository.sql',
  'platform/database.ts',
  'events/base-line.ts',
])('accepts src/%s', (path) => {
  expect(check(`src/${path}`)).toEqual([])
})
