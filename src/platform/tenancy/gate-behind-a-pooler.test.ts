import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { startPgBouncer } from '../../testing/pgbouncer.js'
import { createWorld } from '../../testing/world.js'
import { createPool } from '../db/pool.js'
import { createLog } from '../log.js'
import { createGate } from './gate.js'
import { namesOf, newPlaceKey } from './place.js'
import { gatewayLogin } from './set-up-database.js'

// The worst case for leaks: PgBouncer in transaction mode with one server connection, which all churches share in turn.

const world = await createWorld()
const direct = new URL(world.database.ownerUrl)
const bouncer = await startPgBouncer({
  host: direct.hostname,
  port: Number(direct.port),
  database: direct.pathname.slice(1),
  poolSize: 1,
})
const url = `postgres://${gatewayLogin('main')}@${bouncer.host}:${bouncer.port}${direct.pathname}`
const pool = createPool({ url, max: 8, log: createLog('silent'), pipeline: true })
const gate = createGate({ cells: new Map([['main', pool]]), longReads: new Map(), control: pool })
afterAll(async () => {
  await pool.end()
  await bouncer.stop()
})

describe('the gate behind a transaction pooler', () => {
  it('serves two churches in turn a thousand times without a wrong row', async () => {
    const churches = [await world.church(), await world.church()]
    for (const church of churches) await church.member({ lastName: church.church.subdomain })

    const round = async (number: number): Promise<boolean> => {
      const { church } = churches[number % 2] ?? { church: null }
      if (!church) return false
      const session = gate.church({ cell: 'main', key: church.placeKey })
      const members = () => session.db.selectFrom('member').select('last_name').execute()
      // Sent at once; now and then with one that fails between them.
      const failing = number % 5 === 0 ? sql`select 1 / 0`.execute(session.db) : null
      const [, ...answers] = await Promise.all([failing?.catch(() => undefined), members(), members(), members()])
      await session.end()
      const rows = answers.every(({ length }) => length === 1) ? answers.flat() : []
      return rows.length > 0 && rows.every((row) => row.last_name === church.subdomain)
    }
    const wrong: number[] = []
    for (let number = 0; number < 1000; number += 8) {
      const outcomes = await Promise.all(Array.from({ length: 8 }, (_, at) => round(number + at)))
      wrong.push(...outcomes.flatMap((isRight, at) => (isRight ? [] : [number + at])))
    }

    expect(wrong).toEqual([])
  })

  it('writes for two churches in turn what was meant for each, and nothing of what failed', async () => {
    const churches = [await world.church(), await world.church()]
    const write = async (number: number): Promise<void> => {
      const { church } = churches[number % 2] ?? churches[0] ?? (await world.church())
      const session = gate.church({ cell: 'main', key: church.placeKey })
      const adding = (db: typeof session.db, part: string) =>
        db.insertInto('household').values({
          id: sql`gen_random_uuid()`,
          name: `${church.subdomain} ${number} ${part}`,
        })
      await session.db.selectFrom('household').select('name').execute()
      await session
        .transaction(
          (db) => Promise.all([adding(db, 'a').execute(), adding(db, 'b').execute()]),
          () => true,
          (db) => [{ query: number % 5 === 0 ? sql`select 1 / 0`.compile(db) : adding(db, 'c').compile() }],
        )
        .catch(() => undefined)
      await session.end()
    }

    for (let number = 0; number < 400; number += 8) {
      await Promise.all(Array.from({ length: 8 }, (_, at) => write(number + at)))
    }

    for (const [at, one] of churches.entries()) {
      const names = await one.write((db) => db.selectFrom('household').select('name').execute())
      const meant = Array.from({ length: 400 }, (_, number) => number)
        .filter((number) => number % 2 === at && number % 5 !== 0)
        .flatMap((number) => ['a', 'b', 'c'].map((part) => `${one.church.subdomain} ${number} ${part}`))
      expect(names.map(({ name }) => name).toSorted()).toEqual(meant.toSorted())
    }
  })

  it('runs nothing behind the role of a church that is gone, and spoils no connection', async () => {
    const alive = { cell: 'main', key: (await world.church()).church.placeKey }
    const roles = async (place: typeof alive): Promise<number> => {
      const session = gate.church(place)
      const read = () => session.db.selectFrom('role').select('key').execute()
      try {
        return (await Promise.all([read(), read(), read()])).flat().length
      } finally {
        await session.end()
      }
    }

    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, at) => roles(at % 2 ? alive : { cell: 'main', key: newPlaceKey() })),
    )

    const told = outcomes.map((one): unknown =>
      one.status === 'rejected' ? Reflect.get(one.reason, 'code') : one.value,
    )
    expect(told).toEqual(Array.from({ length: 60 }, (_, at) => (at % 2 ? 18 : '22023')))
  })

  it('would leak with a path set for the session: the proof that these tests can see a leak', async () => {
    const [first, second] = [await world.church(), await world.church()]
    await first.member({ lastName: 'Secret' })
    const connect = async (): Promise<pg.Client> => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      return client
    }
    const [one, two] = [await connect(), await connect()]
    const enter = ({ role, schema }: ReturnType<typeof namesOf>) => `set role "${role}"; set search_path to "${schema}"`

    await two.query(enter(namesOf(second.church.placeKey)))
    await one.query(enter(namesOf(first.church.placeKey)))
    const { rows } = await two.query('select last_name from member')
    await one.query('reset role; reset search_path')
    await Promise.all([one.end(), two.end()])

    expect(rows).toEqual([{ last_name: 'Secret' }])
  })
})
