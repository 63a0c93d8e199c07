import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readHouse } from './house/read-house.js'
import { breachesOf } from './house/rules.js'

const repository = join(import.meta.dirname, '..')
const copied =
  'src scripts migrations docs package.json schema.graphql tsconfig.json vitest.config.ts codegen.yml .oxfmtrc.json'

// A check-out of its own: a new domain changes the schema, the tables and the tests of the house.
const checkout = mkdtempSync(join(tmpdir(), 'faithflow-new-domain-'))
for (const name of copied.split(' ')) cpSync(join(repository, name), join(checkout, name), { recursive: true })
symlinkSync(join(repository, 'node_modules'), join(checkout, 'node_modules'))
afterAll(() => rmSync(checkout, { recursive: true, force: true }))

function run(program: string, ...words: readonly string[]) {
  const path = [join(repository, 'node_modules/.bin'), process.env['PATH']].join(delimiter)
  const environment = { PATH: path, HOME: process.env['HOME'] }
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: checkout, env: environment, encoding: 'utf8' })
  return { status, output: stdout + stderr }
}

it('makes a domain that compiles, has the house’s format and breaks none of its rules', { timeout: 180_000 }, () => {
  const before = breachesOf(readHouse(checkout))

  const made = run('tsx', 'scripts/new-domain.ts', 'prayer-request')

  expect(made).toMatchObject({ status: 0 })
  expect(readdirSync(join(checkout, 'src/prayer-requests'))).toContain('prayer-requests.repository.sql')
  expect(breachesOf(readHouse(checkout))).toEqual(before)
  expect(run('oxfmt', '--check', 'src', 'scripts')).toMatchObject({ status: 0 })
  expect(run('tsc', '-p', 'tsconfig.json')).toEqual({ status: 0, output: '' })
})

it('refuses a name that is taken or none', () => {
  expect(run('tsx', 'scripts/new-domain.ts', 'event').output).toContain('src/events is there already.')
  expect(run('tsx', 'scripts/new-domain.ts', 'PrayerRequest').output).toContain('usage: npm run new-domain -- NOUN')
  expect(run('tsx', 'scripts/new-domain.ts').output).toContain('usage: npm run new-domain -- NOUN')
})
