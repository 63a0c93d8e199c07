import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildSchema } from 'graphql'
import { demoPassword } from '../src/app/demo/make-demo.js'
import { Api } from '../src/testing/api.js'
import { startServer } from '../src/testing/server-under-test.js'

// What is delivered is tried as people start it: built, with a database of its own, over real HTTP and a real socket.

const build = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
if (build.status !== 0) throw new Error('dist could not be built.')

const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-boot-'))
const server = await startServer({ DATA_DIR: dataDir, DEMO: 'on' }, ['scripts/start.mjs'])
let exit: unknown = null
try {
  await tryOut(server.port, server.output())
} finally {
  exit = await server.end('SIGTERM')
  await rm(dataDir, { recursive: true, force: true })
}
if (exit !== 0) throw new Error(`The server ended with ${String(exit)} when asked to stop:\n${server.output()}`)
if (!server.output().includes('clean stop')) throw new Error(`The server did not say "clean stop":\n${server.output()}`)

async function tryOut(port: number, banner: string): Promise<void> {
  const api = await signIn(port, banner, 'admin')
  await compareNames(api)
  // Who creates an event is not told of it.
  const member = await signIn(port, banner, 'member')
  const newest = await ask(member, '{ notifications(first: 1) { nodes { sequence } } viewer { email } }')
  const after = /"sequence":"([^"]+)"/.exec(newest)?.[1] ?? null
  const client = member.socket()
  const told = client.iterate({
    query: 'subscription ($after: String) { notificationAdded(after: $after) { notification { title } } }',
    variables: { after },
  })
  const first = told.next()
  const input = { title: 'A first gathering', startsAt: '2099-01-04T09:00:00Z', endsAt: '2099-01-04T11:00:00Z' }
  await ask(api, 'mutation ($input: CreateEventInput!) { createEvent(input: $input) { event { id } } }', { input })
  const delivered = JSON.stringify(await Promise.race([first, sleep(30_000, 'nothing in 30 seconds', { ref: false })]))
  await client.dispose()
  if (!delivered.includes(input.title)) throw new Error(`The subscription was not told of the event, but: ${delivered}`)
  await tryExplorer(port)
}

/** GraphQL types are called what their classes are called, and a bundle could rename those. */
async function compareNames(api: Api): Promise<void> {
  const { data } = await api.sendText('{ __schema { types { name } } }')
  const { types } = (data ?? {})['__schema'] as { readonly types: readonly { readonly name: string }[] }
  const served = new Set(types.map(({ name }) => name))
  const written = new Set(Object.keys(buildSchema(await readFile('schema.graphql', 'utf8')).getTypeMap()))
  const differing = [...served, ...written].filter((name) => served.has(name) !== written.has(name))
  if (differing.length > 0) throw new Error(`dist and schema.graphql differ in the types ${differing.join(', ')}.`)
}

async function signIn(port: number, banner: string, who: 'admin' | 'member'): Promise<Api> {
  const account = /^\s+(?<email>admin@\S+)\s+at http:\/\/(?<church>[a-z0-9-]+)\./m.exec(banner)?.groups
  if (!account) throw new Error(`The banner names no demo account admin@…: src/app/demo made none.\n${banner}`)
  const { church } = account
  const email = account['email']?.replace('admin', who)
  const stranger = new Api({ port, host: `${church}.localhost`, token: null })
  const answer = await ask(
    stranger,
    'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } errors { code } } }',
    { input: { email, password: demoPassword } },
  )
  const token = /"accessToken":"([^"]+)"/.exec(answer)?.[1]
  if (!token) throw new Error(`${email} could not sign in: ${answer}`)
  return stranger.with({ token })
}

async function ask(api: Api, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { status, errors, text } = await api.sendText(query, variables)
  if (status !== 200 || errors.length > 0) throw new Error(`${query} was answered with ${status}: ${text}`)
  return text
}

async function tryExplorer(port: number): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/explorer`)
  if (answer.status === 404) return console.log('note: nothing answers at /explorer')
  if (!answer.ok) throw new Error(`/explorer was answered with ${answer.status}: ${await answer.text()}`)
}
