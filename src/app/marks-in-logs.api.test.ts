import { once } from 'node:events'
import { beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createLog } from '../platform/log.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { download } from '../testing/download.js'
import { eventually } from '../testing/eventually.js'
import { importNow, openImport, sendFile } from '../testing/import-bed.js'
import { openRawSocket } from '../testing/raw-socket.js'
import { createWorld } from '../testing/world.js'

/** Stands wherever somebody writes what nobody else may read; a word that nothing of ours has. */
const mark = 'Zerubbabel'

const lines: string[] = []
const log = createLog('debug', { write: (line) => void lines.push(line) })
const world = await createWorld({ log })

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
})

const createMember = `mutation ($input: CreateMemberInput!) {
  createMember(input: $input) { member { id } errors { code } } }`
const marked = { input: { firstName: mark, lastName: mark, email: `${mark}@people.example` } }

/** Lets PostgreSQL fail at the next member that is entered, in its own words. */
async function failAt(statement: string): Promise<void> {
  const schema = `c_${church.church.placeKey}`
  await world.database.owner.query(`
    create or replace function ${schema}.fail() returns trigger language plpgsql as $$
    declare word text := new.first_name; begin ${statement}; return new; end $$;
    create or replace trigger fail before insert on ${schema}.member for each row execute function ${schema}.fail()`)
}

async function mend(): Promise<void> {
  await world.database.owner.query(`drop trigger fail on c_${church.church.placeKey}.member`)
}

/** What a raw socket is told before it closes. */
async function say(socket: WebSocket, frame: string | Buffer): Promise<void> {
  const closed = once(socket, 'close')
  socket.send(frame)
  setTimeout(() => socket.close(), 300)
  await closed
}

const silentSocket = async (): Promise<WebSocket> => {
  const headers = { host: `${church.church.subdomain}.localhost:${world.port}` }
  const socket = new WebSocket(`ws://127.0.0.1:${world.port}/graphql`, 'graphql-transport-ws', { headers })
  await once(socket, 'open')
  return socket
}

const inSocket = (frame: object | string) => async () => {
  await say(await openRawSocket(admin.api), typeof frame === 'string' ? frame : JSON.stringify(frame))
}

const broken = (statement: string) => async () => {
  await failAt(statement)
  const { text } = await admin.api.sendText(createMember, marked)
  await mend()
  // Whoever asked is not told either: an answer is kept by who knows what in between.
  expect(text).toContain('INTERNAL_SERVER_ERROR')
  expect(text).not.toContain(mark)
}

