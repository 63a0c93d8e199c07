import { beforeAll, describe, expect, it } from 'vitest'
import { askBySocket } from '../../testing/ask-by-socket.js'
import type { Person } from '../../testing/church-world.js'
import { createWorld } from '../../testing/world.js'

const world = await createWorld()

let person: Person
beforeAll(async () => {
  person = await (await world.church()).person('ADMIN')
})

const times = (count: number, text: string | ((index: number) => string)): string =>
  Array.from({ length: count }, (_, index) => (typeof text === 'string' ? text : text(index))).join(' ')

const nested = (count: number, field: string, inside: string): string =>
  `${`${field} { `.repeat(count)}${inside}${' }'.repeat(count)}`

/** Each fragment spreads the next one twice: 2 to the power of `count` selections out of a few lines. */
const bomb = (count: number): string =>
  `{ viewer { ...f0 } } ${times(count, (at) => `fragment f${at} on Viewer { ...f${at + 1} ...f${at + 1} }`)} fragment f${count} on Viewer { id }`

const signIn = 'signIn(input: { email: "a@b.example", password: "guess" }) { errors { code } }'
const rename = 'updateMember(input: { id: "x", version: 1 }) { errors { code } }'
const people = 'nodes { household { members { id ministries { id } } } }'

/** The same operation over HTTP and over a socket, and what both answer: a code, and the limit that it went beyond. */
const attacks: readonly (readonly [string, string, string, string?])[] = [
  ['is too deep', `{ ${nested(12, 'viewer', 'id')} }`, 'QUERY_TOO_COMPLEX', 'depth'],
  [
    'hides its depth in fragments',
    `{ ...f0 } ${times(13, (at) => `fragment f${at} on Query { viewer { ...f${at + 1} } }`)} fragment f13 on Query { viewer { id } }`,
    'QUERY_TOO_COMPLEX',
    'depth',
  ],
  ['is nested as deep as its text allows', `{ ${nested(600, 'viewer', 'id')} }`, 'QUERY_TOO_COMPLEX', 'depth'],
  ['asks under many aliases', `{ viewer { ${times(31, (at) => `a${at}: id`)} } }`, 'QUERY_TOO_COMPLEX', 'aliases'],
  [
    'multiplies aliases by a fragment',
    `{ viewer { ...F church { id } ...F ...F ...F } } fragment F on Viewer { ${times(8, (at) => `a${at}: id`)} }`,
    'QUERY_TOO_COMPLEX',
    'aliases',
  ],
  [
    'is all directives',
    `{ viewer { ${times(21, (at) => `a: id @include(if: ${at % 2 === 0})`)} } }`,
    'QUERY_TOO_COMPLEX',
    'directives',
  ],
  ['repeats a directive', `{ viewer { id ${times(21, '@skip(if: false)')} } }`, 'QUERY_TOO_COMPLEX', 'directives'],
  ['asks for everything at once', `{ ${times(21, 'viewer { id }')} }`, 'QUERY_TOO_COMPLEX', 'rootFields'],
  ['does everything at once', `mutation { ${times(5, rename)} }`, 'QUERY_TOO_COMPLEX', 'rootFields'],
  ['guesses two passwords', `mutation { a: ${signIn} b: ${signIn} }`, 'QUERY_TOO_COMPLEX', 'rootFields'],
  [
    'guesses two passwords by fragments',
    `mutation { ...F ...F } fragment F on Mutation { ${signIn} }`,
    'QUERY_TOO_COMPLEX',
    'rootFields',
  ],
  ['hides a guess behind work', `mutation { ${rename} ${signIn} }`, 'QUERY_TOO_COMPLEX', 'rootFields'],
  ['is a fragment bomb', bomb(15), 'QUERY_TOO_COMPLEX', 'selections'],
  ['is a larger fragment bomb', bomb(100), 'QUERY_TOO_COMPLEX', 'selections'],
  [
    'goes in circles',
    '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'goes in circles and multiplies',
    `{ ...A } fragment A on Query { ${times(300, '...A')} }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['has too many tokens', `{ viewer { ${times(2000, 'id')} } }`, 'GRAPHQL_PARSE_FAILED'],
  ['is too long', `{ viewer { id } } #${'x'.repeat(16 * 1024)}`, 'QUERY_TOO_COMPLEX', 'text'],
  ['is a mountain of brackets', `{ event(id: ${'['.repeat(990)}${']'.repeat(990)}) { id } }`, 'BAD_USER_INPUT'],
  ['never ends', `{ viewer { ${'church { '.repeat(500)}`, 'GRAPHQL_PARSE_FAILED'],
  [
    'digs through introspection',
    '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['streams', '{ members { nodes @stream { id } } }', 'GRAPHQL_VALIDATION_FAILED'],
]

describe('an operation that', () => {
  const table = attacks.map(([attack, query, code, limit]) => ({
    attack,
    query,
    expected: { code, limit },
  }))

  it.each(table)('$attack is refused, over HTTP and sockets alike', async ({ query, expected }) => {
    const byHttp = await person.api.sendText(query)
    const bySocket = await askBySocket(person.api, query)

    expect(byHttp.status).toBe(400)
    expect(byHttp.data).toBeUndefined()
    for (const { errors } of [byHttp, bySocket]) {
      expect(errors.length).toBeLessThanOrEqual(21)
      expect(errors.map(({ extensions }) => ({ code: extensions?.code, limit: extensions?.limit }))).toContainEqual(
        expected,
      )
    }
  })
})

/** What depends on variables: over a socket only subscriptions get that far, and those there are cost little. */
const costly: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['in its text', `{ members(first: 100) { ${people} } }`, {}],
  ['in a variable', `query ($n: Int) { members(first: $n) { ${people} } }`, { n: 100 }],
  ['in a default', `query ($n: Int = 100) { members(first: $n) { ${people} } }`, {}],
  ['by saying nothing', `{ members { ${people} } }`, {}],
  ['by saying null', `query ($n: Int) { members(first: $n) { ${people} } }`, { n: null }],
  ['as a number too large', `query ($n: Int) { members(first: $n) { ${people} } }`, { n: 2_000_000_000 }],
  ['in a fragment', `{ ...F } fragment F on Query { members(first: 100) { ${people} } }`, {}],
  [
    'in many small pages',
    `{ ${times(12, (at) => `p${at}: members(first: 40) { nodes { household { members { id } } } }`)} }`,
    {},
  ],
]

describe('an operation that costs too much', () => {
  it.each(costly)('%s is refused, and told how much', async (_attack, query, variables) => {
    const { status, errors } = await person.api.sendText(query, variables)

    expect(status).toBe(400)
    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX', limit: 'cost', maximum: 5000 } }])
    expect(errors[0]?.extensions?.actual).toBeGreaterThan(5000)
  })

  it('is refused again when it was allowed with other variables before', async () => {
    const query = `query ($n: Int) { members(first: $n) { ${people} } }`

    expect((await person.api.sendText(query, { n: 1 })).errors).toEqual([])
    expect((await person.api.sendText(query, { n: 100 })).errors).toMatchObject([
      { extensions: { code: 'QUERY_TOO_COMPLEX' } },
    ])
    expect((await person.api.sendText(query, { n: 1 })).errors).toEqual([])
  })

  it('finds no discount in skipped fields, bad arguments or numbers below zero', async () => {
    const skipped = await person.api.sendText(
      `query ($x: Boolean!) { members(first: 100) @include(if: $x) { ${people} } }`,
      { x: true },
    )
    const unreadable = await person.api.sendText(
      `query ($id: ID) { event(id: $id) { id } members(first: 100) { ${people} } }`,
    )
    const negative = await person.api.sendText(`{ members(first: -100) { ${people} } }`)

    expect(skipped.errors[0]?.extensions?.code).toBe('QUERY_TOO_COMPLEX')
    expect(unreadable.status).toBe(400)
    expect(unreadable.data).toBeUndefined()
    expect(negative.errors[0]?.extensions?.code).toBe('BAD_USER_INPUT')
  })
})

describe('an operation full of faults', () => {
  it('is told twenty of them, by HTTP and socket', async () => {
    const query = `{ viewer { ${times(300, (at) => `wrong${at}`)} } }`

    const byHttp = await person.api.sendText(query)
    const bySocket = await askBySocket(person.api, query)

    for (const { errors } of [byHttp, bySocket]) {
      expect(errors.length).toBeGreaterThan(1)
      expect(errors.length).toBeLessThanOrEqual(21)
    }
  })

  it('is told no more of bad variables', async () => {
    const sort = Array.from({ length: 5000 }, () => 'SIDEWAYS')

    const answer = await person.api.sendText('query ($sort: [MemberSort!]) { members(sort: $sort) { totalCount } }', {
      sort,
    })

    expect([answer.status, answer.errors[0]?.extensions?.code]).toEqual([400, 'BAD_USER_INPUT'])
    expect(answer.errors.length).toBeLessThanOrEqual(21)
    expect(answer.text.length).toBeLessThan(10_000)
  })
})

describe('what well-behaved clients send', () => {
  it.each([
    ['a page with everything that belongs to it', `{ members(first: 25) { totalCount ${people} } }`],
    ['thirty aliases', `{ viewer { ${times(30, (at) => `a${at}: id`)} } }`],
    [
      'the question of every explorer',
      `query { __schema { types { name fields { name type { name ofType { name ofType { name ofType { name ofType { name ofType { name ofType { name ofType { name } } } } } } } } } } } }`,
    ],
  ])('%s is served', async (_name, query) => {
    expect(await person.api.sendText(query)).toMatchObject({ status: 200, errors: [] })
  })
})
