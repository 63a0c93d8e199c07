import { describe, expect, it } from 'vitest'
import { bearChurch, runMigrations, versionsOf, withSteps } from '../../../testing/migration-bed.js'
import { type OwnDatabase, ownDatabase } from '../../../testing/own-database.js'
import type { Outcome } from './bring-up.js'

const additive = `alter table member add column nickname text;
  create index member_nickname_idx on member (nickname);
  create table badge (id uuid primary key);`

const reached = async ({ owner }: OwnDatabase) => [...(await versionsOf(owner)).values()]

/** The churches of a database, in the order of the queue's last resort: their ids. */
async function schemas({ owner }: OwnDatabase): Promise<readonly string[]> {
  const { rows } = await owner.query<{ schema_name: string }>('select schema_name from control.church order by id')
  return rows.map(({ schema_name: name }) => name)
}

describe('a run over all churches', () => {
  it('brings each up to date, in its tables and in the catalogue', async () => {
    const database = await ownDatabase()
    const steps = await withSteps(additive, 'alter table badge add column colour text')

    const { state, stopped } = await runMigrations(database.owner, steps)

    expect({ state, stopped }).toEqual({ state: { done: 12, waiting: 0, failed: 0 }, stopped: null })
    expect(await reached(database)).toEqual(Array(12).fill({ own: steps.length, copy: steps.length }))
  })

  it('gives each church the rights to what a step adds, and only to its own', async () => {
    const { owner } = await ownDatabase()
    await runMigrations(owner, await withSteps(additive))

    const { rows } = await owner.query<{ own: boolean; others: boolean }>(`
      select has_table_privilege('r_' || substr(a.schema_name, 3), a.schema_name || '.badge', 'insert') as own,
        bool_or(has_table_privilege('r_' || substr(b.schema_name, 3), a.schema_name || '.badge', 'select')) as others
      from control.church a join control.church b on a.id <> b.id group by a.schema_name`)

    expect(rows).toEqual(Array(12).fill({ own: true, others: false }))
  })

  it('does each church once, whoever comes to help', async () => {
    const database = await ownDatabase()
    const steps = await withSteps(additive)
    const seen: string[] = []
    const report = ({ name }: { readonly name: string }) => seen.push(name)

    const runs = ['a', 'b', 'c'].map((name) => runMigrations(database.owner, steps, { name, workers: 2, report }))
    await Promise.all(runs)

    expect(seen.toSorted()).toEqual([...(await schemas(database))].toSorted())
    expect(await reached(database)).toEqual(Array(12).fill({ own: steps.length, copy: steps.length }))
  })

  it('believes a church rather than the catalogue', async () => {
    const database = await ownDatabase()
    const steps = await withSteps(additive)
    await runMigrations(database.owner, steps)
    await database.owner.query('update control.church set version = 1')

    const { state } = await runMigrations(database.owner, steps)

    expect(state).toEqual({ done: 12, waiting: 0, failed: 0 })
    expect(await reached(database)).toEqual(Array(12).fill({ own: steps.length, copy: steps.length }))
  })

  it('takes along a church that an older server builds meanwhile, and finds a newer one ready', async () => {
    const database = await ownDatabase()
    const [old, steps] = [await withSteps(), await withSteps(additive)]
    const births: Promise<unknown>[] = []
    const report = (): void => {
      if (births.length === 0) births.push(...[old, steps].map((tables) => bearChurch(database.owner, tables)))
    }

    await runMigrations(database.owner, steps, { workers: 1, report })
    await Promise.all(births)
    const { state } = await runMigrations(database.owner, steps, { workers: 1 })

    expect(state).toEqual({ done: 14, waiting: 0, failed: 0 })
    expect(await reached(database)).toEqual(Array(14).fill({ own: steps.length, copy: steps.length }))
  })

  it('waits for nobody who reads a church: the others go on, and it follows when they are done', async () => {
    const database = await ownDatabase()
    const [first = ''] = await schemas(database)
    const reader = await database.owner.connect()
    await reader.query(`begin; select from ${first}.member`)
    const outcomes: string[] = []
    const report = ({ name }: { readonly name: string }, { kind }: Outcome): void => {
      outcomes.push(name === first ? kind : 'other')
      if (outcomes.length === 14) void reader.query('rollback')
    }

    const { state } = await runMigrations(database.owner, await withSteps(additive), { report })
    reader.release()

    expect(state).toEqual({ done: 12, waiting: 0, failed: 0 })
    expect(outcomes.filter((kind) => kind === 'LOCKED').length).toBeGreaterThan(0)
    expect(outcomes.at(-1)).toBe('DONE')
  })

  it('stops when asked, gives back what it took, and goes on later', async () => {
    const database = await ownDatabase()
    const steps = await withSteps(additive)
    const stop = new AbortController()
    let done = 0
    const report = (): void => {
      done += 1
      if (done === 3) stop.abort()
    }

    const first = await runMigrations(database.owner, steps, { workers: 1, report, signal: stop.signal })
    const { rows } = await database.owner.query('select from control.church where lease_by is not null')
    const second = await runMigrations(database.owner, steps)

    expect(first).toEqual({ state: { done: 3, waiting: 9, failed: 0 }, stopped: 'ASKED' })
    expect(rows).toEqual([])
    expect(second.state).toEqual({ done: 12, waiting: 0, failed: 0 })
  })

  it('has nothing to do afterwards', async () => {
    const { owner } = await ownDatabase()
    const steps = await withSteps(additive)
    await runMigrations(owner, steps)
    const seen: unknown[] = []

    const { stopped } = await runMigrations(owner, steps, { report: (church) => seen.push(church) })

    expect({ stopped, seen }).toEqual({ stopped: null, seen: [] })
  })
})
