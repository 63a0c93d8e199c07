import { createServer, type AddressInfo } from 'node:net'
import { afterAll, expect, inject, it, onTestFinished } from 'vitest'
import { createLog } from '../log.js'
import { createPool } from './pool.js'

const pool = createPool({ url: inject('postgresUrl'), max: 1, log: createLog('silent') })
afterAll(() => pool.end())

/** What a program gets for a value of SQL, on a connection that runs in UTC as those of the server do. */
async function read(value: string): Promise<unknown> {
  await pool.query(`set timezone to 'UTC'`)
  const { rows } = await pool.query<{ read: unknown }>(`select ${value} as read`)
  return rows[0]?.read
}

it.each([
  [`date '2026-03-01'`, '2026-03-01'],
  [`timestamptz '2026-03-01 10:00:00.12+01'`, '2026-03-01T09:00:00.12Z'],
  [`interval '1 day 2 hours'`, '1 day 02:00:00'],
  [`9007199254740993::bigint`, '9007199254740993'],
  [`array[date '2026-03-01', null]`, ['2026-03-01', null]],
  [`array[timestamp '2026-03-01 10:00']`, ['2026-03-01 10:00:00']],
  [`array['7d444840-9dc0-11d1-b245-5ffdce74fad2', null]::uuid[]`, ['7d444840-9dc0-11d1-b245-5ffdce74fad2', null]],
  [`'{}'::uuid[]`, []],
  [`array[timestamptz '2026-03-01 10:00+00', null]`, ['2026-03-01T10:00:00Z', null]],
])('reads %s as text', async (value, text) => {
  expect(await read(value)).toEqual(text)
})

it('gives up a database that does not answer long before a connection that others have', async () => {
  const server = createServer((socket) => void socket.on('error', () => undefined))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const silent = createPool({ url: `postgres://x@127.0.0.1:${port}/x`, max: 1, log: createLog('silent') })
  onTestFinished(async () => {
    await silent.end()
    server.close()
  })

  // In words of the connection, not of the pool that waits for one: "timeout exceeded when trying to connect".
  await expect(silent.connect()).rejects.toThrow(/terminated|timeout expired/)
})
