import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let person: Person
beforeAll(async () => {
  church = await world.church()
  person = await church.person('ADMIN', { onRoll: false })
})

const json = (body: object): string => JSON.stringify(body)

const codesOf = ({ errors }: Awaited<ReturnType<Person['api']['ask']>>) =>
  errors.map(({ extensions }) => extensions?.code)

describe('a request that cannot be served', () => {
  it.each([
    ['an unknown field', { query: '{ viewer { shoeSize } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['an unknown type', { query: '{ ... on Shoe { size } viewer { id } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a missing argument', { query: '{ event { id } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['broken syntax', { query: '{ viewer { id }' }, 'GRAPHQL_PARSE_FAILED'],
    ['an empty text', { query: '' }, 'BAD_REQUEST'],
    ['a text of no operation', { query: 'fragment F on Viewer { id }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['no text', {}, 'BAD_REQUEST'],
    ['a text that is none', { query: 7 }, 'BAD_REQUEST'],
    ['variables that are none', { query: '{ viewer { id } }', variables: 'x' }, 'BAD_REQUEST'],
    [
      'an unknown operation',
      { query: 'query A { viewer { id } }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'two operations, none named',
      { query: 'query A { viewer { id } } query B { viewer { id } }' },
      'OPERATION_RESOLUTION_FAILURE',
    ],
    ['a missing variable', { query: 'query ($id: ID!) { event(id: $id) { id } }' }, 'BAD_USER_INPUT'],
    [
      'a variable of another type',
      { query: 'query ($n: Int) { events(first: $n) { totalCount } }', variables: { n: 'x' } },
      'BAD_USER_INPUT',
    ],
    ['a number too large', { query: '{ events(first: 9999999999) { totalCount } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a subscription', { query: 'subscription { notificationAdded { sequence } }' }, 'BAD_REQUEST'],
  ])('is told of %s', async (_case, body, code) => {
    const answer = await person.api.sendBody(json(body))

    expect(codesOf(answer)).toEqual([code])
    expect(answer.status).toBe(400)
    expect(answer.text).not.toMatch(/stacktrace|node_modules|\.ts/)
  })

  it('is told that queries cannot be remembered here', async () => {
    const answer = await person.api.sendBody(json({ extensions: { persistedQuery: { version: 1, sha256Hash: 'x' } } }))

    expect(codesOf(answer)).toEqual(['PERSISTED_QUERY_NOT_SUPPORTED'])
  })

  it('is told of a batch', async () => {
    const answer = await person.api.sendBody(
      JSON.stringify([{ query: '{ viewer { id } }' }, { query: '{ viewer { id } }' }]),
    )

    expect([answer.status, ...codesOf(answer)]).toEqual([400, 'BAD_REQUEST'])
  })

  it.each([
    ['broken JSON', '{"query": "{ viewer { id } }"'],
    ['words', 'hello'],
    ['a number', '7'],
    ['null', 'null'],
  ])('is told of %s', async (_case, body) => {
    const answer = await person.api.sendBody(body)

    expect(answer.status).toBe(400)
    expect(codesOf(answer)).toHaveLength(1)
    expect(['BAD_USER_INPUT', 'BAD_REQUEST']).toContain(codesOf(answer)[0])
  })

  it('is told of an empty body', async () => {
    const answer = await person.api.sendBody('')

    expect([answer.status, ...codesOf(answer)]).toEqual([400, 'BAD_REQUEST'])
  })

  it('takes 256 KB and no more', async () => {
    const padded = (bytes: number) => {
      const body = json({ query: '{ viewer { id } }', extensions: { padding: '' } })
      return body.replace('""', `"${'x'.repeat(bytes - body.length)}"`)
    }

    const largest = await person.api.sendBody(padded(256 * 1024))
    const larger = await person.api.sendBody(padded(256 * 1024 + 1))

    expect(largest.status).toBe(200)
    expect([larger.status, ...codesOf(larger)]).toEqual([400, 'BAD_USER_INPUT'])
    expect(larger.errors[0]?.message).toContain('256 KB')
  })

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    '',
  ])('is refused as %s: a page of another site could send it without asking', async (type) => {
    const answer = await person.api
      .with({ headers: { 'content-type': type } })
      .sendBody(json({ query: '{ viewer { id } }' }))

    expect([answer.status, ...codesOf(answer)]).toEqual([400, 'BAD_REQUEST'])
    expect(answer.data).toBeUndefined()
  })

  it('is told of an alphabet nobody reads', async () => {
    const headers = { 'content-type': 'application/json; charset=klingon' }
    const answer = await person.api.with({ headers }).sendBody(json({ query: '{ viewer { id } }' }))

    expect([answer.status, ...codesOf(answer)]).toEqual([400, 'BAD_USER_INPUT'])
  })

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('is told that %s is no way to ask', async (method) => {
    const answer = await person.api.ask(method, '/graphql?query=%7Bviewer%7Bid%7D%7D')

    expect([answer.status, ...codesOf(answer)]).toEqual([405, 'BAD_REQUEST'])
    expect(answer.headers['allow']).toBe('POST')
  })

  it('is told where there is nothing', async () => {
    const answer = await person.api.ask('GET', '/nothing/here')

    expect(answer.status).toBe(404)
    expect(answer.errors[0]?.message).toContain('/nothing/here')
  })
})

describe('a request that is served', () => {
  it('runs the operation it names', async () => {
    const query = 'query A { viewer { id } } query B { viewer { email } }'

    const { data } = await person.api.sendBody(json({ query, operationName: 'B' }))

    expect(data).toEqual({ viewer: { email: person.email } })
  })

  it('is numbered for its reader', async () => {
    const first = await person.api.sendText('{ viewer { id } }')
    const second = await person.api.sendText('{ viewer { id } }')

    expect(first.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id'])
  })

  it('keeps what could be read beside what was refused', async () => {
    const nobody = await church.person(null)
    const id = await church.ministry()

    const { status, data, errors } = await nobody.api.sendText(`{ viewer { id } ministry(id: "${id}") { id } }`)

    expect(status).toBe(200)
    expect(data).toEqual({ viewer: { id: nobody.userId }, ministry: null })
    expect(errors).toMatchObject([{ path: ['ministry'], extensions: { code: 'FORBIDDEN' } }])
  })

  it('tells nothing of what it runs on', async () => {
    const { headers } = await person.api.sendText('{ viewer { id } }')

    expect(headers['x-powered-by']).toBeUndefined()
    expect(headers['server']).toBeUndefined()
    expect(headers['etag']).toBeUndefined()
  })
})

describe('pages of other sites', () => {
  const allowedFor = async (origin: string) => {
    const { headers } = await person.api
      .with({ headers: { origin, 'access-control-request-method': 'POST' } })
      .ask('OPTIONS', '/graphql')
    return headers['access-control-allow-origin']
  }

  it.each(['http://grace.localhost:5173', 'http://localhost:3000', 'http://127.0.0.1:8080'])(
    'at %s may ask',
    async (origin) => {
      expect(await allowedFor(origin)).toBe(origin)
    },
  )

  it.each(['https://example.com', 'http://localhost.example.com', 'http://notlocalhost', 'null'])(
    'at %s may not',
    async (origin) => {
      expect(await allowedFor(origin)).toBeUndefined()
    },
  )
})
