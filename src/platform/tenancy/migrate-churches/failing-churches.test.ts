import { describe, expect, it } from 'vitest'
import { churchQueue } from '../../../app/church-queue.js'
import { failedChurches, forgiveFailures } from '../../../churches/index.js'
import { runMigrations, versionsOf, withSteps } from '../../../testing/migration-bed.js'
import { type OwnDatabase, ownDatabase } from '../../../testing/own-database.js'
import { ownerDesk } from '../owner-desk.js'
import { breakerIsOpen } from './migrate-churches.js'

const good = 'create table badge (id uuid primary key)'

/** Puts a table in the way of a step, in so many churches; returns their schemas. */
async function plant({ owner }: OwnDatabase, count: number): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    'select schema_name as name from control.church order by id desc limit $1',
    [count],
  )
  for (const { name } of rows) await owner.query(`create table ${name}.badge (in_the_way int)`)
  return rows.map(({ name }) => name)
}

describe('a step with an error in it', () => {
  it('costs the one church where it fails its step, and nothing else', async () => {
    const database = await ownDatabase()
    const [victim = ''] = await plant(database, 1)
    const steps = await withSteps('alter table member add column nickname text', `select 1; -- on\n${good}; select 2`)

    const { state, stopped } = await runMigrations(database.owner, steps)

    const before = steps.length - 1
    expect({ state, stopped }).toEqual({ state: { done: 11, waiting: 0, failed: 1 }, stopped: null })
    expect((await versionsOf(database.owner)).get(victim)).toEqual({ own: before, copy: before - 1 })
    const told = await ownerDesk(database.owner).read((control) => failedChurches(control, steps.length))
    expect(told).toMatchObject([
      { name: victim, step: 'planted-2', statement: good, error: 'relation "badge" already exists (42P07)' },
    ])
  })

  it('is told by the place where PostgreSQL stumbled, when it says one', async () => {
    const { owner } = await ownDatabase()
    const steps = await withSteps('select 1; alter table member add column; select 2')

    await runMigrations(owner, steps, { workers: 1 })

    const told = await ownerDesk(owner).read((control) => failedChurches(control, steps.length))
    expect(told[0]).toMatchObject({ statement: 'alter table member add column' })
    expect(told[0]?.error).toContain('syntax error')
  })

  it('stops the run after five churches', async () => {
    const database = await ownDatabase()
    const steps = await withSteps('alter table nowhere add column oops text')

    const today = (await withSteps()).length
    const { state, stopped } = await runMigrations(database.owner, steps, { workers: 1 })
    const again = await runMigrations(database.owner, steps)

    expect({ state, stopped }).toEqual({ state: { done: 0, waiting: 7, failed: 5 }, stopped: 'BREAKER' })
    expect(again).toEqual({ state, stopped })
    expect([...(await versionsOf(database.owner)).values()]).toEqual(Array(12).fill({ own: today, copy: today }))
  })

  it('is tried again once somebody has seen to it', async () => {
    const database = await ownDatabase()
    const victims = await plant(database, 2)
    const steps = await withSteps(good)
    await runMigrations(database.owner, steps)
    for (const victim of victims) await database.owner.query(`drop table ${victim}.badge`)

    const forgiven = await ownerDesk(database.owner).write(forgiveFailures)
    const { state } = await runMigrations(database.owner, steps)

    expect(forgiven).toBe(2)
    expect(state).toEqual({ done: 12, waiting: 0, failed: 0 })
  })

  it('is found when it reads differently from what ran', async () => {
    const { owner } = await ownDatabase()
    await runMigrations(owner, await withSteps(good))

    const { state } = await runMigrations(owner, await withSteps(`${good} `, 'select 1'), { workers: 1 })

    expect(state).toEqual({ done: 0, waiting: 7, failed: 5 })
  })
})

it.each([
  [{ done: 0, waiting: 9, failed: 4 }, false],
  [{ done: 0, waiting: 9, failed: 5 }, true],
  [{ done: 495, waiting: 9, failed: 5 }, true],
  [{ done: 496, waiting: 9, failed: 5 }, false],
])('the breaker at %o: %s', (state, isOpen) => {
  expect(breakerIsOpen(state)).toBe(isOpen)
})

it('unowned churches and our own go first, whoever plans', async () => {
  const { owner } = await ownDatabase()
  await owner.query(`update control.church set status = 'ACTIVE', name = 'Church', denomination = 'OTHER',
    subdomain = 'church-' || substr(schema_name, 3, 8) where id in (select id from control.church order by id limit 6)`)
  const { rows } = await owner.query<{ subdomain: string; id: string }>(
    'select subdomain, id from control.church where subdomain is not null order by id desc',
  )
  const [ours] = rows
  const catalogue = ownerDesk(owner)
  const queue = churchQueue({ catalogue, target: (await withSteps()).length + 1, first: [ours?.subdomain ?? ''] })

  await queue.plan()
  const taken = await queue.claim('a')

  const waves = await owner.query<{ wave: number; id: string }>('select id, wave from control.church')
  const byId = new Map(waves.rows.map(({ id, wave }) => [id, wave]))
  expect(taken.slice(0, 7).map(({ id }) => byId.get(id))).toEqual(Array(7).fill(0))
  expect(taken.slice(0, 7).map(({ name }) => name)).toContain(ours?.subdomain)
  expect(await queue.claim('b')).toEqual([])
})
