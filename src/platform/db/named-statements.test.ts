import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { startPgBouncer } from '../../testing/pgbouncer.js'
import { createWorld } from '../../testing/world.js'
import { createLog } from '../log.js'
import { createGate } from '../tenancy/gate.js'
import { namesOf } from '../tenancy/place.js'
import { gatewayLogin } from '../tenancy/set-up-database.js'
import { NamedStatements, namedStatementsOf, statementOf } from './named-statements.js'
import { createPool } from './pool.js'

const world = await createWorld()
const direct = new URL(world.database.ownerUrl)
direct.username = gatewayLogin('main')

const closing: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closing.toReversed()) await close()
})

function gateAt(url: string, max: number) {
  const pool = createPool({ url, max, log: createLog('silent'), pipeline: true, prepares: true })
  closing.push(() => pool.end())
  return { pool, gate: createGate({ longReads: new Map(), cells: new Map([['main', pool]]), control: pool }) }
}

type Place = { readonly cell: string; readonly key: string }

async function lastNames({ gate }: ReturnType<typeof gateAt>, place: Place): Promise<readonly string[]> {
  const session = gate.church(place)
  try {
    const asked = () => session.db.selectFrom('member').select('last_name').execute()
    return (await Promise.all([asked(), asked()])).flat().map(({ last_name: name }) => name)
  } finally {
    await session.end()
  }
}

async function twoChurches(): Promise<readonly (Place & { readonly name: string })[]> {
  const churches = [await world.church(), await world.church()]
  for (const church of churches) await church.member({ lastName: church.church.subdomain })
  return churches.map(({ church }) => ({ cell: 'main', key: church.placeKey, name: church.subdomain }))
}

/** The wrong answers of a hundred and twenty rounds, the churches in turn. */
async function wrongRounds(gate: ReturnType<typeof gateAt>): Promise<readonly unknown[]> {
  const places = await twoChurches()
  const wrong: unknown[] = []
  for (let round = 0; round < 120; round += 1) {
    const place = places[round % 2]
    const names = place ? await lastNames(gate, place) : []
    if (names.length !== 2 || names.some((name) => name !== place?.name)) wrong.push([round, names])
  }
  return wrong
}

describe('statements that come often', () => {
  it('are kept by the connections for each church by itself, and answer with its own rows', async () => {
    const { pool, gate } = gateAt(direct.href, 1)

    expect(await wrongRounds({ pool, gate })).toEqual([])

    const loan = await pool.lend('nowhere')
    const { rows } = await loan.client.query<{ statement: string }>('select statement from pg_prepared_statements')
    pool.giveBack(loan)
    const text = 'select "last_name" from "member"'
    expect(rows.map(({ statement }) => statement)).toEqual([text, text])
  })

  it('answer rightly behind a pooler that cannot keep them, which is found out by the first failure', async () => {
    const bouncer = await startPgBouncer({
      ...{ host: direct.hostname, port: Number(direct.port), database: direct.pathname.slice(1), poolSize: 1 },
    })
    closing.push(() => bouncer.stop())
    const { pool, gate } = gateAt(`postgres://${direct.username}@${bouncer.host}:${bouncer.port}${direct.pathname}`, 3)
    const places = await twoChurches()

    const answers = await Promise.all(
      Array.from({ length: 90 }, async (_, round) => {
        const place = places[round % 2]
        return place ? (await lastNames({ pool, gate }, place)).every((name) => name === place.name) : false
      }),
    )

    expect(answers.every(Boolean)).toBe(true)
  })

  it('answer rightly once a column has another type', async () => {
    const [place] = await twoChurches()
    if (!place) throw new Error('There is no church.')
    const opened = gateAt(direct.href, 1)
    for (let round = 0; round < 30; round += 1) await lastNames(opened, place)
    const { schema } = namesOf(place.key)
    await world.database.owner.query(`alter table ${schema}.member rename column last_name to old_name;
      alter table ${schema}.member add column last_name varchar(40); update ${schema}.member set last_name = old_name;`)

    expect(await lastNames(opened, place)).toEqual([place.name, place.name])
    expect(namedStatementsOf(opened.pool)?.nameOf('select "last_name" from "member"')).toBeUndefined()
  })

  it('fail in a transaction that writes as they would without a name', async () => {
    const [place] = await twoChurches()
    if (!place) throw new Error('There is no church.')
    const { gate } = gateAt(direct.href, 1)
    const write = () =>
      gate.church(place).transaction(
        (db) => sql`insert into counter (name, value) values ('member', 1)`.execute(db),
        () => true,
      )

    const outcomes = await Promise.allSettled(Array.from({ length: 25 }, write))

    expect(outcomes.every((one) => one.status === 'rejected' && Reflect.get(one.reason, 'code') === '23505')).toBe(true)
  })
})

describe('names', () => {
  it('are given to eighty statements at most, and to none that looks for patterns', () => {
    const named = new NamedStatements()
    const seen = (text: string) => Array.from({ length: 25 }, () => named.nameOf(text)).at(-1)

    const names = Array.from({ length: 90 }, (_, at) => seen(`select ${at}`))

    expect(names.filter((name) => name !== undefined)).toHaveLength(80)
    expect(seen('select 1 where a like $1')).toBeUndefined()
  })
})

describe('a list of one', () => {
  const named = new NamedStatements()
  const nameOf = (statement: string) => named.nameOf(statement)
  const text = 'select 1 where id = any($1::uuid[]) and name = any($2::text[]) and place = $3'

  it('is asked for as for one', () => {
    expect(statementOf(text, [['a'], ['b', 'c'], 'd'], nameOf)).toEqual({
      text: 'select 1 where id = $1::uuid and name = any($2::text[]) and place = $3',
      values: ['a', ['b', 'c'], 'd'],
    })
  })

  it('stays a list where it is used in another way, or where statements have no names', () => {
    const held = 'select 1 where $1::uuid[] && held and id <> all($1::uuid[])'

    expect(statementOf(held, [['a']], nameOf)).toEqual({ text: held, values: [['a']] })
    expect(statementOf(text, [['a'], ['b'], 'd'], null)).toEqual({ text, values: [['a'], ['b'], 'd'] })
  })
})
