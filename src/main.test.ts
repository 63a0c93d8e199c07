import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { demoPassword } from './app/demo/make-demo.js'
import { Api } from './testing/api.js'
import { tryToListen } from './testing/listener.js'
import { failToStart, type ServerUnderTest, startServer } from './testing/server-under-test.js'

// Real processes, started as people start them: what is proved here is what an operator sees.

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const clean of cleanUp.splice(0).toReversed()) await clean()
})

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'faithflow-main-'))
  cleanUp.push(() => rm(path, { recursive: true, force: true }))
  return path
}

async function start(settings: Readonly<Record<string, string>>): Promise<ServerUnderTest> {
  const server = await startServer(settings)
  cleanUp.push(() => server.end('SIGTERM'))
  return server
}

/** Opens a socket and says nothing more. */
const upgrade = [
  'GET /graphql HTTP/1.1',
  'Host: olamchurch.localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
  'Sec-WebSocket-Protocol: graphql-transport-ws',
  '',
  '',
].join('\r\n')

const signInText = `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } errors { code } } }`
const createEventText = `mutation ($input: CreateEventInput!) { createEvent(input: $input) { event { id } errors { code } } }`
const eventText = `query ($id: ID!) { event(id: $id) { title } }`
const input = { title: 'Thanksgiving', startsAt: '2031-01-05T10:00:00Z', endsAt: '2031-01-05T12:00:00Z' }

async function signedIn(port: number, email: string): Promise<Api> {
  const stranger = new Api({ port, host: `${email.replace(/^.*@(.*)\.demo$/, '$1')}.localhost`, token: null })
  const { data } = await stranger.sendText(signInText, { input: { email, password: demoPassword } })
  const { session } = (data ?? {})['signIn'] as { session: { accessToken: string } }
  return stranger.with({ token: session.accessToken })
}

async function createEvent(api: Api): Promise<string> {
  const { data } = await api.sendText(createEventText, { input })
  return ((data ?? {})['createEvent'] as { event: { id: string } }).event.id
}

async function unreadCount(api: Api): Promise<number> {
  const { data } = await api.sendText('{ unreadNotificationCount }')
  return (data ?? {})['unreadNotificationCount'] as number
}

describe('npm start', () => {
  it('greets with the address and the demo sign-ins, and stops cleanly on SIGTERM', async () => {
    const server = await startServer({ DATA_DIR: await folder() })

    expect(server.output()).toContain('admin@olamchurch.demo')
    expect(server.output()).toContain(demoPassword)
    expect(await server.end('SIGTERM')).toBe(0)
    expect(server.output()).toContain('clean stop')
  })

  it('tells its sockets to come back when it stops, and waits for nobody who does not answer', async () => {
    const server = await startServer({ DATA_DIR: await folder() })
    const api = await signedIn(server.port, 'member@olamchurch.demo')
    const listener = tryToListen(api, '0')
    await listener.has(1)
    const hanging = connect(server.port, '127.0.0.1')
    hanging.write(upgrade)
    await once(hanging, 'data')
    hanging.pause()

    const code = await server.end('SIGTERM')

    expect(code).toBe(0)
    expect(await listener.ended).toMatchObject({ code: 1012 })
    hanging.destroy()
    await listener.close()
  })

  it('keeps everything that was committed when it is killed, and starts again', async () => {
    const settings = { DATA_DIR: await folder() }
    const first = await startServer(settings)
    const before = await createEvent(await signedIn(first.port, 'admin@olamchurch.demo'))
    await first.end('SIGKILL')

    const second = await start(settings)
    const api = await signedIn(second.port, 'member@olamchurch.demo')

    expect((await api.sendText(eventText, { id: before })).data).toEqual({ event: { title: 'Thanksgiving' } })
  })

  it('gives up on a busy port, in one line that says what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    cleanUp.push(async () => other.close())

    const { code, output } = await failToStart({ PORT: String(port), DATA_DIR: await folder() })

    expect(code).toBe(1)
    expect(output).toBe(
      `FaithFlow cannot start. Port ${port} is in use: stop the program that has it, or set PORT to another.\n`,
    )
  })

  it('gives up on a database that cannot be reached', async () => {
    const { code, output } = await failToStart({
      DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/x',
      DATA_DIR: await folder(),
    })

    expect(code).toBe(1)
    expect(output).toMatch(
      /^FaithFlow cannot start\. The database at 127\.0\.0\.1:1 cannot be reached[^\n]*DATABASE_URL\.\n$/,
    )
    expect(output).not.toContain('hunter2')
  })

  it('gives up on a Redis that cannot be reached', async () => {
    const { code, output } = await failToStart({
      REDIS_URL: 'redis://127.0.0.1:1',
      DEMO: 'off',
      DATA_DIR: await folder(),
    })

    expect(code).toBe(1)
    expect(output.split('\n').filter((line) => !line.startsWith('{'))).toEqual([
      'FaithFlow cannot start. Redis at 127.0.0.1:1 cannot be reached: start it, or correct REDIS_URL.',
      '',
    ])
  })

  it('gives up on a wrong setting', async () => {
    const { code, output } = await failToStart({ PORT: 'http' })

    expect(code).toBe(1)
    expect(output).toMatch(/^FaithFlow cannot start\. PORT must be [^\n]*\n$/)
  })
})

describe('two processes on one PostgreSQL and one Redis', () => {
  it('bring an event created through one to a member who listens at the other', async () => {
    const server = new pg.Client({ connectionString: inject('postgresUrl') })
    await server.connect()
    await server.query('drop database if exists two_processes')
    await server.query('create database two_processes')
    await server.end()
    const url = new URL(inject('postgresUrl'))
    url.pathname = '/two_processes'
    const settings = { DATABASE_URL: url.href, REDIS_URL: inject('redisUrl'), DEMO: 'on', DATA_DIR: await folder() }
    const here = await start(settings)
    const there = await start(settings)

    const member = await signedIn(there.port, 'member@gracechurch.demo')
    const neighbour = tryToListen(await signedIn(there.port, 'member@olamchurch.demo'), null)
    const listener = tryToListen(member, '0')
    // The demo has told of some events already; what comes behind them is new.
    const known = await unreadCount(member)
    await listener.has(known)
    const event = await createEvent(await signedIn(here.port, 'admin@gracechurch.demo'))

    const received = await listener.has(known + 1)
    expect(received.at(-1)).toMatchObject({ notification: { type: 'EVENT_CREATED', event: { id: event } } })
    expect(neighbour.received).toEqual([])
    await Promise.all([listener.close(), neighbour.close()])
  })
})
