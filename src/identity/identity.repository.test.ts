import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { controlLogin } from '../platform/tenancy/set-up-database.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { asLogin } from '../testing/worker-database.js'
import { createWorld } from '../testing/world.js'
import { findUser, findUserByEmail } from './identity.repository.js'
import { addUser } from './new-users.repository.js'
import { beginSession } from './sessions.repository.js'

const world = await createWorld()

let church: ChurchWorld
let person: Person
let neighbour: Person
beforeAll(async () => {
  church = await world.church()
  person = await church.person(null)
  neighbour = await (await world.church()).person(null)
})

const control = () => world.database.gate.control(church.church.id)

describe('accounts', () => {
  it('of the own church are found', async () => {
    await control().read(async (db) => {
      expect(await findUser(db, person.userId)).toMatchObject({ email: person.email, status: 'ACTIVE', authEpoch: 1 })
      expect(await findUserByEmail(db, person.email)).toMatchObject({ id: person.userId })
    })
  })

  it('of another church do not exist', async () => {
    await control().read(async (db) => {
      expect(await findUser(db, neighbour.userId)).toBeNull()
      expect(await findUserByEmail(db, neighbour.email)).toBeNull()
      const everybody = await db.selectFrom('user_account').select('id').execute()
      expect(everybody).toEqual([{ id: person.userId }])
    })
  })

  it('of another church cannot be changed', async () => {
    const changed = await control().write((db) =>
      db.updateTable('user_account').set({ status: 'DISABLED' }).where('id', '=', neighbour.userId).executeTakeFirst(),
    )

    expect(changed.numUpdatedRows).toBe(0n)
  })

  it('cannot be made for another church', async () => {
    const id = crypto.randomUUID()
    const user = { id, churchId: crypto.randomUUID(), email: 'x@example.org', name: 'X', passwordHash: 'none' }

    await expect(control().write((db) => addUser(db, user))).rejects.toMatchObject({ code: '42501' })
  })

  it('have an address that is nobody else’s in this church', async () => {
    const user = { id: crypto.randomUUID(), churchId: church.church.id, email: person.email, name: 'X' }

    const attempt = control().write((db) => addUser(db, { ...user, passwordHash: 'none' }))

    await expect(attempt).rejects.toMatchObject({ constraint: 'user_account_church_id_email_key' })
  })
})

describe('sessions', () => {
  it('cannot be begun in another church', async () => {
    const times = { expiresAt: '2031-01-01T00:00:00Z', familyExpiresAt: '2031-01-01T00:00:00Z' }
    const session = {
      ...{ id: crypto.randomUUID(), userId: person.userId, familyId: crypto.randomUUID(), ip: null, userAgent: null },
      ...{ ...times, churchId: crypto.randomUUID(), parentId: null, tokenHash: Buffer.from('x') },
    }

    const attempt = control().write((db) => beginSession(db, session, '2030-01-01T00:00:00Z'))

    await expect(attempt).rejects.toMatchObject({ code: '42501' })
  })
})

// Around the application: what PostgreSQL itself says to the login that the server uses.
describe('the control login without a church', () => {
  const tables = ['user_account', 'refresh_session', 'password_history', 'second_factor', 'recovery_code', 'domain']
  let client: pg.Client
  beforeAll(async () => {
    client = new pg.Client({ connectionString: asLogin(world.database.ownerUrl, controlLogin) })
    await client.connect()
  })
  afterAll(() => client.end())

  it('gets an error and no rows on a new connection', async () => {
    for (const table of tables) {
      await expect(client.query(`select * from control.${table}`)).rejects.toMatchObject({ code: '42704' })
    }
  })

  it('gets an error and no rows on a connection that served a church before', async () => {
    await client.query(`begin; set local faithflow.church to '${church.church.id}'`)
    const { rowCount } = await client.query('select * from control.user_account')
    await client.query('commit')

    expect(rowCount).toBe(1)
    for (const table of tables) {
      await expect(client.query(`select * from control.${table}`)).rejects.toMatchObject({ code: '22P02' })
    }
  })

  it.each([
    ['delete accounts', 'delete from control.user_account'],
    ['delete sessions', 'delete from control.refresh_session'],
    ['change the state of a church', 'update control.church set status = status'],
    ['change a plan', `update control.church set plan = 'ENTERPRISE'`],
    ['change a subdomain around the rules', `update control.church set subdomain = 'mine'`],
    [
      'add a church',
      `insert into control.church (id, schema_name, cell) values (gen_random_uuid(), 'c_aaaaaaaaaaaaaaaa', 'x')`,
    ],
    ['delete a church', 'delete from control.church'],
    [
      'choose features of all churches',
      `insert into control.church_feature (church_id, feature, enabled) select id, 'pledges', true from control.church`,
    ],
    [
      'add a domain that counts as proved',
      `insert into control.domain (id, church_id, host, kind, verified_at)
         select gen_random_uuid(), current_setting('faithflow.church')::uuid, 'mine.org', 'CUSTOM', now()`,
    ],
    [
      'add a host of the platform',
      `insert into control.domain (id, church_id, host, kind)
         select gen_random_uuid(), current_setting('faithflow.church')::uuid, 'mine', 'PLATFORM'`,
    ],
    [
      'add a domain to another church',
      `insert into control.domain (id, church_id, host, kind) select gen_random_uuid(), id, 'mine.org', 'CUSTOM'
         from control.church where id <> current_setting('faithflow.church')::uuid limit 1`,
    ],
    ['read the logins', 'select * from cell.login'],
  ])('may not %s, even of a church it named', async (_case, statement) => {
    await client.query(`begin; set local faithflow.church to '${church.church.id}'`)

    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
    await client.query('rollback')
  })

  it('changes no row of another church, whatever it names', async () => {
    const other = await world.church()
    await client.query(`begin; set local faithflow.church to '${church.church.id}'`)
    const touched = []
    for (const statement of [
      `update control.church set name = 'Mine' where id <> '${church.church.id}'`,
      `update control.church_feature set enabled = false where church_id <> '${church.church.id}'`,
      `delete from control.church_feature where church_id <> '${church.church.id}'`,
      `update control.domain set verified_at = now() where church_id = '${other.church.id}'`,
      `delete from control.domain where church_id = '${other.church.id}' or kind = 'PLATFORM'`,
      `select * from control.domain where church_id = '${other.church.id}'`,
    ]) {
      touched.push((await client.query(statement)).rowCount)
    }
    await client.query('rollback')

    expect(touched).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('changes nothing of a church that is closed', async () => {
    const closed = await world.church()
    await world.database.owner.query(`update control.church set status = 'SUSPENDED' where id = $1`, [closed.church.id])
    await client.query(`begin; set local faithflow.church to '${closed.church.id}'`)

    const { rowCount } = await client.query(`update control.church set name = 'Still here'`)
    const { rows } = await client.query<{ outcome: string }>(`select control.rename_church('still-here') as outcome`)
    await client.query('rollback')

    expect([rowCount, rows]).toEqual([0, [{ outcome: 'UNKNOWN' }]])
  })
})
