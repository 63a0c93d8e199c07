import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { asLogin } from '../../testing/worker-database.js'
import { createWorld } from '../../testing/world.js'
import { createLog } from '../log.js'
import { createGate } from '../tenancy/gate.js'
import { newPlaceKey } from '../tenancy/place.js'
import { createPool } from './pool.js'

const world = await createWorld()
const place = async () => ({ cell: 'main', key: (await world.church()).church.placeKey })

/** A gate over so few connections that a forgotten one shows. */
function narrowGate(max: number) {
  const url = asLogin(world.database.ownerUrl, 'gw_main')
  const pool = createPool({ url, max, log: createLog('silent'), pipeline: true })
  return { pool, gate: createGate({ cells: new Map([['main', pool]]), longReads: new Map(), control: pool }) }
}

const whoAndWhere = sql<{ role: string; path: string; inside: string | null }>`
  select current_setting('role') as role, current_setting('search_path') as path,
  pg_current_xact_id_if_assigned()::text as inside`

describe('reading', () => {
  it('is refused its writes by the database', async () => {
    const session = world.database.gate.church(await place())

    const write = session.db.deleteFrom('member').execute()

    await expect(write).rejects.toMatchObject({ code: '25006' })
    await session.end()
  })

  it('shows all reads of a request the same moment', async () => {
    const here = await place()
    const reader = world.database.gate.church(here)
    const writer = world.database.gate.church(here)
    const households = () => reader.db.selectFrom('household').select('name').execute()

    const before = await households()
    await writer.transaction(
      (db) => db.insertInto('household').values({ id: '01890000-0000-7000-8000-000000000001', name: 'Late' }).execute(),
      () => true,
    )
    const after = await households()

    expect([before, after]).toEqual([[], []])
    await reader.end()
  })

  it('goes on after a neighbour failed', async () => {
    const session = world.database.gate.church(await place())

    const [failed, fine] = await Promise.allSettled([
      sql`select 1 / 0`.execute(session.db),
      session.db.selectFrom('role').select('key').execute(),
    ])

    expect([failed.status, fine.status]).toEqual(['rejected', 'fulfilled'])
    await session.end()
  })

  it('takes no connection before the first read, one for all of them, and none after the end', async () => {
    const { pool, gate } = narrowGate(5)
    const session = gate.church(await place())

    const counts = [pool.totalCount]
    await Promise.all(Array.from({ length: 10 }, () => session.db.selectFrom('role').select('key').execute()))
    counts.push(pool.totalCount - pool.restingCount)
    await session.end()
    counts.push(pool.totalCount - pool.restingCount)

    expect(counts).toEqual([0, 1, 0])
    await pool.end()
  })

  it('is over when the request has ended', async () => {
    const session = world.database.gate.church(await place())
    await session.end()

    const late = session.db.selectFrom('role').select('key').execute()

    await expect(late).rejects.toThrow('after its request had ended')
  })
})

