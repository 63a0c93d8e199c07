import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { codeAs, codeOf, connectAsGateway } from '../../testing/as-role.js'
import { asLogin } from '../../testing/worker-database.js'
import { createWorld } from '../../testing/world.js'
import { freezeChurch, thawChurch } from './freeze-church.js'
import { namesOf } from './place.js'
import { controlLogin, gatewayLogin } from './set-up-database.js'

// Two cells on one PostgreSQL server, which they share their roles with: it is the server that refuses.

const world = await createWorld()
const { ownerUrl, westUrl, owner } = world.database
const main = await connectAsGateway(ownerUrl, 'main')
const west = await connectAsGateway(westUrl, 'west')
afterAll(() => Promise.all([main.end(), west.end()]))

const always = async (): Promise<boolean> => true

/** PostgreSQL's code for an attempt to sign in to a database; null when it works. */
async function codeOfEntering(url: string, login: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: asLogin(url, login) })
  const code = await codeOf(client.connect())
  if (code === null) await client.end()
  return code
}

describe('cells on one server', () => {
  it('have gateways that may not enter the other’s database', async () => {
    expect(await codeOfEntering(westUrl, gatewayLogin('main'))).toBe('42501')
    expect(await codeOfEntering(ownerUrl, gatewayLogin('west'))).toBe('42501')
    expect(await codeOfEntering(westUrl, controlLogin)).toBe('42501')
  })

  it('have gateways that may not become the other’s churches', async () => {
    const here = await world.church({ cell: 'main' })
    const there = await world.church({ cell: 'west' })

    const codes = [
      await codeOf(west.query(`set role "${namesOf(here.church.placeKey).role}"`)),
      await codeOf(main.query(`set role "${namesOf(there.church.placeKey).role}"`)),
    ]

    expect(codes).toEqual(['42501', '42501'])
  })

  it('know nothing of the other’s churches', async () => {
    const here = await world.church({ cell: 'main' })
    const there = await world.church({ cell: 'west' })

    const code = await codeAs(
      west,
      there.church.placeKey,
      `select * from "${namesOf(here.church.placeKey).schema}".member`,
    )

    expect(code).toBe('42P01')
  })
})

describe('a frozen church', () => {
  const writes = (table: string) => [
    `insert into ${table} default values`,
    `delete from ${table}`,
    `truncate ${table}`,
    `lock table ${table} in row exclusive mode`,
  ]
  const rightsOf = async (schema: string): Promise<unknown> => {
    const { rows } = await owner.query(
      `select relname, array(select acl::text from unnest(relacl) acl order by 1) as rights,
         array(select attname || ' ' || attacl::text from pg_attribute
               where attrelid = pg_class.oid and cardinality(attacl) > 0 order by 1) as columns
       from pg_class where relnamespace = $1::regnamespace order by 1`,
      [schema],
    )
    return rows
  }
  const tablesOf = async (schema: string): Promise<readonly string[]> => {
    const { rows } = await owner.query<{ name: string }>(
      `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind = 'r'`,
      [schema],
    )
    return rows.map(({ name }) => name)
  }

  it('may be read by itself and written by nobody, table by table, until exactly its rights are given back', async () => {
    const { church } = await world.church()
    const place = { cell: 'main', key: church.placeKey }
    const { schema } = namesOf(place.key)
    const before = await rightsOf(schema)

    await freezeChurch(owner, place, always)
    await freezeChurch(owner, place, always)
    const codes: (string | null)[] = []
    for (const table of await tablesOf(schema)) {
      expect(await codeAs(main, place.key, `select * from "${table}"`)).toBeNull()
      for (const write of writes(`"${table}"`)) codes.push(await codeAs(main, place.key, write))
    }
    const expiry = await codeAs(main, place.key, 'update notification set expires_at = now()')
    await thawChurch(owner, place, always)
    await thawChurch(owner, place, always)

    expect(codes.length).toBeGreaterThan(50)
    expect(new Set([...codes, expiry])).toEqual(new Set(['42501']))
    expect(await rightsOf(schema)).toEqual(before)
  })

  it('has let those come to their end who were writing', async () => {
    const church = await world.church()
    const place = { cell: 'main', key: church.church.placeKey }
    const begun = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const writing = church.write(async (db) => {
      await db.insertInto('counter').values({ name: 'late', value: '1' }).execute()
      begun.resolve()
      await goOn.promise
    })
    await begun.promise

    const freezing = freezeChurch(owner, place, always)
    const isFrozen = await Promise.race([freezing, waitsForLock()])
    goOn.resolve()
    await writing
    await freezing

    expect(isFrozen).toBe('WAITING')
    expect(await codeAs(main, place.key, `insert into counter (name, value) values ('later', 1)`)).toBe('42501')
  })
})

/** Resolves when somebody waits for a lock on a table. */
async function waitsForLock(): Promise<'WAITING'> {
  for (;;) {
    const { rows } = await owner.query(`select from pg_locks where not granted and locktype = 'relation'`)
    if (rows.length > 0) return 'WAITING'
  }
}
