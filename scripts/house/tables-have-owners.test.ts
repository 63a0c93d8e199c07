import { expect, it } from 'vitest'
import { complaints } from './plant.js'
import { tablesHaveOwners } from './tables-have-owners.js'
import { tablesPath } from './tables.js'

const types = [
  'export interface ChurchTables {\n  event: E\n  member: M\n}',
  'export interface ControlTables {\n  church: C\n}',
  'export interface OutboxTables {\n  message: M\n}\n',
].join('\n')
const outboxReadme = { 'src/platform/outbox/README.md': 'Tables: `outbox.message`\n' }
const check = (readmes: Readonly<Record<string, string>>) =>
  complaints(tablesHaveOwners, { [tablesPath]: types, ...outboxReadme, ...readmes })

it('is content when each table stands in one README, with or without its schema', () => {
  const found = check({
    'src/events/README.md': '# events\n\nTables: `event`\n',
    'src/members/README.md': 'Tables: `church.member`\n',
    'src/platform/tenancy/README.md': 'Tables: `control.church`, `_meta`.\n',
  })

  expect(found).toEqual([])
})

it('names a table without an owner', () => {
  const found = check({ 'src/events/README.md': 'Tables: `event`, `member`\nThe table `church` is not ours.\n' })

  expect(found).toEqual([
    expect.stringMatching(/^src\/platform\/db\/tables\.generated\.ts:6 control\.church has no owner/),
  ])
})

it('names a table with two owners', () => {
  const found = check({
    'src/events/README.md': 'Tables: `event`, `member`, `church`\n',
    'src/members/README.md': 'Tables: `member`\n',
  })

  expect(found).toEqual([
    expect.stringContaining('church.member is claimed by src/events/README.md and src/members/README.md'),
  ])
})

it('names a table that does not exist', () => {
  const found = check({ 'src/events/README.md': '\nTables: `event`, `member`, `church`, `ghost`\n' })

  expect(found).toEqual([expect.stringMatching(/^src\/events\/README\.md:2 there is no table ghost/)])
})

it('asks for the generated types when they are missing', () => {
  expect(complaints(tablesHaveOwners, { 'src/events/README.md': '' })[0]).toContain('is missing: run the generator')
})
