import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../testing/api.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let person: Person
let leader: Person
beforeAll(async () => {
  church = await world.church()
  person = await church.person('PASTOR')
  leader = await church.person('MEMBER')
  await church.event({ title: 'Harvest' })
})

/** Understood by whoever negotiates; the short way knows no such words. */
const longWords = 'application/json;q=1'

const unlike = new Set(['date', 'x-request-id'])
const comparable = ({ status, headers, text }: Answer<unknown>) => ({
  status,
  // Errors name the request they belong to.
  text: text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id'),
  headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !unlike.has(name))),
})

const requests: readonly (readonly [string, object])[] = [
  ['a list', { query: '{ members { nodes { id firstName } pageInfo { hasNextPage endCursor } } }' }],
  ['variables', { query: 'query ($n: Int) { events(first: $n) { nodes { title } } }', variables: { n: 1 } }],
  ['variables that are null', { query: '{ viewer { name } }', variables: null }],
  ['one of two operations', { query: 'query A { viewer { id } } query B { viewer { name } }', operationName: 'B' }],
  ['switches', { query: 'query ($on: Boolean!) { viewer { id name @include(if: $on) } }', variables: { on: false } }],
  [
    'a refusal',
    { query: 'mutation { createMember(input: { firstName: "", lastName: "" }) { errors { code path } } }' },
  ],
  ['what may not be read', { query: '{ users { nodes { id } } auditLog { nodes { id } } }' }],
  ['half of it', { query: '{ viewer { name } auditLog { nodes { id } } }' }],
  ['a page too long', { query: '{ members(first: 1000) { nodes { id } } }' }],
  ['a cursor that is none', { query: '{ members(after: "x") { nodes { id } } }' }],
  ['too much', { query: '{ members(first: 100) { nodes { ministries { members { nodes { member { id } } } } } } }' }],
  [
    'variables that fit nothing',
    { query: 'query ($n: Int) { events(first: $n) { totalCount } }', variables: { n: 'x' } },
  ],
  ['nothing valid', { query: '{ nothing }' }],
  ['no operation of that name', { query: 'query A { viewer { id } }', operationName: 'C' }],
  ['a list of requests', [{ query: '{ viewer { id } }' }]],
  ['extensions', { query: '{ viewer { id } }', extensions: { some: 'thing' } }],
]

describe.each([
  ['somebody with rights', () => person.api],
  ['somebody with few', () => leader.api],
  ['a stranger', () => church.stranger],
  ['somebody with a broken token', () => church.stranger.with({ token: 'x.y.z' })],
  ['somebody at no church', () => person.api.with({ host: 'nowhere-at-all.localhost' })],
  ['somebody of another host', () => person.api.with({ headers: { origin: 'http://localhost:3000' } })],
])('to %s', (_who, api) => {
  it.each(requests)('%s is answered by the short way as by the long one', async (_what, body) => {
    const text = JSON.stringify(body)
    // The first time Apollo reads it, the second time it is compiled.
    for (let turn = 0; turn < 3; turn += 1) await api().sendBody(text)

    const short = await api().sendBody(text)
    const long = await api()
      .with({ headers: { ...api().options.headers, accept: longWords } })
      .sendBody(text)

    expect(comparable(short)).toEqual(comparable(long))
  })
})

describe('the short way', () => {
  const asks = (headers: Readonly<Record<string, string>>) =>
    person.api.with({ headers }).sendBody(JSON.stringify({ query: '{ viewer { id } }' }))

  it.each([
    ['nothing', {}],
    ['anything', { accept: '*/*' }],
    ['JSON', { accept: 'application/json' }],
    ['what Apollo Client accepts', { accept: 'application/graphql-response+json,application/json;q=0.9' }],
    [
      'what urql accepts',
      {
        accept:
          'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
      },
    ],
  ] as const)('answers whoever accepts %s in the same media type as Apollo', async (_what, headers) => {
    await asks(headers)
    const short = await asks(headers)
    // A charset in capitals is the same, and for Express to understand.
    const long = await asks({ ...headers, 'content-type': 'application/json;charset="UTF-8"' })

    expect(comparable(short)).toEqual(comparable(long))
  })

  it('is not taken by a body that is no JSON, and says so in the same words', async () => {
    const [short, long] = [
      await person.api.sendBody('{"query": '),
      await person.api.with({ headers: { accept: longWords } }).sendBody('{"query": '),
    ]

    expect(comparable(short)).toEqual(comparable(long))
  })

  it('is not taken by a text that only looks like a known one with its name', async () => {
    const query = 'query A { viewer { id } } query B { viewer { name } }'
    for (let turn = 0; turn < 3; turn += 1) {
      const { status } = await person.api.sendBody(JSON.stringify({ query, operationName: 'B' }))
      expect(status).toBe(200)
    }

    const { status, errors } = await person.api.sendBody(JSON.stringify({ query: `B of ${query}` }))

    expect([status, errors[0]?.extensions?.code]).toEqual([400, 'GRAPHQL_PARSE_FAILED'])
  })

  it('reads a body that begins with a byte order mark', async () => {
    const body = `${String.fromCodePoint(0xfe_ff)}${JSON.stringify({ query: '{ viewer { id } }' })}`

    const [short, long] = [
      await person.api.sendBody(body),
      await person.api.with({ headers: { accept: longWords } }).sendBody(body),
    ]

    expect(long.status).toBe(200)
    expect(comparable(short)).toEqual(comparable(long))
  })
})
