import { once } from 'node:events'
import { connect } from 'node:net'
import pg from 'pg'
import { expect, it } from 'vitest'
import { startDebianPostgres } from './debian-postgres.js'

it('serves a database of a version we promise, and leaves nothing when stopped', { timeout: 600_000 }, async () => {
  const postgres = await startDebianPostgres()
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  const { rows } = await client.query<{ version: number; who: string }>(
    "select current_setting('server_version_num')::int / 10000 as version, current_user as who",
  )
  await client.end()
  await postgres.stop()

  expect(rows[0]?.who).toBe('faithflow')
  expect([15, 16, 17, 18]).toContain(rows[0]?.version)
  await expect(once(connect(postgres.port, '127.0.0.1'), 'connect')).rejects.toThrow(/ECONNREFUSED/)
})
