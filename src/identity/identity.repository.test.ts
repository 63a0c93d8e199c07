import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { controlLogin } from '../platform/tenancy/set-up-database.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { asLogin } from '../testing/worker-database.js'
import { createWorld } from '../testing/world.js'
import { addUser, findUser, findUserByEmail } from './identity.repository.js'
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
  const tables = ['user_account', 'refresh_session', 'password_history', 'second_factor', 'recovery_code']
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
    ['change the catalogue', 'update control.church set status = status'],
    [
      'choose features',
      'insert into control.church_feature (church_id, feature, enabled) select id, $$x$$, true from control.church',
    ],
    ['read the logins', 'select * from cell.login'],
  ])('may not %s, even of a church it named', async (_case, statement) => {
    await client.query(`begin; set local faithflow.church to '${church.church.id}'`)

    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
    await client.query('rollback')
  })
})
