import { sql } from 'kysely'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { asLogin } from '../../testing/worker-database.js'
import { createWorld } from '../../testing/world.js'
import { createLog } from '../log.js'
import { createGate } from '../tenancy/gate.js'
import { newPlaceKey } from '../tenancy/place.js'
import { createPool, type Pool } from './pool.js'
import { Session } from './session.js'

const world = await createWorld()
const { owner, ownerUrl } = world.database
const here = { cell: 'main', key: (await world.church()).church.placeKey }

// What is sent at once must behave as what takes turns does: the first is only faster.
describe.each([
  ['sent at once', true],
  ['in turns', false],
])('reads %s', (_case, pipeline) => {
  /** One connection to the cell, whose reads nobody else's follow. */
  async function onOneConnection<T>(
    work: (open: (key?: string) => Session<never>, pool: Pool) => Promise<T>,
  ): Promise<T> {
    const pool = createPool({ url: asLogin(ownerUrl, 'gw_main'), max: 1, log: createLog('silent'), pipeline })
    const gate = createGate({ cells: new Map([['main', pool]]), longReads: new Map(), control: pool })
    try {
      return await work((key = here.key) => gate.church({ cell: 'main', key }) as unknown as Session<never>, pool)
    } finally {
      await pool.end()
    }
  }

  const roles = async (session: Session<never>): Promise<number> =>
    (await sql`select key from role`.execute(session.db)).rows.length
  const codes = (outcomes: readonly PromiseSettledResult<unknown>[]): readonly unknown[] =>
    outcomes.map((one): unknown => (one.status === 'rejected' ? Reflect.get(one.reason, 'code') : one.value))

  it('fail alone: their neighbours before and behind are answered', () =>
    onOneConnection(async (open, pool) => {
      const session = open()

      const outcomes = await Promise.allSettled([
        roles(session),
        sql`select 1 / 0`.execute(session.db),
        roles(session),
        sql`select nonsense`.execute(session.db),
        roles(session),
      ])
      await session.end()

      expect(codes(outcomes)).toEqual([6, '22012', 6, '42703', 6])
      expect([pool.totalCount, pool.idleCount + pool.restingCount]).toEqual([1, 1])
    }))

  it('do not run at all behind a role that is missing', () =>
    onOneConnection(async (open) => {
      const listener = new pg.Client({ connectionString: ownerUrl })
      await listener.connect()
      const heard: (string | undefined)[] = []
      listener.on('notification', ({ payload }) => heard.push(payload))
      await listener.query('listen ran')
      const gone = open(newPlaceKey())
      const tell = () => sql`select pg_notify('ran', current_user)`.execute(gone.db)

      const outcomes = await Promise.allSettled([tell(), tell(), tell()])
      await gone.end()
      await owner.query(`select pg_notify('ran', 'afterwards')`)

      await expect.poll(() => heard).toEqual(['afterwards'])
      expect(codes(outcomes)).toEqual(['22023', '22023', '22023'])
      const alive = open()
      expect(await roles(alive)).toBe(6)
      await alive.end()
      await listener.end()
    }))

  it('are answered by the error of an opening that never began, not by rows from outside of it', () =>
    onOneConnection(async (_open, pool) => {
      const session = new Session<never>(pool, () => ({ place: 'x', opening: 'select 1 / 0; begin' }))
      const who = () => sql`select current_user`.execute(session.db)

      const outcomes = await Promise.allSettled([who(), who()])
      await session.end()

      expect(codes(outcomes)).toEqual(['22012', '22012'])
    }))

  it.each([
    ['cancelled', 'pg_cancel_backend', '57014'],
    ['terminated', 'pg_terminate_backend', '57P01'],
  ])('that are %s take no neighbour with them', (_name, end, code) =>
    onOneConnection(async (open, pool) => {
      const session = open()
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(session.db)
      const reads = [
        roles(session),
        sql`select pg_sleep(20)`.execute(session.db),
        roles(session),
        roles(session),
      ] as const
      const settled = Promise.allSettled(reads)
      await expect
        .poll(async () => {
          const asleep = `select from pg_stat_activity where pid = $1 and wait_event = 'PgSleep'`
          return (await owner.query(asleep, [rows[0]?.pid])).rowCount
        })
        .toBe(1)

      await owner.query(`select ${end}($1)`, [rows[0]?.pid])
      const outcomes = await settled
      await session.end()

      expect(codes(outcomes)).toEqual([6, code, 6, 6])
      expect(pool.idleCount + pool.restingCount).toBe(1)
      const next = open()
      expect(await roles(next)).toBe(6)
      await next.end()
    }),
  )

  it('are answered when the request ends meanwhile, and the connection is given back behind them', () =>
    onOneConnection(async (open, pool) => {
      const session = open()

      const reads = [roles(session), sql`select 1 / 0`.execute(session.db), roles(session)]
      const [ended, ...outcomes] = await Promise.allSettled([session.end(), ...reads])

      expect(ended?.status).toBe('fulfilled')
      expect(codes(outcomes)).toEqual([6, '22012', 6])
      expect([pool.totalCount, pool.idleCount + pool.restingCount]).toEqual([1, 1])
    }))

  it('asked for before a transaction come before it, and those asked for meanwhile behind it', () =>
    onOneConnection(async (open) => {
      const session = open()
      const households = async (): Promise<unknown> =>
        (await sql<{ count: string }>`select count(*) from household`.execute(session.db)).rows[0]?.count

      const before = households()
      const written = session.transaction(
        (db) => sql`insert into household (id, name) values (gen_random_uuid(), 'X')`.execute(db),
        () => true,
      )
      const behind = households()
      await written
      const [first, second] = await Promise.all([before, behind])
      await session.end()

      expect(Number(second) - Number(first)).toBe(1)
    }))

  it('of thirty requests, some of which fail, get through one connection', () =>
    onOneConnection(async (open) => {
      const request = async (index: number) => {
        const session = open(index % 10 === 9 ? newPlaceKey() : undefined)
        const failing = index % 3 === 0 ? [sql`select 1 / 0`.execute(session.db)] : []
        const outcomes = await Promise.allSettled([roles(session), ...failing, roles(session)])
        await session.end()
        return codes(outcomes)
      }

      const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => request(index)))

      for (const [index, answer] of answers.entries()) {
        if (index % 10 === 9) expect(new Set(answer)).toEqual(new Set(['22023']))
        else expect(answer).toEqual(index % 3 === 0 ? [6, '22012', 6] : [6, 6])
      }
    }))
})
