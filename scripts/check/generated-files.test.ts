import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { generatedFiles, staleFiles } from './generated-files.js'

const never = () => false
const always = () => true

it('finds the schema, the table types and the printed SQL, and nothing else', () => {
  const root = mkdtempSync(join(tmpdir(), 'faithflow-generated-'))
  const sql = ['src/events/event-list.queries.sql', 'src/events/events.repository.sql']
  const mine = ['schema.graphql', ...sql, 'src/platform/db/tables.generated.ts']
  const others = ['src/events/events.repository.ts', 'src/testing/generated/a.generated.ts', 'migrations/church/a.sql']
  for (const path of [...mine, ...others]) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), path)
  }

  const found = generatedFiles(root)
  rmSync(root, { recursive: true })

  expect([...found]).toEqual(mine.map((path) => [path, path]))
})

it('names what was out of date and what was missing', () => {
  const before = new Map([
    ['schema.graphql', 'a'],
    ['src/same.generated.ts', 'x'],
  ])
  const after = new Map([
    ['schema.graphql', 'b'],
    ['src/same.generated.ts', 'x'],
    ['src/new.generated.ts', 'c'],
  ])

  expect(staleFiles(before, after, always)).toEqual([
    'schema.graphql was out of date: read the new one and commit it.',
    'src/new.generated.ts was missing: read the new one and commit it.',
  ])
})

it('names printed SQL whose repository is gone', () => {
  const files = new Map([['src/events/events.repository.sql', 'a']])

  expect(staleFiles(files, files, always)).toEqual([])
  expect(staleFiles(files, files, never)).toEqual([
    'src/events/events.repository.sql belongs to no repository: delete it.',
  ])
})
