import { once } from 'node:events'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { createLog } from '../../platform/log.js'
import type { Api } from '../../testing/api.js'
import { askBySocket } from '../../testing/ask-by-socket.js'
import type { ChurchWorld, Person } from '../../testing/church-world.js'
import { eventually } from '../../testing/eventually.js'
import { listen } from '../../testing/listener.js'
import { createWorld } from '../../testing/world.js'
import { mostSockets } from '../socket-counts.js'

const lines: string[] = []
const world = await createWorld({ log: createLog('info', { write: (line) => void lines.push(line) }) })

let church: ChurchWorld
let person: Person
beforeAll(async () => {
  church = await world.church()
  person = await church.person('ADMIN')
})

const open: WebSocket[] = []
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate()
})

/** A socket without a library in between, as rude as it likes. */
function connect(api: Api, headers: Readonly<Record<string, string>> = {}): WebSocket {
  const { host, port, address } = api.options
  const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
    headers: { host: `${host}:${port}`, 'x-forwarded-for': address, ...headers },
  })
  socket.on('error', () => undefined)
  open.push(socket)
  return socket
}

const closeOf = async (socket: WebSocket): Promise<string> => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer]
  return `${code} ${reason.toString()}`.trim()
}

const say = (socket: WebSocket, message: object): void => socket.send(JSON.stringify(message))

/** A socket that was greeted. */
async function greeted(api: Api): Promise<WebSocket> {
  const socket = connect(api)
  await once(socket, 'open')
  const answer = once(socket, 'message')
  say(socket, { type: 'connection_init', payload: { token: api.options.token } })
  await answer
  return socket
}

const subscription = { query: 'subscription { notificationAdded { sequence } }' }

const rudeness: readonly (readonly [string, (socket: WebSocket) => void, string])[] = [
  ['more than 64 KB', (socket) => socket.send('x'.repeat(64 * 1024 + 1)), '1009'],
  [
    'more than 64 KB in pieces',
    (socket) => {
      for (let piece = 0; piece < 70; piece += 1) socket.send('x'.repeat(1024), { fin: piece === 69 })
    },
    '1009',
  ],
  ['no JSON', (socket) => socket.send('hello'), '4400 Invalid message received'],
  ['bytes', (socket) => socket.send(Buffer.from([0xff, 0xfe, 0x00])), '4400 Invalid message received'],
  ['bad UTF-8 as text', (socket) => socket.send(Buffer.from([0xff, 0xfe]), { binary: false }), '1007'],
  ['a message nobody knows', (socket) => say(socket, { type: 'shutdown' }), '4400 Invalid message received'],
  [
    'a message without a text',
    (socket) => say(socket, { type: 'subscribe', id: '1', payload: {} }),
    '4400 Invalid message received',
  ],
  ['a second greeting', (socket) => say(socket, { type: 'connection_init' }), '4429 Too many initialisation requests'],
  [
    'the same id twice',
    (socket) => {
      for (const _ of [1, 2]) say(socket, { type: 'subscribe', id: 'one', payload: subscription })
    },
    '4409 Subscriber for one already exists',
  ],
  [
    'the same long id twice',
    (socket) => {
      for (const _ of [1, 2]) say(socket, { type: 'subscribe', id: 'ä'.repeat(1000), payload: subscription })
    },
    // As many bytes as the reason of a close may have (RFC 6455, 5.5), and no half of a letter.
    `4409 Subscriber for ${'ä'.repeat(54)}$`,
  ],
  [
    'sixty-one messages in a minute',
    (socket) => {
      for (let ping = 0; ping < 61; ping += 1) say(socket, { type: 'ping' })
    },
    '1013 THROTTLED',
  ],
  [
    'a flood that does not stop at its close',
    (socket) => {
      for (let ping = 0; ping < 5000; ping += 1) say(socket, { type: 'ping' })
    },
    '1013 THROTTLED',
  ],
]

describe('a socket that sends', () => {
  it.each(rudeness)('%s is closed', async (_attack, attack, close) => {
    const socket = await greeted((await church.person('MEMBER')).api)

    const closed = closeOf(socket)
    attack(socket)

    expect(await closed).toMatch(new RegExp(`^${close}`))
  })

  it('too long a message is told in the log, as JSON, and to nobody who must act', async () => {
    lines.length = 0
    const socket = await greeted((await church.person('MEMBER')).api)
    socket.send('x'.repeat(100_000))
    await closeOf(socket)

    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      {
        level: 30,
        code: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH',
        msg: 'a socket was closed because of what its client sent',
      },
    ])
  })

  it('a query or a mutation is told to send it by POST', async () => {
    for (const query of [
      '{ viewer { id } }',
      'mutation { signIn(input: { email: "", password: "" }) { errors { code } } }',
    ]) {
      expect((await askBySocket(person.api, query)).codes).toEqual(['BAD_REQUEST'])
    }
  })
})

