import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../../testing/church-world.js'
import { sendRaw } from '../../testing/raw-connection.js'
import { createWorld } from '../../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let other: ChurchWorld
let person: Person
beforeAll(async () => {
  church = await world.church()
  other = await world.church()
  person = await church.person('ADMIN')
})

const question = JSON.stringify({ query: '{ viewer { id } }' })

/** One request as bytes, sent by somebody who is signed in; `lines` come beside, or in place of, the usual ones. */
const request = (
  lines: readonly string[],
  body: string | Buffer = question,
  first = 'POST /graphql HTTP/1.1',
): Buffer => {
  const usual = [
    `Host: ${church.church.subdomain}.localhost`,
    `Authorization: Bearer ${person.token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ]
  const named = new Set(lines.map((line) => line.split(':')[0]?.toLowerCase()))
  const kept = usual.filter((line) => !named.has(line.split(':')[0]?.toLowerCase()))
  return Buffer.concat([Buffer.from(`${[first, ...kept, ...lines].join('\r\n')}\r\n\r\n`), Buffer.from(body)])
}

const host = (name: string): readonly string[] => [`Host: ${name}`]
const own = (): string => `${church.church.subdomain}.localhost`

/** A request, and the status it is answered by; 0 where the connection is ended without a word. */
const requests: readonly (readonly [string, number, () => Buffer, string?])[] = [
  ['a batch', 400, () => request([], `[${question},${question}]`), 'BAD_REQUEST'],
  ['a thousand in a batch', 400, () => request([], `[${Array(1000).fill(question).join(',')}]`), 'BAD_REQUEST'],
  ['a question by GET', 405, () => request([], '', 'GET /graphql?query=%7Bviewer%7Bid%7D%7D HTTP/1.1'), 'BAD_REQUEST'],
  [
    'a change by GET',
    405,
    () => request([], '', `GET /graphql?query=${encodeURIComponent('mutation{signIn}')} HTTP/1.1`),
    'BAD_REQUEST',
  ],
  [
    'a change by GET that says it is a POST',
    405,
    () =>
      request(
        ['X-HTTP-Method-Override: POST'],
        '',
        `GET /graphql?query=${encodeURIComponent('mutation{signIn}')} HTTP/1.1`,
      ),
    'BAD_REQUEST',
  ],
  ['a form', 400, () => request(['Content-Type: application/x-www-form-urlencoded'], 'query=%7Bviewer%7Bid%7D%7D')],
  ['plain text', 400, () => request(['Content-Type: text/plain']), 'BAD_REQUEST'],
  ['no type at all', 400, () => request(['Content-Type: ']), 'BAD_REQUEST'],
  ['an upload', 400, () => request(['Content-Type: multipart/form-data; boundary=x'], '--x--'), 'BAD_REQUEST'],
  ['two types', 400, () => request(['Content-Type: text/plain, application/json']), 'BAD_REQUEST'],
  ['UTF-16', 400, () => request(['Content-Type: application/json; charset=klingon']), 'BAD_USER_INPUT'],
  ['bytes that are no UTF-8', 400, () => request([], Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 'BAD_USER_INPUT'],
  [
    'a body of half a megabyte',
    400,
    () => request([], JSON.stringify({ query: 'x'.repeat(512 * 1024) })),
    'BAD_USER_INPUT',
  ],
  [
    'a hundred megabytes of zeros, zipped',
    400,
    () => request(['Content-Encoding: gzip'], gzipSync(Buffer.alloc(100 * 1024 * 1024))),
    'BAD_USER_INPUT',
  ],
  ['an unknown packing', 400, () => request(['Content-Encoding: rot13']), 'BAD_USER_INPUT'],
  [
    'a mountain of JSON',
    400,
    () => request([], `{"query":"{ viewer { id } }","variables":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  ],
  ['a mountain of JSON without an end', 400, () => request([], '['.repeat(200_000)), 'BAD_USER_INPUT'],
  ['headers of 64 KB', 431, () => request([`X-Large: ${'x'.repeat(64 * 1024)}`])],
  ['two lengths', 400, () => request(['Content-Length: 5', 'Content-Length: 27'])],
  [
    'a length and chunks, to smuggle a second request',
    400,
    () => request(['Content-Length: 5', 'Transfer-Encoding: chunked']),
  ],
  ['a header with a line break of its own', 400, () => request(['X-Church: a\nX-Other: b'])],
  ['another protocol', 400, () => Buffer.from('\u0016\u0003\u0001\u0002\u0000\u0001')],
  ['a way to tunnel', 0, () => request([], '', 'CONNECT evil.example:443 HTTP/1.1')],
  ['a way to look at headers', 405, () => request([], '', 'TRACE /graphql HTTP/1.1')],
  ['a path with detours', 404, () => request([], '', 'GET /explorer/../../../etc/passwd HTTP/1.1')],
  [
    'a path with hidden detours',
    404,
    () => request([], '', `GET /explorer/${encodeURIComponent('../../package.json')} HTTP/1.1`),
  ],
  ['a path that cannot be read', 404, () => request([], '', 'GET /%E0%A4%A HTTP/1.1')],
]

describe('a client that sends', () => {
  const table = requests.map(([attack, status, bytes, code = null]) => ({ attack, status, bytes, code }))

  it.each(table)('$attack is answered by $status', async ({ status, bytes, code }) => {
    const answer = await sendRaw(world.port, bytes())

    expect(answer.status).toBe(status)
    expect(answer.text).not.toContain(person.userId)
    expect(answer.text).not.toMatch(/node_modules|\.ts:|at .*\(/)
    if (code) expect(answer.text).toContain(`"code":"${code}"`)
  })
})

/** A host, and what it is answered by: never by another church, nor by what a header beside it says. */
const hosts: readonly (readonly [string, number, () => readonly string[]])[] = [
  ['no host', 404, () => host('')],
  ['somebody else’s host', 404, () => host('evil.example')],
  ['our name in front of theirs', 404, () => host(`${own()}.evil.example`)],
  ['our name behind theirs', 404, () => host('evil.example.grace.localhost')],
  ['a name that only ends like ours', 404, () => host('my-localhost')],
  ['two names', 400, () => [`Host: ${own()}`, 'Host: evil.example']],
  ['a name with a user in front', 404, () => host(`${own()}@evil.example`)],
  ['a name with a path', 404, () => host(`${own()}/../evil.example`)],
  ['a name with a port that is none', 404, () => host(`${own()}:4000@evil.example`)],
  ['a name with statements', 404, () => host(`'; drop schema control; --.localhost`)],
  ['another church in X-Church', 403, () => ['X-Church: grace']],
  ['statements in X-Church', 404, () => ['Host: api.localhost', `X-Church: '; drop schema control cascade; --`]],
  ['a schema in X-Church', 404, () => ['Host: api.localhost', 'X-Church: control']],
  ['a prototype in X-Church', 404, () => ['Host: api.localhost', 'X-Church: __proto__']],
  ['a pool church in X-Church', 404, () => ['Host: api.localhost', 'X-Church: null']],
]

describe('a client that calls', () => {
  it.each(hosts)('%s is answered by %i', async (_attack, status, lines) => {
    const answer = await sendRaw(world.port, request(lines()))

    expect(answer.status).toBe(status)
    expect(answer.text).not.toContain(person.userId)
  })

  it.each([
    ['X-Forwarded-Host'],
    ['X-Host'],
    ['Forwarded'],
    ['X-Original-URL'],
    ['X-Rewrite-URL'],
    ['X-HTTP-Host-Override'],
  ])('with another church in %s reaches its own', async (header) => {
    const name = `${other.church.subdomain}.localhost`
    const answer = await sendRaw(world.port, request([`${header}: ${header === 'Forwarded' ? `host=${name}` : name}`]))

    expect(answer.status).toBe(200)
    expect(answer.text).toContain(person.userId)
  })

  it('with the address of another church in the line of the request reaches the host’s', async () => {
    const first = `POST http://${other.church.subdomain}.localhost/graphql HTTP/1.1`

    const answer = await sendRaw(world.port, request([], question, first))

    // The path is what comes behind the host, which the server takes from the header alone.
    expect([200, 404]).toContain(answer.status)
    expect(answer.text).not.toContain(other.church.id)
  })
})

const poisons = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'isAdmin']

describe('a client that poisons prototypes', () => {
  const isClean = (): boolean => !('polluted' in {}) && Object.getPrototypeOf({}) === Object.prototype

  it.each(poisons)('by the key %s changes nothing anywhere', async (key) => {
    const poison = `{"${key}":{"polluted":true,"isAdmin":true}}`
    const change =
      'mutation ($input: CreateMemberInput!) { createMember(input: $input) { member { id } errors { code } } }'
    const inside = `{"input":{"firstName":"A","lastName":"B","${key}":{"polluted":true}}}`
    const bodies = [
      `{"query":"{ viewer { id } }","${key}":{"polluted":true}}`,
      `{"query":"{ viewer { id } }","variables":${poison},"extensions":${poison}}`,
      `{"query":"{ viewer { id } }","operationName":"${key}"}`,
      `{"query":${JSON.stringify(change)},"variables":${inside}}`,
      `{"query":"{ ${key} { id } }"}`,
      `{"query":"{ viewer { ...${key} } } fragment ${key} on Viewer { id }"}`,
      `{"query":"query ($${key}: ID!) { event(id: $${key}) { id } }","variables":${poison}}`,
    ]

    for (const body of bodies) {
      const { status, errors } = await person.api.sendBody(body)
      expect([200, 400, 404]).toContain(status)
      expect(errors.map(({ extensions }) => extensions?.code)).not.toContain('INTERNAL_SERVER_ERROR')
      expect(isClean()).toBe(true)
    }
  })
})

describe('every answer', () => {
  const protective = {
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  }

  it('protects whoever reads it in a browser, errors too', async () => {
    const answers = await Promise.all([
      person.api.sendText('{ viewer { id } }'),
      person.api.sendText('{ nonsense }'),
      person.api.sendBody('{'),
      person.api.ask('GET', '/graphql'),
      person.api.ask('GET', '/nothing'),
      person.api.with({ host: 'nobody-here.localhost' }).sendText('{ viewer { id } }'),
      person.api.ask('GET', '/health/'),
    ])

    for (const { headers } of answers) expect(headers).toMatchObject(protective)
  })
})
