import { expect, it } from 'vitest'
import { versionsOf, withSteps } from '../../../testing/migration-bed.js'
import { ownDatabase } from '../../../testing/own-database.js'
import { dryRun, StepsFail } from './dry-run.js'

it('tells which tables the steps lock, and leaves nothing behind', async () => {
  const { owner } = await ownDatabase()
  const { rows } = await owner.query<{ key: string }>(
    'select substr(schema_name, 3) as key from control.church limit 1',
  )
  const church = { place: { cell: 'main', key: rows[0]?.key ?? '' }, version: (await withSteps()).length }
  const steps = await withSteps(
    'alter table member add column nickname text; create table badge (id uuid)',
    'create index event_location_idx on event (location)',
  )
  const client = await owner.connect()

  const { locks, milliseconds } = await dryRun(client, church, steps)
  client.release()

  expect(milliseconds).toBeGreaterThan(0)
  expect(locks).toContainEqual({ relation: 'member', mode: 'AccessExclusiveLock' })
  expect(locks).toContainEqual({ relation: 'event', mode: 'ShareLock' })
  expect(locks.map(({ relation }) => relation)).not.toContain('badge')
  expect([...(await versionsOf(owner)).values()]).toEqual(Array(12).fill({ own: church.version, copy: church.version }))
})

it.each([
  [
    'a column that there is not',
    'alter table event add column x int;\ncreate index y on event (z)',
    'in create index y on event (z)',
  ],
  ['a word that is none', 'create tables x (id uuid)', 'syntax error'],
  ['rows that do not fit', 'alter table role add constraint none check (false)', 'none'],
])('says in a line which statement would fail: %s', async (_case, sql, told) => {
  const { owner } = await ownDatabase()
  const { rows } = await owner.query<{ key: string }>(
    'select substr(schema_name, 3) as key from control.church limit 1',
  )
  const church = { place: { cell: 'main', key: rows[0]?.key ?? '' }, version: (await withSteps()).length }
  const client = await owner.connect()

  const failure: unknown = await dryRun(client, church, await withSteps(sql)).catch((error: unknown) => error)
  const { rows: after } = await client.query<{ one: number }>('select 1 as one')
  client.release()

  expect(failure).toBeInstanceOf(StepsFail)
  expect(String(failure)).toContain(told)
  expect(String(failure)).not.toContain('\n')
  expect(after).toEqual([{ one: 1 }])
})