describe('writing', () => {
  it('undoes what was not kept, and what threw', async () => {
    const session = world.database.gate.church(await place())
    const add = (keeps: boolean) =>
      session.transaction(
        (db) => db.insertInto('household').values({ id: '01890000-0000-7000-8000-000000000002', name: 'X' }).execute(),
        () => keeps,
      )

    await add(false)
    const thrown = session.transaction(
      async (db) => {
        await db.insertInto('household').values({ id: '01890000-0000-7000-8000-000000000003', name: 'Y' }).execute()
        throw new Error('changed my mind')
      },
      () => true,
    )

    await expect(thrown).rejects.toThrow('changed my mind')
    expect(await session.db.selectFrom('household').select('name').execute()).toEqual([])
    await session.end()
  })

  it('does not take a commit for granted when a statement had failed and nobody said so', async () => {
    const session = world.database.gate.church(await place())

    const attempt = session.transaction(
      async (db) => {
        await sql`select 1 / 0`.execute(db).catch(() => undefined)
      },
      () => true,
    )

    await expect(attempt).rejects.toThrow('could not be committed')
    await session.end()
  })

  it('throws when the outer handle is used inside, instead of waiting for itself', async () => {
    const session = world.database.gate.church(await place())

    const attempt = session.transaction(
      () => session.db.selectFrom('role').select('key').execute(),
      () => true,
    )

    await expect(attempt).rejects.toThrow('stands outside the transaction')
    await session.end()
  })

  it('is waited for by those who read or write beside it', async () => {
    const { pool, gate } = narrowGate(1)
    const session = gate.church(await place())
    const [begun, over] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()]
    const roles = (db: typeof session.db) => db.selectFrom('role').select('key').execute()
    const keeps = () => true
    const first = session.transaction(async (db) => {
      await roles(db)
      begun.resolve(undefined)
      await over.promise
    }, keeps)
    await begun.promise

    const beside = Promise.all([roles(session.db), session.transaction(roles, keeps)])
    over.resolve(undefined)

    expect((await beside).map(({ length }) => length)).toEqual([6, 6])
    await first
    await session.end()
    await pool.end()
  })

  it('opens nothing for a request again that ended while it wrote', async () => {
    const { pool, gate } = narrowGate(1)
    const session = gate.church(await place())
    const written = session.transaction(
      (db) => db.selectFrom('role').select('key').execute(),
      () => true,
    )
    await Promise.all([written, session.end()])

    const late = session.db.selectFrom('role').select('key').execute()

    await expect(late).rejects.toThrow('after its request had ended')
    await pool.end()
  })

  it('never needs a second connection: thirty requests get through a pool of two', async () => {
    const { pool, gate } = narrowGate(2)
    const here = await place()

    const request = async () => {
      const session = gate.church(here)
      await session.db.selectFrom('role').select('key').execute()
      await session.transaction(
        (db) => db.selectFrom('role').select('key').execute(),
        () => true,
      )
      const roles = await session.db.selectFrom('role').select('key').execute()
      await session.end()
      return roles.length
    }
    const answers = await Promise.all(Array.from({ length: 30 }, request))

    expect(new Set(answers)).toEqual(new Set([6]))
    await pool.end()
  })
})

describe('a connection that comes back', () => {
  it.each([
    ['a failing statement', sql`select 1 / 0`],
    ['a timeout', sql`select pg_sleep(10)`],
  ])('carries no role, path or transaction after %s', async (_case, statement) => {
    const { pool, gate } = narrowGate(1)
    const session = gate.church(await place())
    await session
      .transaction(
        async (db) => {
          await sql`set local statement_timeout = '50ms'`.execute(db)
          await statement.execute(db)
        },
        () => true,
      )
      .catch(() => undefined)
    await session.end()

    const loan = await pool.lend('nowhere')
    const { rows } = await loan.client.query(whoAndWhere.compile(session.db).sql)
    pool.giveBack(loan)

    expect(rows).toEqual([{ role: 'none', path: '""', inside: null }])
    await pool.end()
  })

  it('is not poisoned by a church that is gone', async () => {
    const { pool, gate } = narrowGate(1)
    const gone = gate.church({ cell: 'main', key: newPlaceKey() })
    const alive = gate.church(await place())

    await expect(gone.db.selectFrom('role').select('key').execute()).rejects.toMatchObject({ code: '22023' })

    expect(await alive.db.selectFrom('role').select('key').execute()).toHaveLength(6)
    await alive.end()
    await pool.end()
  })

  it('survives a backend that was terminated in mid-request', async () => {
    const { pool, gate } = narrowGate(1)
    const session = gate.church(await place())
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(session.db)
    await world.database.owner.query('select pg_terminate_backend($1)', [rows[0]?.pid])

    await expect(session.db.selectFrom('role').select('key').execute()).rejects.toThrow()

    expect(await session.db.selectFrom('role').select('key').execute()).toHaveLength(6)
    await session.end()
    await pool.end()
  })
})
