import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { codeAs, codeOf, connectAsGateway } from '../../testing/as-role.js'
import { asLogin } from '../../testing/worker-database.js'
import { createWorld } from '../../testing/world.js'
import { namesOf } from './place.js'
import { controlLogin, workerLogin } from './set-up-database.js'

// As in isolation.test.ts: it is the database that refuses. No worker runs here.

const world = await createWorld()
const { owner, ownerUrl } = world.database
const gateway = await connectAsGateway(ownerUrl)
afterAll(() => gateway.end())

const permissionDenied = '42501'

/** A call of every function of the queue but the one that is for churches, in the name of the church with this key. */
async function forgeries(key: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ call: string }>(
    `select format('select %I.%I(%s)', n.nspname, p.proname, (
       select string_agg('null::' || format_type(t, null), ', ' order by at) from unnest(p.proargtypes) with ordinality as a (t, at)
     )) as call
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('jobs', 'graphile_worker') and p.prorettype <> 'trigger'::regtype
       and (n.nspname, p.proname) <> ('jobs', 'enqueue')`,
  )
  return [
    ...rows.map(({ call }) => call),
    `select jobs.add('${key}', 'send-mail', '{}', null)`,
    `select graphile_worker.add_job('send-mail', '{"church": "${key}"}')`,
    `select "control".enqueue('send-mail', '{}')`,
    `set local faithflow.church to 'x'; select "control".enqueue('send-mail', '{}')`,
  ]
}

async function tablesOf(schema: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'p', 'v', 'm')`,
    [`"${schema}"`],
  )
  return rows.map(({ name }) => name)
}

describe('the queue of jobs', () => {
  it('takes nothing from a church in the name of another, nor shows what lies behind', async () => {
    const { church } = await world.church()
    const other = await world.church()
    const data = JSON.stringify({ church: other.church.placeKey })
    await gateway.query(`begin; set local role "${namesOf(church.placeKey).role}"`)
    await gateway.query(`select jobs.enqueue('of-nobody', '${data}', '${other.church.placeKey}:of-nobody:k')`)
    await gateway.query('commit')

    const { rows } = await owner.query<{ church: string; payload: unknown }>(
      `select j.church, p.payload from jobs.job j join graphile_worker._private_jobs p using (id) where j.task = 'of-nobody'`,
    )
    const attempts = await forgeries(other.church.placeKey)
    const codes: (string | null)[] = []
    for (const attempt of attempts) codes.push(await codeAs(gateway, church.placeKey, attempt))

    expect(rows).toEqual([
      { church: church.placeKey, payload: { church: church.placeKey, data: { church: other.church.placeKey } } },
    ])
    expect(codes.length).toBeGreaterThan(10)
    expect(new Set(codes)).toEqual(new Set([permissionDenied]))
    await owner.query(`select jobs.forget($1)`, [church.placeKey])
  })

  it('takes nothing from a login that is no church', async () => {
    const attempts = [`select jobs.enqueue('send-mail', '{}')`, `select "control".enqueue('send-mail', '{}')`]
    const asGateway: (string | null)[] = []
    for (const attempt of attempts) asGateway.push(await codeOf(gateway.query(attempt)))
    const control = new pg.Client({ connectionString: asLogin(ownerUrl, controlLogin) })
    await control.connect()
    const asControl = [
      await codeOf(control.query(attempts[0] ?? '')),
      await codeOf(control.query(attempts[1] ?? '')),
      await codeOf(control.query(`select jobs.add('somebody', 'send-mail', '{}', null)`)),
    ]
    await control.end()

    expect(asGateway).toEqual([permissionDenied, permissionDenied])
    // 42704: no church was named.
    expect(asControl).toEqual([permissionDenied, '42704', permissionDenied])
  })

  it('lets its worker in, and nowhere else', async () => {
    const { church } = await world.church()
    const worker = new pg.Client({ connectionString: asLogin(ownerUrl, workerLogin('main')) })
    await worker.connect()
    const { rows: schemas } = await owner.query<{ name: string }>(
      `select nspname as name from pg_namespace
       where nspname = $1 or nspname ~ '^(control|cell|outbox|jobs|graphile_worker)$' order by 1`,
      [namesOf(church.placeKey).schema],
    )
    // Of all churches there are by now, the catalogue says it; of one, and of all that is no church's, it is tried.
    const { rows: granted } = await owner.query(
      `select c.oid::regclass from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname ~ '^c_' and c.relkind in ('r', 'v', 'p')
         and has_table_privilege($1, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')`,
      [workerLogin('main')],
    )
    const readable: string[] = []
    for (const { name } of schemas) {
      for (const relation of await tablesOf(name)) {
        const code = await codeOf(worker.query(`select from "${name}"."${relation}" limit 1`))
        if (code !== permissionDenied) readable.push(`${name}.${relation}`)
      }
    }
    const become = await codeOf(worker.query(`set role "${namesOf(church.placeKey).role}"`))
    const enqueue = await codeOf(worker.query(`select jobs.enqueue('send-mail', '{}')`))
    await worker.end()

    expect(granted).toEqual([])
    expect(readable).not.toEqual([])
    expect(readable.filter((name) => !name.startsWith('graphile_worker.'))).toEqual([])
    expect([become, enqueue]).toEqual([permissionDenied, permissionDenied])
  })
})
