import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { startEmbeddedPostgres } from '../platform/db/embedded-postgres.js'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { Api } from '../testing/api.js'
import { startServer } from '../testing/server-under-test.js'

const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-start-'))
afterAll(() => rm(dataDir, { recursive: true, force: true }))

it(
  'brings the churches of the embedded database up to date, which nobody else can reach',
  { timeout: 60_000 },
  async () => {
    const older = await startServer({ DATA_DIR: dataDir })
    await older.end('SIGTERM')
    const database = await startEmbeddedPostgres({ dataDir, durable: true })
    await withOwner(database.url, (owner) => owner.query('update control.church set version = 0'))
    await database.stop()

    const newer = await startServer({ DATA_DIR: dataDir })
    const api = new Api({ port: newer.port, host: 'olamchurch.localhost', token: null })
    const { status } = await api.sendText('{ __typename }')
    await newer.end('SIGTERM')

    expect(status).toBe(200)
  },
)
