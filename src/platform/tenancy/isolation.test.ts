import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeAs, codeOf, connectAsGateway } from '../../testing/as-role.js'
import { createWorld } from '../../testing/world.js'
import { migrateSchema } from './migrate-schema.js'
import { readMigrations } from './migrations.js'
import { namesOf } from './place.js'
import { schemaOwner } from './set-up-database.js'

// Everything here speaks to PostgreSQL directly, under the login that the server uses: it is the database that refuses.

const world = await createWorld()
const { database } = world
const cells = {
  main: { owner: database.owner, ownerUrl: database.ownerUrl, shared: ['control', 'outbox', 'cell'] },
  west: { owner: database.west, ownerUrl: database.westUrl, shared: ['outbox', 'cell'] },
} as const

const permissionDenied = '42501'

/** Every statement somebody could try on a table of another church. */
const attacks = (table: string): Readonly<Record<string, string>> => ({
  select: `select * from ${table}`,
  count: `select count(*) from ${table}`,
  insert: `insert into ${table} default values`,
  update: `update ${table} set created_at = now()`,
  delete: `delete from ${table}`,
  truncate: `truncate ${table}`,
  lock: `lock table ${table}`,
  copy: `copy ${table} to stdout`,
})

describe.each(['main', 'west'] as const)('in the cell %s', (cell) => {
  const { owner, ownerUrl, shared } = cells[cell]
  let gateway: pg.Client
  beforeAll(async () => {
    gateway = await connectAsGateway(ownerUrl, cell)
  })
  afterAll(() => gateway.end())

  /** The tables and sequences of a schema, as the catalogue has them now: a new one is attacked without being listed. */
  async function relationsOf(schema: string): Promise<readonly { name: string; kind: string }[]> {
    const { rows } = await owner.query<{ name: string; kind: string }>(
      `select relname as name, relkind::text as kind from pg_class
     where relnamespace = $1::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S') order by 1`,
      [`"${schema}"`],
    )
    return rows
  }

  /** How each relation of a schema answers each attack by the church with this key. */
  async function attackAll(key: string, schema: string): Promise<Record<string, string | null>> {
    const answers: Record<string, string | null> = {}
    for (const { name, kind } of await relationsOf(schema)) {
      const relation = `"${schema}"."${name}"`
      const statements = kind === 'S' ? { nextval: `select nextval('${relation}')` } : attacks(relation)
      for (const [attack, statement] of Object.entries(statements)) {
        answers[`${attack} ${name}`] = await codeAs(gateway, key, statement)
      }
    }
    return answers
  }

  describe('another church', () => {
    it('is refused every statement on every table there is', async () => {
      const attacked = await world.church({ cell })
      const attacker = await world.church({ cell })

      const answers = await attackAll(attacker.church.placeKey, namesOf(attacked.church.placeKey).schema)

      expect(Object.keys(answers).length).toBeGreaterThan(100)
      expect(Object.entries(answers).filter(([, code]) => code !== permissionDenied)).toEqual([])
    })

    it('is refused a table that a later migration adds, which its own church may use', async () => {
      const own = await world.church({ cell })
      const other = await world.church({ cell })
      const added = {
        version: 999,
        name: 'planted',
        checksum: 'planted',
        sql: 'create table planted (id uuid, created_at timestamptz)',
      }
      const migrations = [...(await readMigrations('church')), added]
      const client = new pg.Client({ connectionString: ownerUrl })
      await client.connect()
      for (const { church } of [own, other]) {
        const { schema, role } = namesOf(church.placeKey)
        await migrateSchema(client, { schema, owner: schemaOwner, churchRole: role }, migrations)
      }
      await client.end()

      const answers = await attackAll(other.church.placeKey, namesOf(own.church.placeKey).schema)

      expect(answers).toMatchObject({ 'select planted': permissionDenied, 'insert planted': permissionDenied })
      expect(await codeAs(gateway, own.church.placeKey, 'insert into planted default values')).toBeNull()
    })

    it('is refused through a statement that the first church has prepared', async () => {
      const first = await world.church({ cell })
      const second = await world.church({ cell })
      const { schema } = namesOf(first.church.placeKey)
      const prepared = { name: `all-members-${schema}`, text: `select * from "${schema}".member` }

      const asFirst = await codeAs(gateway, first.church.placeKey, prepared)
      const asSecond = await codeAs(gateway, second.church.placeKey, prepared)

      expect([asFirst, asSecond]).toEqual([null, permissionDenied])
    })

    it('is refused the control tables and the messages of the outbox', async () => {
      const { church } = await world.church({ cell })

      const answers: Record<string, string | null> = {}
      for (const schema of shared) Object.assign(answers, await attackAll(church.placeKey, schema))

      expect(Object.keys(answers).length).toBeGreaterThan(20)
      expect(Object.entries(answers).filter(([, code]) => code !== permissionDenied)).toEqual([])
    })

    it('cannot put a message into the outbox in the name of another', async () => {
      const { church } = await world.church({ cell })
      await gateway.query(`begin; set local role "${namesOf(church.placeKey).role}"`)

      const { rows } = await gateway.query<{ church: string }>(`select church from outbox.put('notification', '{}')`)
      await gateway.query('rollback')

      expect(rows).toEqual([{ church: church.placeKey }])
    })
  })

  describe('nobody', () => {
    it('reads a church without having become it', async () => {
      const { church } = await world.church({ cell })
      const { schema } = namesOf(church.placeKey)

      const answers: (string | null)[] = []
      for (const attack of Object.values(attacks(`"${schema}".member`))) {
        await gateway.query('begin')
        answers.push(await codeOf(gateway.query(attack)))
        await gateway.query('rollback')
      }

      expect(new Set(answers)).toEqual(new Set([permissionDenied]))
    })

    it('finds a table by its bare name without a path', async () => {
      expect(await codeOf(gateway.query('select * from member'))).toBe('42P01')
    })

    it('puts a message into the outbox without being a church', async () => {
      expect(await codeOf(gateway.query(`select outbox.put('notification', '{}')`))).toBe(permissionDenied)
    })

    it('creates anything, anywhere, under the gateway or as a church', async () => {
      const { church } = await world.church({ cell })
      const { schema } = namesOf(church.placeKey)

      const attempts = [
        `create table "${schema}".mine (id int)`,
        'create table public.mine (id int)',
        'create schema mine',
        'create role mine',
        'create temp table mine (id int)',
      ]
      const asGateway: (string | null)[] = []
      for (const attempt of attempts) asGateway.push(await codeOf(gateway.query(attempt)))
      const asChurch: (string | null)[] = []
      for (const attempt of attempts) asChurch.push(await codeAs(gateway, church.placeKey, attempt))

      expect(new Set([...asGateway, ...asChurch])).toEqual(new Set([permissionDenied]))
    })
  })

  describe('a church', () => {
    it('may use each of its own tables', async () => {
      const { church } = await world.church({ cell })

      const tables = (await relationsOf(namesOf(church.placeKey).schema)).filter(({ kind }) => kind === 'r')
      const codes: (string | null)[] = []
      for (const { name } of tables) codes.push(await codeAs(gateway, church.placeKey, `select * from "${name}"`))

      expect(new Set(codes)).toEqual(new Set([null]))
    })

    it('cannot change or remove what was told, nor rewrite its own history of migrations', async () => {
      const { church } = await world.church({ cell })
      const attempts = [
        'update notification set title = $$x$$',
        'delete from notification',
        'delete from _meta',
        'update _meta set version = 0',
        'truncate notification',
        'update audit_log set action = $$x.y$$',
        'delete from audit_log',
        'truncate audit_log',
      ]

      const codes: (string | null)[] = []
      for (const attempt of attempts) codes.push(await codeAs(gateway, church.placeKey, attempt))

      expect(new Set(codes)).toEqual(new Set([permissionDenied]))
    })
  })

  describe('the catalogue of rights', () => {
    it('grants nothing in a church to anybody but that church', async () => {
      const { rows } = await owner.query(`
      select n.nspname, c.relname, grantee.rolname
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      cross join lateral aclexplode(c.relacl) as right_given
      left join pg_roles grantee on grantee.oid = right_given.grantee
      where n.nspname ~ '^c_' and coalesce(grantee.rolname, 'PUBLIC') not in ('ch_owner', 'r_' || substr(n.nspname, 3))
      union all
      select n.nspname, null, grantee.rolname
      from pg_namespace n cross join lateral aclexplode(n.nspacl) as right_given
      left join pg_roles grantee on grantee.oid = right_given.grantee
      where n.nspname ~ '^c_' and coalesce(grantee.rolname, 'PUBLIC') not in ('ch_owner', 'r_' || substr(n.nspname, 3))`)

      expect(rows).toEqual([])
    })

    it('keeps the logins of the server without any power of their own', async () => {
      const { rows } = await owner.query(`
      select rolname, rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb, rolreplication from pg_roles
      where rolname in ('gw_${cell}', 'control_login') order by 1`)

      const powerless = {
        rolsuper: false,
        rolbypassrls: false,
        rolinherit: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
      }
      expect(rows).toEqual([
        { rolname: 'control_login', ...powerless },
        { rolname: `gw_${cell}`, ...powerless },
      ])
    })

    it('lets the gateway become churches and the relay, and nobody else', async () => {
      const { rows } = await owner.query<{ name: string }>(`
      select r.rolname as name from pg_auth_members m join pg_roles r on r.oid = m.roleid
      where m.member = 'gw_${cell}'::regrole and r.rolname !~ '^r_[a-z2-7]{16}$'`)

      expect(rows).toEqual([{ name: 'outbox_relay' }])
    })

    it('lets no church become another role', async () => {
      const { rows } = await owner.query(`select 1 from pg_auth_members where member::regrole::text ~ '^r_'`)

      expect(rows).toEqual([])
    })
  })
})
