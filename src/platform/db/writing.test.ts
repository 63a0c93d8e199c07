import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { asLogin } from '../../testing/worker-database.js'
import { createWorld } from '../../testing/world.js'
import { createLog } from '../log.js'
import { createGate } from '../tenancy/gate.js'
import { newPlaceKey } from '../tenancy/place.js'
import type { Db } from './handles.js'
import { createPool } from './pool.js'

const world = await createWorld()
const place = async () => ({ cell: 'main', key: (await world.church()).church.placeKey })

function gateWith(pipeline: boolean) {
  const url = asLogin(world.database.ownerUrl, 'gw_main')
  const pool = createPool({ url, max: 1, log: createLog('silent'), pipeline })
  onTestFinished(() => pool.end())
  return { pool, gate: createGate({ cells: new Map([['main', pool]]), longReads: new Map(), control: pool }) }
}

const adding = (db: Db, name: string) => db.insertInto('household').values({ id: sql`gen_random_uuid()`, name })
const namesIn = async (db: Db) =>
  (await db.selectFrom('household').select('name').orderBy('name').execute()).map(({ name }) => name)
const fault = sql`select 1 / 0`
const always = () => true

describe.each([
  ['pipelines', true],
  ['does not', false],
])('writing on a connection that %s', (_case, pipeline) => {
  it('goes on where was read, without asking for another connection', async () => {
    const { gate } = gateWith(pipeline)
    const session = gate.church(await place())
    const backend = sql<{ pid: number; mode: string }>`
      select pg_backend_pid() as pid, current_setting('transaction_read_only') as mode`

    const { rows: read } = await backend.execute(session.db)
    const { rows: wrote } = await session.transaction((db) => backend.execute(db), always)
    await session.end()

    expect([read[0]?.mode, wrote[0]?.mode]).toEqual(['on', 'off'])
    expect(wrote[0]?.pid).toBe(read[0]?.pid)
  })

  it('runs statements that are sent side by side in their order', async () => {
    const { gate } = gateWith(pipeline)
    const session = gate.church(await place())

    const seen = await session.transaction(async (db) => {
      const [, first, , second] = await Promise.all([
        adding(db, 'A').execute(),
        namesIn(db),
        adding(db, 'B').execute(),
        namesIn(db),
      ])
      return [first, second]
    }, always)
    await session.end()

    expect(seen).toEqual([['A'], ['A', 'B']])
  })

  it('tells those behind a statement that failed why it did', async () => {
    const { gate } = gateWith(pipeline)
    const session = gate.church(await place())

    const outcomes = await session.transaction(
      (db) => Promise.allSettled([adding(db, 'A').execute(), fault.execute(db), adding(db, 'B').execute()]),
      () => false,
    )

    expect(outcomes).toMatchObject([
      { status: 'fulfilled' },
      { reason: { code: '22012' } },
      { reason: { code: '22012' } },
    ])
    expect(await namesIn(session.db)).toEqual([])
    await session.end()
  })

  it('commits its last statements with the rest, and tells their rows only then', async () => {
    const { gate } = gateWith(pipeline)
    const session = gate.church(await place())
    const told: unknown[] = []

    await session.transaction(
      (db) => adding(db, 'A').execute(),
      always,
      (db) => [{ query: adding(db, 'B').returning('name').compile(), answered: (rows) => told.push(...rows) }],
    )

    expect(told).toEqual([{ name: 'B' }])
    expect(await namesIn(session.db)).toEqual(['A', 'B'])
    await session.end()
  })

  it('keeps nothing when one of the last statements fails, says why, and goes on with the connection', async () => {
    const { pool, gate } = gateWith(pipeline)
    const session = gate.church(await place())
    const told: unknown[] = []
    const answered = (rows: readonly unknown[]): void => void told.push(...rows)

    const attempt = session.transaction(
      (db) => adding(db, 'A').execute(),
      always,
      (db) => [
        { query: adding(db, 'B').returning('name').compile(), answered },
        { query: fault.compile(db) },
        { query: adding(db, 'C').returning('name').compile(), answered },
      ],
    )

    await expect(attempt).rejects.toMatchObject({ code: '22012' })
    expect(told).toEqual([])
    expect(await namesIn(session.db)).toEqual([])
    expect(pool.totalCount).toBe(1)
    await session.end()
  })

  it('does not word its last statements for an outcome that is not kept', async () => {
    const { gate } = gateWith(pipeline)
    const session = gate.church(await place())

    await session.transaction(
      (db) => adding(db, 'A').execute(),
      () => false,
      () => {
        throw new Error('it was asked')
      },
    )

    expect(await namesIn(session.db)).toEqual([])
    await session.end()
  })

  it('writes nothing behind an opening that failed, and gives the connection to nobody', async () => {
    const { pool, gate } = gateWith(pipeline)
    const here = await place()
    const gone = gate.church({ cell: 'main', key: newPlaceKey() })
    const table = sql.table(`c_${here.key}.household`)

    const attempt = gone.transaction(
      (db) => Promise.all([adding(db, 'A').execute(), sql`delete from ${table}`.execute(db)]),
      always,
    )

    await expect(attempt).rejects.toMatchObject({ code: '22023' })
    const { rows } = await pool.query(`select current_setting('role') as role, current_setting('search_path') as path`)
    expect(rows).toEqual([{ role: 'none', path: '""' }])
    await gone.end()
  })
})