const failures: Readonly<Record<string, () => Promise<unknown>>> = {
  'a body that is no JSON': () => admin.api.sendBody(`{"query": "mutation { signIn(password: ${mark}`),
  'a body that is no JSON, on the long way': () =>
    admin.api.with({ headers: { accept: 'application/json;q=1' } }).sendBody(`{"password": ${mark}`),
  'a text that is no GraphQL': () => admin.api.sendText(`mutation { signIn(input: { password: "${mark}`),
  'a text that asks for nothing there is': () => admin.api.sendText(`{ nothing(password: "${mark}") }`),
  'values of the wrong kind': () =>
    admin.api.sendText('mutation ($i: SignInInput!) { signIn(input: $i) { errors { code } } }', {
      i: { email: { mark }, password: [mark], [mark]: mark },
    }),
  'a wrong password': () =>
    church.stranger.sendText('mutation ($i: SignInInput!) { signIn(input: $i) { errors { code } } }', {
      i: { email: `${mark}@people.example`, password: mark },
    }),
  'a token that is none': () =>
    church.stranger.with({ token: `${mark}.${mark}.${mark}` }).sendText('{ viewer { id } }'),
  'an id that is none': () => admin.api.sendText('query ($id: ID!) { member(id: $id) { id } }', { id: mark }),
  'addresses that cannot be read': async () => {
    for (const path of [
      `/api/v1/imports/%E0%A4%A/file?token=${mark}`,
      `/api/v1/photos/%ff${mark}?signature=${mark}`,
      `/api/v1/members/export-csv/?link=${mark}`,
      `/api/v1/events/calendar.ics?token=${mark}`,
      `/api/v1/notifications/unsubscribe?token=${mark}&token=${mark}`,
      `http://[${mark}/api/v1/members/export-csv/?link=${mark}`,
    ]) {
      const { status } = await download({ church, path })
      expect(status).toBeLessThan(500)
    }
  },
  'a frame that is no JSON': inSocket(`{"type": "subscribe", ${mark}`),
  'a frame of no known type': inSocket({ type: mark, payload: { token: mark } }),
  'a second greeting': inSocket({ type: 'connection_init', payload: { token: mark } }),
  'a subscription that is no GraphQL': inSocket({
    ...{ type: 'subscribe', id: mark },
    payload: { query: `subscription { notificationAdded(after: "${mark}`, variables: { mark } },
  }),
  'a subscription with values of the wrong kind': inSocket({
    ...{ type: 'subscribe', id: mark },
    payload: {
      query: 'subscription ($a: String) { notificationAdded(after: $a) { sequence } }',
      variables: { a: [mark] },
    },
  }),
  'a greeting with a token that is none': async () =>
    say(await silentSocket(), JSON.stringify({ type: 'connection_init', payload: { token: mark } })),
  'a frame that is too long': async () => say(await openRawSocket(admin.api), mark.repeat(20_000)),
  'bytes that are no text': async () => {
    const socket = await openRawSocket(admin.api)
    const closed = once(socket, 'close')
    socket.send(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(mark)]), { binary: false })
    await closed
  },
  'a value that PostgreSQL cannot read': broken('perform word::integer'),
  'a day that PostgreSQL does not know': broken('perform word::date'),
  'a text that PostgreSQL cannot read as JSON': broken(`perform ('{"a": ' || word)::jsonb`),
  'a row that PostgreSQL refuses': broken('new.status := null'),
  'a row that there is already': broken(
    `create temporary table once (word text unique) on commit drop; execute 'insert into once values ($1), ($1)' using word`,
  ),
  'a statement that PostgreSQL was given whole': broken(`execute format('select %L::integer', word)`),
  'a list that PostgreSQL cannot read': broken('perform word::integer[]'),
  'a connection that broke': async () => {
    await failAt('perform pg_terminate_backend(pg_backend_pid())')
    const { text } = await admin.api.sendText(createMember, marked)
    await mend()
    expect(text).not.toContain(mark)
  },
  'a job that fails in the database': async () => {
    await world.startJobs()
    await failAt('perform word::integer')
    const { id, path } = await openImport(admin)
    await sendFile(church, path, `First Name,Last Name\n${mark},${mark}\n`)
    const step = (name: string) =>
      admin.api.sendText(`mutation ($i: ID!) { ${name}(input: { id: $i }) { errors { code } } }`, { i: id })
    expect((await step('previewImport')).errors).toEqual([])
    await eventually(async () => (await importNow(admin, id)).status).toBe('PREVIEWED')
    await admin.api.sendText(
      'mutation ($i: ID!) { startImport(input: { id: $i, idempotencyKey: "c0a80101-0000-4000-8000-000000000001" }) { errors { code } } }',
      { i: id },
    )
    const failed = async () =>
      (
        await world.database.owner.query<{ last_error: string }>(
          'select last_error from jobs.job where church = $1 and last_error is not null',
          [church.church.placeKey],
        )
      ).rows
    await eventually(async () => (await failed()).length).toBeGreaterThan(0)
    expect(JSON.stringify(await failed())).not.toContain(mark)
    await mend()
  },
}

describe('the log', () => {
  it.each(Object.entries(failures))('tells nothing of what was written into %s', async (_what, fail) => {
    const { length } = lines
    await fail()

    expect(lines.slice(length).filter((line) => line.includes(mark))).toEqual([])
  })
})
