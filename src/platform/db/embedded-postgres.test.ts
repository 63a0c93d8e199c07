import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { EmbeddedPostgresError, startEmbeddedPostgres } from './embedded-postgres.js'
import { findPostmaster } from './embedded/find-postmaster.js'

const script = fileURLToPath(new URL('../../testing/serve-embedded-postgres.ts', import.meta.url))

let home: string
let dataDir: string
let children: ChildProcess[]
let servers: { stop(): Promise<void> }[]

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'faithflow-embedded-'))
  // mkdtemp closes the folder to everybody else; the ordinary case is an open one.
  await chmod(home, 0o755)
  dataDir = join(home, 'data')
  children = []
  servers = []
})

afterEach(async () => {
  for (const child of children) await kill(child)
  for (const server of servers) await server.stop()
  const left = await findPostmaster(join(dataDir, 'postgres'))
  if (left) process.kill(left.pid, 'SIGQUIT')
  await rm(home, { recursive: true, force: true, maxRetries: 20 })
})

it('makes a database where there is none, behind a password', async () => {
  const server = await start()

  const noPassword = server.url.replace(/:[^:@]*@/, '@')
  await expect(query(noPassword, 'select 1')).rejects.toThrow(/password/)
  expect(await query(server.url, 'select current_user as who, current_database() as what')).toEqual([
    { who: 'faithflow', what: 'faithflow' },
  ])
  expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600)
})

it('serves on 127.0.0.1 with 200 connections and the settings it is given', async () => {
  const server = await start({ settings: { work_mem: '5MB', 'faithflow.motto': "it's $HOME" } })

  const names = ['listen_addresses', 'max_connections', 'fsync', 'work_mem', 'faithflow.motto']
  const rows = await query(
    server.url,
    `select ${names.map((name) => `current_setting('${name}') as "${name}"`).join()}`,
  )
  expect(Object.values(rows[0] ?? {})).toEqual(['127.0.0.1', '200', 'on', '5MB', "it's $HOME"])
})

it('asks for no password and does not wait for the disk in tests', async () => {
  const server = await start({ durable: false })

  expect(new URL(server.url).password).toBe('')
  expect(await query(server.url, 'show fsync')).toEqual([{ fsync: 'off' }])
})

it('finds the data whole and the port unchanged when opened again, also by a relative path', async () => {
  const first = await start()
  await query(first.url, 'create table psalm as select 23 as number')
  await first.stop()

  const second = await start({ dataDir: relative(process.cwd(), dataDir) })

  expect(second).toMatchObject({ url: first.url, adopted: false })
  expect(await query(second.url, 'select * from psalm')).toEqual([{ number: 23 }])
})

it('adopts the server of a FaithFlow that was killed, and stops it in the end', async () => {
  const killed = await startChild()
  await query(killed.url, 'create table psalm as select 23 as number')
  await kill(killed.child)

  const heir = await start()

  expect(heir).toMatchObject({ url: killed.url, adopted: true })
  expect(await query(heir.url, 'select * from psalm')).toEqual([{ number: 23 }])
  await heir.stop()
  expect(await findPostmaster(join(dataDir, 'postgres'))).toBeNull()
})

it('recovers what was committed when PostgreSQL itself was killed in the midst of work', async () => {
  const killed = await startChild()
  await query(killed.url, 'create table psalm as select 23 as number')
  const busy = query(killed.url, 'insert into psalm select 119 from pg_sleep(60)').catch(() => 'broken off')
  const postmaster = await findPostmaster(join(dataDir, 'postgres'))
  await kill(killed.child)
  process.kill(postmaster?.pid ?? 0, 'SIGKILL')

  const heir = await start()

  expect(heir.adopted).toBe(false)
  expect(await busy).toBe('broken off')
  expect(await query(heir.url, 'select * from psalm')).toEqual([{ number: 23 }])
})

it('leaves alone a process that was given the number of a killed server', async () => {
  const first = await start()
  await first.stop()
  const innocent = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {})
  children.push(innocent)
  const remains = [innocent.pid, join(dataDir, 'postgres'), 1, new URL(first.url).port, '', '127.0.0.1', '1 1', 'ready']
  const pidFile = join(dataDir, 'postgres/postmaster.pid')
  await writeFile(pidFile, `${remains.join('\n')}\n`, { mode: 0o600 })
  if (process.getuid?.() === 0) await chown(pidFile, 65534, 65534)

  const second = await start()

  expect(second.adopted).toBe(false)
  await second.stop()
  expect(innocent.exitCode ?? innocent.signalCode).toBeNull()
})

it('moves to another port when somebody took the last one', async () => {
  const first = await start()
  await first.stop()
  const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1')
  await once(squatter, 'listening')

  const second = await start().finally(() => squatter.close())

  expect(second.url).not.toBe(first.url)
  expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('serves below a folder that only its owner may enter', async () => {
  await chmod(home, 0o700)

  const first = await startChild()
  await query(first.url, 'create table psalm as select 23 as number')
  await kill(first.child)

  const heir = await start()
  expect(heir.adopted).toBe(true)
  expect(await query(heir.url, 'select * from psalm')).toEqual([{ number: 23 }])
})

it('serves below a folder of whatever name', async () => {
  dataDir = join(home, `it's "$HOME" \`pwd\` \\ ü ${'long'.repeat(40)}`)

  const server = await start()

  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('refuses a second FaithFlow on the same data, and leaves the first one its server', async () => {
  const first = await startChild()

  await expect(start()).rejects.toThrow(
    new EmbeddedPostgresError(
      `Another FaithFlow (process ${first.child.pid}) is using ${dataDir}: ` +
        'stop that one first, or choose another folder with DATA_DIR.',
    ),
  )
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

async function start(options: Partial<Parameters<typeof startEmbeddedPostgres>[0]> = {}) {
  const server = await startEmbeddedPostgres({ dataDir, durable: true, ...options })
  servers.push(server)
  return server
}

async function startChild() {
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, ...(JSON.parse(line) as { url: string; adopted: boolean }) }
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
