import { once } from 'node:events'
import { connect } from 'node:net'
import pg from 'pg'
import { expect, it } from 'vitest'
import { startDebianPostgres } from './debian-postgres.js'

it('serves a database of a version we promise, and leaves nothing when stopped', { timeout: 600_000 }, async () => {
  const postgres = await startDebianPostgres()
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  const { rows } = await client.query(
    "select current_setting('server_version_num')::int / 10000 as version, current_user as who",
  )
  await client.end()
  await postgres.stop()

  expect(rows).toEqual([{ version: expect.toSatisfy((version) => version >= 15 && version <= 18), who: 'faithflow' }])
  await expect(once(connect(postgres.port, '127.0.0.1'), 'connect')).rejects.toThrow(/ECONNREFUSED/)
})
