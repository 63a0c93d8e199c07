import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { installQueue } from './install-queue.js'
import { inTransaction, migrateSchema } from './migrate-schema.js'
import { readMigrations } from './migrations.js'

/** The login of a cell's gateway: it owns nothing and may enter each church only by taking that church's role. */
export const gatewayLogin = (cell: string): string => `gw_${cell}`

/** The login that reads the catalogue and, church by church, its accounts. */
export const controlLogin = 'control_login'

/** The login that takes jobs from the queue of a cell's database. For each it enters the church through the gate. */
export const workerLogin = (cell: string): string => `jobs_${cell}`

/** The login that takes jobs from the queue of the control database. */
const controlWorkerLogin = 'control_jobs'

/** The role that owns every church's schema; nobody signs in as it, and the server never takes it. */
export const schemaOwner = 'ch_owner'

/** A login of the server, and its password. */
export interface Login {
  readonly user: string
  readonly password: string
}

/** The two logins that a database has which is control database and cell at once. */
export interface ServerLogins {
  readonly gateway: Login
  readonly control: Login
}

/** Makes one database both: see `setUpControl` and `setUpCell`. */
export async function setUpDatabase(owner: pg.Client, cell: string): Promise<ServerLogins> {
  return { control: await setUpControl(owner), gateway: await setUpCell(owner, cell) }
}

/**
 * Makes a database ready for control data: logins, control schema, queue of jobs; brings an older one up to date. May run at any time and
 * by several processes at once; they take turns. Returns the login for the server's pool.
 *
 * `owner` is a connection that may create roles and schemas (superuser, or CREATEROLE with CREATE on the database).
 */
export const setUpControl = (owner: pg.Client): Promise<Login> =>
  takingTurns(owner, async () => {
    await ensureRole(owner, controlLogin, 'login noinherit')
    await ensureWorker(owner, controlWorkerLogin)
    const logins = [controlLogin, controlWorkerLogin]
    await inTransaction(owner, () => closePublicDoors(owner, { schema: 'control', logins }))
    await inTransaction(owner, () => adoptPassword(owner))
    await installQueue(owner)
    await migrateSchema(owner, { schema: 'control' }, await readMigrations('control'))
    return controlLoginOf(owner)
  })

/**
 * Makes a database ready for churches, as `setUpControl` does for control data: roles, outbox, queue of jobs. Roles belong to the whole
 * PostgreSQL server: cells on one server share those that sign in nowhere, and each has a gateway of its own.
 */
export const setUpCell = (owner: pg.Client, cell: string): Promise<Login> =>
  takingTurns(owner, async () => {
    await createCellRoles(owner, cell)
    const logins = [gatewayLogin(cell), workerLogin(cell)]
    await inTransaction(owner, () => closePublicDoors(owner, { schema: 'cell', logins }))
    await installQueue(owner)
    await migrateSchema(owner, { schema: 'cell' }, await readMigrations('cell'))
    return gatewayLoginOf(owner, cell)
  })

async function takingTurns<T>(owner: pg.Client, work: () => Promise<T>): Promise<T> {
  await owner.query(`select pg_advisory_lock(hashtextextended('faithflow set-up', 42))`)
  try {
    return await work()
  } finally {
    await owner.query(`select pg_advisory_unlock(hashtextextended('faithflow set-up', 42))`)
  }
}

async function createCellRoles(owner: pg.Client, cell: string): Promise<void> {
  const gateway = gatewayLogin(cell)
  await ensureRole(owner, schemaOwner, 'nologin')
  await ensureRole(owner, 'outbox_relay', 'nologin')
  await ensureRole(owner, gateway, 'login noinherit')
  await ensureMembership(owner, { role: 'outbox_relay', member: gateway })
  await ensureWorker(owner, workerLogin(cell))
  // From PostgreSQL 16 on, who creates a role may grant it but is no member of it.
  const { rows } = await owner.query<{ login: string }>('select session_user as login')
  await ensureMembership(owner, { role: schemaOwner, member: rows[0]?.login ?? '' })
}

async function ensureWorker(owner: pg.Client, login: string): Promise<void> {
  await ensureRole(owner, 'job_worker', 'nologin')
  await ensureRole(owner, login, 'login')
  await ensureMembership(owner, { role: 'job_worker', member: login })
}

