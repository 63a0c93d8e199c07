import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEmbeddedPostgres } from '../embedded-postgres.js'

let home: string
let dataDir: string
let servers: { stop(): Promise<void> }[]

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'faithflow-embedded-'))
  await chmod(home, 0o755)
  dataDir = join(home, 'data')
  servers = []
})

afterEach(async () => {
  for (const server of servers) await server.stop()
  await rm(home, { recursive: true, force: true })
})

it('refuses a database made by another major version', async () => {
  await (await start()).stop()
  await writeFile(join(dataDir, 'postgres/PG_VERSION'), '17\n')

  await expect(start()).rejects.toThrow(/made by PostgreSQL 17, and this is 18: move the folder away/)
})

it('refuses a data folder that cannot be made', async () => {
  await writeFile(dataDir, 'not a folder')

  await expect(start()).rejects.toThrow(/^The data folder .* is not a folder .*choose another folder with DATA_DIR\.$/)
})

it('refuses a database whose password is lost', async () => {
  await (await start()).stop()
  await rm(join(dataDir, 'postgres.password'))

  await expect(start()).rejects.toThrow(/^The password of the database is missing/)
})

it('tells the reason PostgreSQL gives for not starting, and can start again', async () => {
  await expect(start({ settings: { work_mem: 'plenty' } })).rejects.toThrow(
    /does not start \(.*work_mem.*postgres\.log\.$/,
  )

  const server = await start()

  expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).toContain('ready to accept connections')
  expect(server.adopted).toBe(false)
})

async function start(options: { settings?: Record<string, string> } = {}) {
  const server = await startEmbeddedPostgres({ dataDir, durable: true, ...options })
  servers.push(server)
  return server
}
