import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { WebSocket } from 'ws'
import { demoPassword } from '../../src/app/demo/make-demo.js'
import { newPrivateKey } from '../../src/platform/access-tokens.js'
import { freePort } from '../../src/platform/db/embedded/run-server.js'
import { Api } from '../../src/testing/api.js'
import { sequenceIn } from '../../src/testing/cursors.js'
import { eventually } from '../../src/testing/eventually.js'
import { type OwnDatabase, ownDatabase } from '../../src/testing/own-database.js'
import { type ServerUnderTest, startServer } from '../../src/testing/server-under-test.js'
import { LiveNotifications, type Notification } from './apollo-client.js'

const church = 'gracechurch'
const privateKey = newPrivateKey()
let database: OwnDatabase
let server: ServerUnderTest
let port: number

beforeAll(async () => {
  database = await ownDatabase()
  port = await freePort()
  server = await start()
}, 120_000)
afterAll(async () => {
  await server.end('SIGKILL')
})

const start = () =>
  startServer({
    ...{ DATABASE_URL: database.url, REDIS_URL: inject('redisUrl'), JWT_PRIVATE_KEY: privateKey, PORT: String(port) },
    ...{ DEMO: 'on', WARM_CHURCHES: '0', WORKER: 'off', RATE_LIMITS: 'off' },
  })

const api = () => new Api({ port, host: `${church}.localhost`, token: null })

async function signIn(email: string): Promise<string> {
  const text = 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } } }'
  const { data } = await api().sendText(text, { input: { email, password: demoPassword } })
  return (data as { signIn: { session: { accessToken: string } } }).signIn.session.accessToken
}

let events = 0

/** Tells the church of a new event; whether it was committed, only the rows know. */
async function tell(token: string): Promise<void> {
  const text = 'mutation ($input: CreateEventInput!) { createEvent(input: $input) { event { id } } }'
  const [startsAt, endsAt] = ['2031-05-04T10:00:00Z', '2031-05-04T11:00:00Z']
  const input = { title: `Event ${(events += 1)}`, startsAt, endsAt }
  await api()
    .with({ token })
    .sendText(text, { input })
    .catch(() => undefined)
}

async function committedFrom(sequence: string): Promise<readonly string[]> {
  const { rows } = await database.owner.query<{ schema: string }>(
    'select schema_name as schema from control.church where subdomain = $1',
    [church],
  )
  const told = await database.owner.query<{ seq: string }>(
    `select seq from ${rows[0]?.schema}.notification where seq >= $1 order by seq`,
    [sequence],
  )
  return told.rows.map(({ seq }) => seq)
}

it('hears of everything once and in order, although the server is killed under it again and again', async () => {
  const author = await signIn(`admin@${church}.demo`)
  const shown: Notification[] = []
  const counts: number[] = []
  const live = new LiveNotifications({
    ...{ url: `http://127.0.0.1:${port}/graphql`, church, after: null, webSocketImpl: WebSocket },
    ...{ show: (one) => shown.push(one), showUnread: (count) => counts.push(count) },
    freshToken: () => signIn(`member@${church}.demo`),
    wait: () => new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 200)),
  })
  const heard = () => shown.map(({ sequence }) => sequenceIn(sequence))

  // It begins with what is new by the time that it listens.
  while (shown.length === 0) await tell(author)
  const committed = () => committedFrom(heard()[0] ?? '0')
  for (let round = 0; round < 2; round += 1) {
    let isOver = false
    const telling = (async () => {
      while (!isOver) await tell(author)
    })()
    const before = shown.length
    await eventually(() => shown.length).toBeGreaterThan(before + 5)
    await server.end('SIGKILL')
    server = await start()
    await tell(author)
    isOver = true
    await telling
    await eventually(async () => heard().at(-1) === (await committed()).at(-1)).toBe(true)
  }

  expect(heard()).toEqual(await committed())
  expect(shown.length).toBeGreaterThan(12)
  // It came back with the number that it had: the server sent nothing again.
  expect(counts).toHaveLength(shown.length)
  expect(counts.at(-1)).toBeGreaterThan(0)
  live.stop()
}, 180_000)