async function ensureRole(owner: pg.Client, role: string, attributes: string): Promise<void> {
  const { rowCount } = await owner.query('select 1 from pg_roles where rolname = $1', [role])
  if (rowCount) return
  // Another database of the same server may be set up at this moment: turns are taken in one database only.
  await owner.query(`do $$ begin create role "${role}" ${attributes};
    exception when duplicate_object or unique_violation then null; end $$`)
  if (!attributes.startsWith('login')) return
  // Defaults of the login survive every pooler. Nothing of ours is found without the gate's own path.
  const defaults = {
    search_path: `''`,
    timezone: `'UTC'`,
    statement_timeout: `'5s'`,
    lock_timeout: `'2s'`,
    idle_in_transaction_session_timeout: `'10s'`,
  }
  for (const [setting, value] of Object.entries(defaults)) {
    await owner.query(`alter role "${role}" set ${setting} = ${value}`)
  }
}

async function ensureMembership(owner: pg.Client, grant: { role: string; member: string }): Promise<void> {
  const { rows } = await owner.query<{ missing: boolean }>(
    `select not exists (
       select from pg_auth_members m where m.roleid = $1::regrole and m.member = $2::regrole
       -- From 16 on the creator of a role is a member that may grant it, but not become it; before, there is no such column.
       and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
     ) and not (select rolsuper from pg_roles where rolname = $2::name) as missing`,
    [`"${grant.role}"`, `"${grant.member}"`],
  )
  // Granting again would make every backend of the server check its memberships anew.
  if (rows[0]?.missing) await owner.query(`grant "${grant.role}" to "${grant.member}"`)
}

async function closePublicDoors(
  owner: pg.Client,
  { schema, logins }: { readonly schema: 'control' | 'cell'; readonly logins: readonly string[] },
): Promise<void> {
  await owner.query(`
    revoke all on schema public from public;
    create schema if not exists "${schema}";
    create schema if not exists "jobs";
    create table if not exists "${schema}".login (role text primary key, password text not null)`)
  // What everybody may do in a new database: connect, and make temporary tables that outlive a request.
  const { rows } = await owner.query<{ name: string }>('select current_database() as name')
  const database = pg.escapeIdentifier(rows[0]?.name ?? '')
  await owner.query(`
    revoke all on database ${database} from public;
    grant connect on database ${database} to ${logins.map((login) => `"${login}"`).join(', ')}`)
}

/**
 * Databases were set up before control data could be apart: the password of their login lies with the gateway's. It stays
 * there too, for servers of that version that are still running or come back.
 */
async function adoptPassword(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ stands: boolean }>(`select to_regclass('"cell".login') is not null as stands`)
  if (!rows[0]?.stands) return
  await owner.query(
    `insert into "control".login select role, password from "cell".login where role = $1 on conflict do nothing`,
    [controlLogin],
  )
}

/** The login of the pool to a control database that is set up; the first call makes its password. */
export const controlLoginOf = (owner: pg.Client): Promise<Login> => loginOf(owner, 'control', controlLogin)

/** The login of the pool to a cell that is set up; the first call makes its password. */
export const gatewayLoginOf = (owner: pg.Client, cell: string): Promise<Login> =>
  loginOf(owner, 'cell', gatewayLogin(cell))

/** The login of those who take jobs from a cell's queue; the first call makes its password. */
export const workerLoginOf = (owner: pg.Client, cell: string): Promise<Login> =>
  loginOf(owner, 'cell', workerLogin(cell))

/** The same for the queue of the control database. */
export const controlWorkerLoginOf = (owner: pg.Client): Promise<Login> => loginOf(owner, 'control', controlWorkerLogin)

async function loginOf(owner: pg.Client, schema: 'control' | 'cell', user: string): Promise<Login> {
  const { rows } = await owner.query<Pick<Login, 'password'>>(
    `select password from "${schema}".login where role = $1`,
    [user],
  )
  if (rows[0]) return { user, password: rows[0].password }
  const password = randomBytes(24).toString('base64url')
  await inTransaction(owner, async () => {
    await owner.query(`insert into "${schema}".login (role, password) values ($1, $2)`, [user, password])
    await owner.query(`alter role "${user}" password ${pg.escapeLiteral(password)}`)
  })
  return { user, password }
}
