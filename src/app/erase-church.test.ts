import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { beforeAll, describe, expect, it } from 'vitest'
import { dropChurch } from '../platform/tenancy/drop-church.js'
import { eventually } from '../testing/eventually.js'
import { demoChurches, faithflow, placeKeyOf } from '../testing/life-bed.js'
import type { OwnDatabase } from '../testing/own-database.js'
import { mainCell } from './main-cell.js'

/** How much there is of a church, place by place. */
async function leftOf({ owner }: OwnDatabase, church: { readonly id: string; readonly key: string }): Promise<unknown> {
  const { rows } = await owner.query(
    `select (select count(*)::int from pg_namespace where nspname = 'c_' || $1) as schemas,
       (select count(*)::int from pg_class where relnamespace = to_regnamespace('c_' || $1)) as relations,
       (select count(*)::int from pg_roles where rolname = 'r_' || $1) as roles,
       (select count(*)::int from outbox.message where church = $1) as messages,
       (select count(*)::int from jobs.job where church = $1) as jobs,
       (select count(*)::int from control.user_account where church_id = $2) as accounts,
       (select count(*)::int from control.refresh_session where church_id = $2) as sessions,
       (select count(*)::int from control.church_feature where church_id = $2) as features`,
    [church.key, church.id],
  )
  return rows[0]
}

const nothing = { schemas: 0, relations: 0, roles: 0, messages: 0, jobs: 0, accounts: 0, sessions: 0, features: 0 }

/** Gives the church what the demo does not: a waiting message, a session, a feature. */
async function plant({ owner }: OwnDatabase, subdomain: string): Promise<{ id: string; key: string }> {
  const { rows } = await owner.query<{ id: string }>(`select id from control.church where subdomain = $1`, [subdomain])
  const church = { id: rows[0]?.id ?? '', key: await placeKeyOf({ owner }, subdomain) }
  await owner.query(`insert into outbox.message (church, topic, body) values ($1, 'test', '{}')`, [church.key])
  await owner.query(`select jobs.add($1, 'send-mail', '{}', null)`, [church.key])
  await owner.query(`insert into control.church_feature (church_id, feature, enabled) values ($1, 'pledges', true)`, [
    church.id,
  ])
  await owner.query(
    `insert into control.refresh_session (id, church_id, user_id, family_id, token_hash, expires_at, family_expires_at)
     select gen_random_uuid(), church_id, id, gen_random_uuid(), sha256(id::text::bytea), now(), now()
     from control.user_account where church_id = $1`,
    [church.id],
  )
  return church
}

describe('church erase', () => {
  let database: OwnDatabase
  let doomed: { id: string; key: string }
  let other: { id: string; key: string }
  beforeAll(async () => {
    database = await demoChurches()
    doomed = await plant(database, 'olamchurch')
    other = await plant(database, 'gracechurch')
  }, 60_000)

  it('asks to be told that it is meant, and knows whom', async () => {
    const unmeant = await faithflow(database.url, 'church', 'erase', 'olamchurch')
    const unknown = await faithflow(database.url, 'church', 'erase', 'nobody', '--yes')

    expect([unmeant.code, unknown.code]).toEqual([2, 2])
    expect(unmeant.told).toContain('--yes')
    expect(unknown.told).toContain('There is no church "nobody"')
    expect(await leftOf(database, doomed)).toMatchObject({
      schemas: 1,
      roles: 1,
      messages: 1,
      accounts: 2,
      sessions: 2,
    })
  })

  it('leaves nothing of a church but a row that says so, and its neighbour untouched', async () => {
    const before = await leftOf(database, other)

    const { code, printed } = await faithflow(database.url, 'church', 'erase', 'olamchurch', '--yes', '--json')

    expect(code).toBe(0)
    expect(JSON.parse(printed)).toEqual({ id: doomed.id, subdomain: 'olamchurch', status: 'ERASED' })
    expect(await leftOf(database, doomed)).toEqual(nothing)
    expect(await leftOf(database, other)).toEqual(before)
    const list = await faithflow(database.url, 'church', 'list', '--status', 'erased', '--json')
    expect(JSON.parse(list.printed)).toEqual([
      expect.objectContaining({
        id: doomed.id,
        subdomain: '',
        status: 'ERASED',
        erasedAt: expect.any(String) as string,
      }),
    ])
  })

  it('closes the church first, and is finished by the next run when it was killed', async () => {
    const inside = await database.owner.connect()
    await inside.query(`begin; select from c_${other.key}.member`)
    const words = ['--import', 'tsx', 'src/cli.ts', 'church', 'erase', 'gracechurch', '--yes']
    const child = spawn(process.execPath, words, { env: { ...process.env, DATABASE_URL: database.url } })
    const status = () =>
      database.owner
        .query<{ status: string }>(`select status from control.church where subdomain = 'gracechurch'`)
        .then(({ rows }) => rows[0]?.status)
    await eventually(status).toBe('ERASED')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const half = await leftOf(database, other)
    await inside.query('rollback')
    inside.release()

    const { code } = await faithflow(database.url, 'church', 'erase', 'gracechurch', '--yes')

    expect(half).toMatchObject({ schemas: 1, roles: 1, accounts: 2 })
    expect(code).toBe(0)
    expect(await leftOf(database, other)).toEqual(nothing)
  })

  it('is finished too when it was killed with the tables gone and the accounts still there', async () => {
    const another = await demoChurches()
    const church = await plant(another, 'olamchurch')
    await another.owner.query(`update control.church set status = 'ERASED' where id = $1`, [church.id])
    await dropChurch(another.owner, { cell: mainCell, key: church.key })
    const half = await leftOf(another, church)

    const { code } = await faithflow(another.url, 'church', 'erase', 'olamchurch', '--yes')

    expect(half).toMatchObject({ schemas: 0, roles: 0, accounts: 2, messages: 1 })
    expect(code).toBe(0)
    expect(await leftOf(another, church)).toEqual(nothing)
  }, 60_000)
})
