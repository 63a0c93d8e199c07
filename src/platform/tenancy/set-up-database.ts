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

/** The role that owns every church's schema; nobody signs in as it, and the server never takes it. */
export const schemaOwner = 'ch_owner'

/** Passwords of the logins the server uses, kept in a table that only the owner of the database can read. */
export interface ServerLogins {
  readonly gateway: { readonly user: string; readonly password: string }
  readonly control: { readonly user: string; readonly password: string }
  readonly worker: { readonly user: string; readonly password: string }
}

/**
 * Makes a database ready: roles, control schema, outbox, queue of jobs; brings older ones up to date. May run at any time and by
 * several processes at once; they take turns. Returns the logins for the server's pools.
 *
 * `owner` is a connection that may create roles and schemas (superuser, or CREATEROLE with CREATE on the database).
 */
export async function setUpDatabase(owner: pg.Client, cell: string): Promise<ServerLogins> {
  await owner.query(`select pg_advisory_lock(hashtextextended('faithflow set-up', 42))`)
  try {
    await createRoles(owner, cell)
    await inTransaction(owner, () => closePublicDoors(owner, cell))
    await installQueue(owner)
    await migrateSchema(owner, { schema: 'control' }, await readMigrations('control'))
    await migrateSchema(owner, { schema: 'cell' }, await readMigrations('cell'))
    return await readLogins(owner, cell)
  } finally {
    await owner.query(`select pg_advisory_unlock(hashtextextended('faithflow set-up', 42))`)
  }
}

async function createRoles(owner: pg.Client, cell: string): Promise<void> {
  const gateway = gatewayLogin(cell)
  await ensureRole(owner, schemaOwner, 'nologin')
  await ensureRole(owner, 'outbox_relay', 'nologin')
  await ensureRole(owner, gateway, 'login noinherit')
  await ensureRole(owner, controlLogin, 'login noinherit')
  await ensureMembership(owner, { role: 'outbox_relay', member: gateway })
  await ensureRole(owner, 'job_worker', 'nologin')
  await ensureRole(owner, workerLogin(cell), 'login')
  await ensureMembership(owner, { role: 'job_worker', member: workerLogin(cell) })
  // From PostgreSQL 16 on, who creates a role may grant it but is no member of it.
  const { rows } = await owner.query<{ login: string }>('select session_user as login')
  await ensureMembership(owner, { role: schemaOwner, member: rows[0]?.login ?? '' })
}

async function ensureRole(owner: pg.Client, role: string, attributes: string): Promise<void> {
  const { rowCount } = await owner.query('select 1 from pg_roles where rolname = $1', [role])
  if (rowCount) return
  await owner.query(`create role "${role}" ${attributes}`)
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

async function closePublicDoors(owner: pg.Client, cell: string): Promise<void> {
  await owner.query(`
    revoke all on schema public from public;
    create schema if not exists "control";
    create schema if not exists "cell";
    create schema if not exists "jobs";
    create table if not exists "cell".login (role text primary key, password text not null)`)
  // What everybody may do in a new database: connect, and make temporary tables that outlive a request.
  const { rows } = await owner.query<{ name: string }>('select current_database() as name')
  const database = pg.escapeIdentifier(rows[0]?.name ?? '')
  await owner.query(`
    revoke all on database ${database} from public;
    grant connect on database ${database} to "${gatewayLogin(cell)}", "${controlLogin}", "${workerLogin(cell)}"`)
}

/** The logins of the server's pools in a database that is set up; the first call makes their passwords. */
export async function readLogins(owner: pg.Client, cell: string): Promise<ServerLogins> {
  const read = async (role: string) => ({ user: role, password: await passwordOf(owner, role) })
  const [gateway, control] = [await read(gatewayLogin(cell)), await read(controlLogin)]
  return { gateway, control, worker: await read(workerLogin(cell)) }
}

async function passwordOf(owner: pg.Client, role: string): Promise<string> {
  const { rows } = await owner.query<{ password: string }>('select password from "cell".login where role = $1', [role])
  if (rows[0]) return rows[0].password
  const password = randomBytes(24).toString('base64url')
  await inTransaction(owner, async () => {
    await owner.query('insert into "cell".login (role, password) values ($1, $2)', [role, password])
    await owner.query(`alter role "${role}" password ${pg.escapeLiteral(password)}`)
  })
  return password
}
