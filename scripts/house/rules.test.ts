import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readHouse } from './read-house.js'
import { breachesOf, rules } from './rules.js'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'faithflow-house-'))
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const write = (files: Readonly<Record<string, string>>) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

const sound = {
  'docs/words.md': 'A full event refuses: `EVENT_FULL`.\n',
  'src/main.ts': "import './app/build-app.js'\n",
  'src/events/README.md': '# events\n\nTables: `event`\n',
  'src/events/event.ts': "/** Codes. */\nexport const eventRefusals = { EVENT_FULL: 'No place.' } as const\n",
  'src/events/event.test.ts': "it('refuses', () => { expect(code).toBe('EVENT_FULL') })\n",
  'src/platform/db/tables.generated.ts':
    'export interface ChurchTables { event: 1 }\nexport interface ControlTables {}\n',
}

it('reads src, scripts and the words from the disk and finds nothing in a sound house', () => {
  write({ ...sound, 'docs/events/README.md': 'x', 'scripts/seed.ts': '' })

  const house = readHouse(root)

  expect(house.files.map(({ path }) => path)).toEqual([...Object.keys(sound), 'scripts/seed.ts'].toSorted())
  expect(breachesOf(house)).toEqual([])
})

it('lets every rule speak about a house that breaks them all', () => {
  write({
    'src/events/event.service.ts': [
      "export const eventRefusals = { EVENT_FULL: 'No place.' } as const",
      'interface IEvent {}',
      "sql`set role x`; db.insertInto('member') // TODO",
      '// @ts-ignore',
      'class A { @Field() a: string }',
    ].join('\n'),
    'src/events/event.test.ts': "it.only('a', () => {})",
  })

  const breaches = breachesOf(readHouse(root))

  expect(rules.filter(({ name }) => !breaches.some((breach) => breach.includes(` ${name}: `)))).toEqual([])
})
