import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { directionBreaches, type CruiseReport } from './direction-breaches.js'

const config = '.dependency-cruiser.cjs'

// Each line is `file: what it imports`; `type x` is a type-only import.
const sound = [
  'src/main.ts: ./app/build-app.js',
  'src/app/build-app.ts: ../platform/tenancy/gate.js ../events/events.resolver.js ../platform/graphql/decorators.js',
  'src/platform/context.ts: type ./db/pool.js',
  'src/platform/db/pool.ts: pg kysely',
  'src/platform/tenancy/gate.ts: ../db/pool.js kysely',
  'src/platform/redis/pub-sub.ts: ioredis graphql-redis-subscriptions',
  'src/platform/graphql/decorators.ts: type-graphql',
  'src/events/index.ts: ./lock-event.js',
  'src/events/lock-event.ts: type kysely type ../platform/context.js ./events.repository.js',
  'src/events/events.repository.ts: kysely',
  'src/events/event.graphql.ts: ../platform/graphql/decorators.js',
  'src/events/events.resolver.ts: ./event.graphql.js',
  'src/registrations/register.ts: ../events/index.js ../platform/context.js',
  'src/registrations/registration.graphql.ts: ../events/event.graphql.js',
  'src/registrations/register.test.ts: ../app/build-app.js ../testing/world.js ../events/events.repository.js',
  'src/testing/world.ts: pg ioredis ../events/events.repository.js',
  'scripts/seed.ts: pg kysely ../src/events/events.repository.js ../src/testing/world.js',
]

// One breach of each rule; the file that commits it is the first of its lines.
const planted: ReadonlyArray<readonly [rule: string, ...lines: string[]]> = [
  ['platform-knows-no-one', 'src/platform/curious.ts: type ../events/index.js'],
  ['domains-do-not-know-the-app', 'src/events/ask-app.ts: ../app/build-app.js'],
  ['use-the-front-door', 'src/registrations/back-door.ts: ../events/lock-event.js'],
  ['schema-door-is-for-schema-files', 'src/registrations/schema-door.ts: ../events/event.graphql.js'],
  [
    'no-domain-cycles',
    'src/events/know-newer.ts: type ../registrations/index.js',
    'src/registrations/index.ts: ./register.js',
  ],
  ['no-cycles', 'src/events/hen.ts: type ./egg.js', 'src/events/egg.ts: type ./hen.js'],
  ['sql-in-repositories', 'src/events/sql-here.ts: kysely/helpers/postgres'],
  ['pg-behind-the-gate', 'src/events/places.repository.ts: type pg'],
  ['one-gate', 'src/events/open-gate.ts: type ../platform/tenancy/gate.js'],
  ['one-type-graphql', 'src/events/place.graphql.ts: type-graphql'],
  ['graphql-at-the-edge', 'src/events/decorated.ts: ../platform/graphql/decorators.js'],
  ['redis-in-one-place', 'src/app/publish.ts: type ioredis'],
]

const packages = ['pg', 'kysely', 'kysely/helpers/postgres', 'ioredis', 'graphql-redis-subscriptions', 'type-graphql']

function cruise(lines: readonly string[]): CruiseReport {
  const root = mkdtempSync(join(tmpdir(), 'faithflow-direction-'))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const line of lines) write(...moduleFrom(line))
  for (const name of packages) write(`node_modules/${name}/index.js`, '')
  write('tsconfig.json', '{ "compilerOptions": { "module": "nodenext" } }')
  copyFileSync(config, join(root, config))
  const { stdout, stderr } = spawnSync(
    resolve('node_modules/.bin/depcruise'),
    ['src', 'scripts', '--config', config, '--output-type', 'json'],
    { cwd: root, encoding: 'utf8' },
  )
  rmSync(root, { recursive: true })
  if (!stdout) throw new Error(stderr)
  return JSON.parse(stdout) as CruiseReport
}

function moduleFrom(line: string): [path: string, text: string] {
  const [path = '', imports = ''] = line.split(': ')
  const statements = [...imports.matchAll(/(type )?(\S+)/g)].map(([, type, name]) =>
    type ? `import type { A } from '${name}'` : `import '${name}'`,
  )
  return [path, [...statements, 'export type A = 1', ''].join('\n')]
}

const whole = cruise(sound)

it('finds nothing in a sound house, and sees it', () => {
  expect(directionBreaches(whole, ['src/main.ts', 'src/events/index.ts'])).toEqual([])
  expect(whole.modules.length).toBeGreaterThan(0)
})

it('names a planted breach of each of the twelve rules', () => {
  const breaches = directionBreaches(cruise([...sound, ...planted.flatMap(([, ...lines]) => lines)]), ['src/main.ts'])

  const unnamed = planted.filter(([rule, line]) => {
    const [path = ''] = (line ?? '').split(': ')
    const from = rule === 'no-domain-cycles' ? 'src/events' : path
    return !breaches.some((breach) => breach.includes(from) && breach.includes(` ${rule}: `))
  })
  expect(unnamed).toEqual([])
  expect(planted.map(([rule]) => rule)).toEqual(whole.summary.ruleSetUsed?.forbidden?.map(({ name }) => name))
})

it('does not take blindness for soundness', () => {
  const blind: CruiseReport = { modules: [], summary: { violations: [] } }

  expect(directionBreaches(blind, ['src/main.ts'])).toEqual([expect.stringContaining('saw 0 modules')])
  expect(directionBreaches(whole, [])).toEqual([expect.stringContaining('saw 0 modules')])
  expect(directionBreaches(whole, ['src/unseen.ts'])).toEqual([
    'src/unseen.ts: dependency-cruiser did not see this file',
  ])
})

it('names an import that leads nowhere', () => {
  const report = cruise([...sound, 'src/events/bad.ts: ./ghost.js'])

  expect(directionBreaches(report, ['src/main.ts'])).toEqual(['src/events/bad.ts: ./ghost.js leads nowhere'])
})
