import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, describe, expect, inject, it } from 'vitest'
import { Api } from '../testing/api.js'
import { eventually } from '../testing/eventually.js'
import { tryToListen } from '../testing/listener.js'
import { failToStart, type ServerUnderTest, startServer } from '../testing/server-under-test.js'
import { demoPassword } from './demo/make-demo.js'

// Real processes on a real PostgreSQL and Redis, started as people start them.

const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-workers-'))
const database = `workers_${process.pid}`
const agents: Agent[] = []
let running: ServerUnderTest | null = null

afterEach(async () => {
  for (const agent of agents.splice(0)) agent.destroy()
  await running?.end('SIGTERM')
  running = null
})
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true })
  await asOwner(`drop database if exists ${database} with (force)`)
})

async function asOwner(statement: string): Promise<void> {
  const owner = new pg.Client({ connectionString: inject('postgresUrl') })
  await owner.connect()
  await owner.query(statement)
  await owner.end()
}

await asOwner(`create database ${database}`)

async function startTwo(): Promise<ServerUnderTest> {
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${database}`
  const settings = {
    DATABASE_URL: url.href,
    REDIS_URL: inject('redisUrl'),
    DEMO: 'on',
    DATA_DIR: dataDir,
    WORKERS: '2',
  }
  running = await startServer(settings)
  return running
}

/** One connection that stays: whoever took it answers all that is sent there. */
class Line {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #port: number

  constructor(port: number) {
    this.#port = port
    agents.push(this.#agent)
  }

  async worker(): Promise<number> {
    return (await this.#send('/health', {}))['worker'] as number
  }

  async createEvent(token: string, title: string): Promise<string> {
    const query = 'mutation ($input: CreateEventInput!) { createEvent(input: $input) { event { id } } }'
    const input = { title, startsAt: '2031-01-05T10:00:00Z', endsAt: '2031-01-05T12:00:00Z' }
    const headers = { host: 'gracechurch.localhost', authorization: `Bearer ${token}` }
    const answer = await this.#send('/graphql', headers, { query, variables: { input } })
    return (answer['data'] as { createEvent: { event: { id: string } } }).createEvent.event.id
  }

  async #send(path: string, headers: Record<string, string>, body?: object) {
    const type = { 'content-type': 'application/json' }
    const method = body ? 'POST' : 'GET'
    const sent = request({ port: this.#port, agent: this.#agent, method, path, headers: { ...type, ...headers } })
    sent.end(body && JSON.stringify(body))
    const [response] = (await once(sent, 'response')) as [AsyncIterable<Buffer>]
    const chunks: Buffer[] = []
    for await (const chunk of response) chunks.push(chunk)
    return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
  }
}

/** A connection to each of the two, by their numbers. */
async function lines(port: number): Promise<ReadonlyMap<number, Line>> {
  const found = new Map<number, Line>()
  await eventually(async () => {
    const line = new Line(port)
    found.set(await line.worker(), line)
    return found.size
  }).toBe(2)
  return found
}

async function signedIn(port: number, email: string): Promise<Api> {
  const stranger = new Api({ port, host: 'gracechurch.localhost', token: null })
  const text = `mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }`
  const { data } = await stranger.sendText(text, { input: { email, password: demoPassword } })
  return stranger.with({ token: ((data ?? {})['signIn'] as { session: { accessToken: string } }).session.accessToken })
}

async function titleOf(api: Api, id: string): Promise<unknown> {
  const { data } = await api.sendText('query ($id: ID!) { event(id: $id) { title } }', { id })
  return data
}

/** The process of worker `number` that was started last. */
function pidOf(server: ServerUnderTest, number: number): number {
  const lines = [...server.output().matchAll(/^\{.*"worker":(\d+),"pid":(\d+),"msg":"serving"\}$/gm)]
  return Number(lines.findLast(([, worker]) => Number(worker) === number)?.[2])
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('WORKERS', { timeout: 120_000 }, () => {
  it('has several processes serve as one: live, whole after a kill, and ended in order', async () => {
    const server = await startTwo()
    const member = await signedIn(server.port, 'member@gracechurch.demo')
    const { token } = (await signedIn(server.port, 'admin@gracechurch.demo')).options
    const { data } = await member.sendText('{ unreadNotificationCount }')
    const known = (data ?? {})['unreadNotificationCount'] as number
    // Connections are given out in turn: some of these are at the one, some at the other.
    const listeners = Array.from({ length: 6 }, () => tryToListen(member, '0'))
    const over = new Set<unknown>()
    for (const listener of listeners) void listener.ended.then(() => over.add(listener))
    for (const listener of listeners) await listener.has(known)
    const [one, two] = [...(await lines(server.port)).entries()].toSorted(([a], [b]) => a - b).map(([, line]) => line)

    const first = await one?.createEvent(token ?? '', 'First')
    const second = await two?.createEvent(token ?? '', 'Second')

    for (const listener of listeners) {
      const told = (await listener.has(known + 2)).slice(known)
      expect(told).toMatchObject([
        { notification: { event: { id: first } } },
        { notification: { event: { id: second } } },
      ])
    }

    // Killed right after its answer: what it said is kept.
    const third = await two?.createEvent(token ?? '', 'Third')
    const killed = pidOf(server, 2)
    process.kill(killed, 'SIGKILL')

    expect(await titleOf(member, third ?? '')).toEqual({ event: { title: 'Third' } })
    await eventually(() => server.output()).toContain('a worker ended and is replaced')
    await eventually(() => pidOf(server, 2) !== killed).toBe(true)
    expect([...(await lines(server.port)).keys()].toSorted()).toEqual([1, 2])
    const living = listeners.filter((listener) => !over.has(listener))
    expect([living.length > 0, over.size > 0]).toEqual([true, true])
    for (const listener of living) await listener.has(known + 3)

    expect(await server.end('SIGTERM')).toBe(0)
    for (const listener of living) expect(await listener.ended).toMatchObject({ code: 1012 })
    expect(server.output().match(/clean stop/g)).toHaveLength(3)
    for (const listener of listeners) await listener.close()
  })

  it('leaves no process behind when the first of them is killed', async () => {
    const server = await startTwo()
    const pids = [pidOf(server, 1), pidOf(server, 2)]

    await server.end('SIGKILL')

    await eventually(() => pids.filter(lives)).toEqual([])
  })

  it('refuses several processes without Redis, in one line that names both settings', async () => {
    const { code, output } = await failToStart({ WORKERS: '2', DATA_DIR: dataDir })

    expect(code).toBe(1)
    expect(output).toMatch(
      /^FaithFlow cannot start\. WORKERS asks for 2 processes[^\n]* set REDIS_URL, or WORKERS to 1\.\n$/,
    )
  })

  it('says once why none of them can start', async () => {
    const url = 'redis://127.0.0.1:1'
    const { code, output } = await failToStart({ WORKERS: '3', REDIS_URL: url, DEMO: 'off', DATA_DIR: dataDir })

    expect(code).toBe(1)
    expect(output.match(/FaithFlow cannot start/g)).toHaveLength(1)
    expect(output).toContain('Redis at 127.0.0.1:1 cannot be reached')
  })
})