describe('a subscription called __proto__', () => {
  it('is one like any other', async () => {
    const socket = await greeted((await church.person('MEMBER')).api)
    const answer = once(socket, 'message') as Promise<[Buffer]>
    say(socket, { type: 'subscribe', id: '__proto__', payload: { query: '{ viewer { id } }' } })

    expect(JSON.parse((await answer)[0].toString())).toMatchObject({ id: '__proto__', type: 'error' })
    expect('payload' in {}).toBe(false)
  })
})

describe('a socket that comes', () => {
  it('without a greeting is closed after three seconds', async () => {
    const socket = connect(person.api)

    expect(await closeOf(socket)).toBe('4408 Connection initialisation timeout')
  })

  it('with a subscription before its greeting is closed', async () => {
    const socket = connect(person.api)
    await once(socket, 'open')
    say(socket, { type: 'subscribe', id: '1', payload: subscription })

    expect(await closeOf(socket)).toBe('4401 Unauthorized')
  })

  it.each([
    'https://evil.example',
    'http://grace.localhost.evil.example',
    'null',
    'file://',
    'http://localhost@evil.example',
  ])('from a page at %s is not even opened', async (origin) => {
    const [, response] = (await once(connect(person.api, { origin }), 'unexpected-response')) as [
      unknown,
      { statusCode: number },
    ]

    expect(response.statusCode).toBe(403)
  })

  it.each(['http://localhost:5173', 'http://grace.localhost'])(
    'from a page of ours at %s is opened',
    async (origin) => {
      await once(connect(person.api, { origin }), 'open')
    },
  )

  it('as the eleventh of one person is sent away, until another one goes', async () => {
    const { api } = await church.person('MEMBER')
    const sockets = await Promise.all(Array.from({ length: mostSockets.user }, () => greeted(api)))
    const eleventh = connect(api)
    await once(eleventh, 'open')
    say(eleventh, { type: 'connection_init', payload: { token: api.options.token } })
    expect(await closeOf(eleventh)).toBe('1013 THROTTLED')

    // Other addresses of the same person count too, other people do not.
    expect((await church.person('MEMBER').then(({ api: neighbour }) => greeted(neighbour))).readyState).toBe(
      WebSocket.OPEN,
    )
    sockets[0]?.close()
    await eventually(async () => {
      const socket = connect(api)
      await once(socket, 'open')
      const told = Promise.race([once(socket, 'message').then(() => 'in'), closeOf(socket)])
      say(socket, { type: 'connection_init', payload: { token: api.options.token } })
      return told
    }).toBe('in')
  })

  it('as one too many of an address is sent away before it says who it is; other addresses are not', async () => {
    const sockets = Array.from({ length: mostSockets.address }, () =>
      connect(church.stranger.with({ address: '192.0.2.77' })),
    )
    await Promise.all(sockets.map((socket) => once(socket, 'open')))

    const one = connect(church.stranger.with({ address: '::ffff:192.0.2.77' }))
    const other = connect(church.stranger.with({ address: '192.0.2.78' }))

    expect(await closeOf(one)).toBe('1013 THROTTLED')
    expect(await closeOf(other)).toBe('4408 Connection initialisation timeout')
  })
})

describe('a socket with twenty subscriptions', () => {
  it('is refused the next one, and keeps the others', async () => {
    const { api } = await church.person('MEMBER')
    const socket = await greeted(api)
    const answers: { id: string; type: string; payload: { extensions: object }[] }[] = []
    socket.on('message', (data: Buffer) => answers.push(JSON.parse(data.toString()) as (typeof answers)[number]))
    for (let at = 1; at <= 21; at += 1) say(socket, { type: 'subscribe', id: String(at), payload: subscription })

    await eventually(() => answers.map(({ id, type }) => `${id} ${type}`)).toEqual(['21 error'])
    expect(answers[0]?.payload).toMatchObject([{ extensions: { code: 'THROTTLED', maximum: 20 } }])
    // Nothing says when the others listen: until they do, they hear nothing.
    const hearing = async () => {
      await church.event()
      return new Set(answers.filter(({ type }) => type === 'next').map(({ id }) => id)).size
    }
    await eventually(hearing).toBe(20)
  })
})

describe('meanwhile', () => {
  it('somebody who behaves goes on listening', async () => {
    const listener = await listen(world.app, (await church.person('MEMBER')).api)
    const rude = await greeted((await church.person('MEMBER')).api)
    for (let ping = 0; ping < 1000; ping += 1) say(rude, { type: 'ping' })
    await church.event({ title: 'Still here' })

    expect((await listener.has(1))[0]?.notification?.event?.title).toBe('Still here')
    await listener.close()
  })
})
