import { spawnSync } from 'node:child_process'
import { expect, inject, it } from 'vitest'
import { copyTemplate } from '../src/testing/worker-database.js'

function migrate(settings: Readonly<Record<string, string>>) {
  const environment = { PATH: process.env['PATH'], ...settings }
  const words = ['--import', 'tsx', 'scripts/migrate.ts']
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { env: environment, encoding: 'utf8' })
  return { status, lines: stdout.trim().split('\n'), errors: stderr.trim() }
}

it('says how far each church is', async () => {
  const url = await copyTemplate('migrated_by_script')

  const { status, lines } = migrate({ DATABASE_URL: url })

  expect(status).toBe(0)
  expect(lines.slice(0, -1)).not.toEqual([])
  for (const line of lines.slice(0, -1)) expect(line).toMatch(/^c_[a-z2-7]{16} \(waits for its owner\) is at \d+$/)
  expect(lines.at(-1)).toMatch(/^control and cell are up to date; (\d+) of \1 churches are$/)
})

it.each([
  ['no database is named', {}, 'DATABASE_URL must name the database'],
  ['it is no URL', { DATABASE_URL: 'church' }, 'DATABASE_URL must name the database'],
  ['nothing answers there', { DATABASE_URL: 'postgres://127.0.0.1:1/x' }, 'at 127.0.0.1:1 cannot be reached'],
])('fails in one line when %s', (_case, settings, message) => {
  const { status, errors } = migrate(settings)

  expect(status).toBe(1)
  expect(errors.split('\n')).toEqual([expect.stringContaining(message)])
})

it('prefers the way around a pooler', () => {
  const { errors } = migrate({ DATABASE_URL: inject('postgresUrl'), DIRECT_DATABASE_URL: 'postgres://127.0.0.1:1/x' })

  expect(errors).toContain('at 127.0.0.1:1 cannot be reached')
})
