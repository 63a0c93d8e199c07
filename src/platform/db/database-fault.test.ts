import { createServer, type AddressInfo, type Socket } from 'node:net'
import pg from 'pg'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { databaseFault } from './database-fault.js'

const caught = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'nothing was thrown',
    (error: unknown) => error,
  )

/** A server of ours that treats whoever connects as `greet` says. */
async function serverThat(greet: (socket: Socket) => void): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    greet(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

const clientOf = (port: number) => {
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'x', connectionTimeoutMillis: 50 })
  client.on('error', () => undefined)
  return client
}

const connected = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  client.on('error', () => undefined)
  await client.connect()
  onTestFinished(() => client.end().catch(() => undefined))
  return client
}

describe('databaseFault', () => {
  it('says UNAVAILABLE where nobody listens', async () => {
    // Port 1 is nobody's on this machine.
    expect(databaseFault(await caught(clientOf(1).connect()))).toBe('UNAVAILABLE')
  })

  it('says UNAVAILABLE where nobody answers', async () => {
    const port = await serverThat(() => undefined)

    expect(databaseFault(await caught(clientOf(port).connect()))).toBe('UNAVAILABLE')
    const pool = new pg.Pool({ host: '127.0.0.1', port, user: 'x', connectionTimeoutMillis: 50 })
    expect(databaseFault(await caught(pool.connect()))).toBe('UNAVAILABLE')
    await pool.end()
  })

  it('says UNAVAILABLE where the connection is cut', async () => {
    const port = await serverThat((socket) => socket.destroy())

    expect(databaseFault(await caught(clientOf(port).connect()))).toBe('UNAVAILABLE')
  })

  it('says UNAVAILABLE when no connection of the pool becomes free', async () => {
    const pool = new pg.Pool({ connectionString: inject('postgresUrl'), max: 1, connectionTimeoutMillis: 20 })
    const held = await pool.connect()

    expect(databaseFault(await caught(pool.connect()))).toBe('UNAVAILABLE')
    held.release()
    await pool.end()
  })

  it('says UNAVAILABLE when the server ends the connection in mid-work', async () => {
    const [client, other] = [await connected(), await connected()]
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')

    const work = caught(client.query('select pg_sleep(10)'))
    await other.query('select pg_terminate_backend($1)', [rows[0]?.pid])

    expect(databaseFault(await work)).toBe('UNAVAILABLE')
    expect(databaseFault(await caught(client.query('select 1')))).toBe('UNAVAILABLE')
  })

  it('says TOO_SLOW when a statement or a lock takes too long', async () => {
    const [client, other] = [await connected(), await connected()]
    await other.query('select pg_advisory_lock(4711)')

    await client.query(`set statement_timeout = '10ms'`)
    expect(databaseFault(await caught(client.query('select pg_sleep(10)')))).toBe('TOO_SLOW')
    await client.query(`set statement_timeout = 0; set lock_timeout = '10ms'`)
    expect(databaseFault(await caught(client.query('select pg_advisory_lock(4711)')))).toBe('TOO_SLOW')
  })

  it('says UNREADABLE_TEXT of a text that cannot be stored', async () => {
    const client = await connected()

    expect(databaseFault(await caught(client.query('select $1::text', ['a\0b'])))).toBe('UNREADABLE_TEXT')
    expect(databaseFault(await caught(client.query(`select '"\\u0000"'::jsonb ->> 0`)))).toBe('UNREADABLE_TEXT')
  })

  it.each(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN', '08001', '08003', '08004'])(
    'says UNAVAILABLE of %s',
    (code) => {
      expect(databaseFault(Object.assign(new Error('x'), { code }))).toBe('UNAVAILABLE')
    },
  )

  it('finds no fault in what only a defect can cause', async () => {
    const client = await connected()

    expect(databaseFault(await caught(client.query('select * from nowhere')))).toBeNull()
    expect(databaseFault(await caught(client.query('select 1/0')))).toBeNull()
    expect(databaseFault(new Error('the till is empty'))).toBeNull()
    expect(databaseFault('timeout exceeded when trying to connect')).toBeNull()
    expect(databaseFault(undefined)).toBeNull()
  })
})
