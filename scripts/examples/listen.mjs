import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

// Signs in as a demo member and prints each notification of the church as it happens. Ctrl-C ends it.
//
//   node scripts/examples/listen.mjs               live only
//   node scripts/examples/listen.mjs --after eyJ2  first what was told since that `sequence`, as it prints them, then live
//   CHURCH=gracechurch SERVER=http://127.0.0.1:4001 node scripts/examples/listen.mjs
//
// It calls the server by its address and names the church beside it: outside browsers many machines do not find hosts
// such as olamchurch.localhost.

const server = process.env.SERVER ?? 'http://127.0.0.1:4000'
const church = process.env.CHURCH ?? 'olamchurch'
const email = process.env.EMAIL ?? `member@${church}.demo`
const password = process.env.PASSWORD ?? 'faithflow-demo'
const place = process.argv.indexOf('--after')

// The place of the newest one received. Sent as `after` when we come back, so that nothing is missed or repeated.
let after = place < 0 ? null : process.argv[place + 1]

for (;;) {
  try {
    await listen(await signIn())
  } catch (reason) {
    // Either refused by the API, or closed: then the close event says why.
    const [fault] = Array.isArray(reason) ? reason : [reason]
    const code = fault.extensions?.code ?? fault.code
    say(`ended: ${[code, fault.reason || fault.message].filter(Boolean).join(' ')}`)
    // The same would happen again.
    if ([4400, 4401, 4404].includes(code) || (typeof code === 'string' && code !== 'SERVICE_UNAVAILABLE'))
      process.exit(1)
  }
  await pause(1000 + Math.random() * 4000)
}

async function listen(token) {
  const client = createClient({
    url: `${server.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { token, 'X-Church': church },
    // We come back ourselves: the library would send the old `after` again.
    retryAttempts: 0,
  })
  say(`listening as ${email}${after === null ? '' : `, after ${after}`}`)

  const query = `subscription ($after: String) {
    notificationAdded(after: $after) {
      sequence
      resync
      notification { type title message }
    }
  }`
  for await (const { data, errors } of client.iterate({ query, variables: { after } })) {
    if (errors) throw refusal(errors)
    const { sequence, resync, notification } = data.notificationAdded
    if (resync) {
      say('too much was missed: fetch `notifications` over HTTP; what follows is newer')
      continue
    }
    after = sequence
    say(`${sequence}  ${notification.type}  ${notification.title}\n   ${notification.message}`)
  }
}

async function signIn() {
  const query = `mutation ($input: SignInInput!) {
    signIn(input: $input) { session { accessToken } errors { code message } }
  }`
  const response = await fetch(`${server}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-church': church },
    body: JSON.stringify({ query, variables: { input: { email, password } } }),
  })
  const { data, errors } = await response.json()
  const refused = errors ?? data.signIn.errors
  if (refused.length > 0) throw refusal(refused)
  return data.signIn.session.accessToken
}

/** The first of several reasons, whether it was thrown (`extensions.code`) or returned by a mutation (`code`). */
function refusal([{ message, code, extensions }]) {
  return Object.assign(new Error(message), { code: extensions?.code ?? code })
}

function say(line) {
  process.stdout.write(`${line}\n`)
}
