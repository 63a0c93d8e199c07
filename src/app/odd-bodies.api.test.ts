import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../testing/api.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'

// The short way reads bodies by itself: of each that two readers could read in two ways it must make what Express, Apollo
// and graphql-js make of it.

const world = await createWorld()

let church: ChurchWorld
let person: Person
let other: Person
beforeAll(async () => {
  church = await world.church()
  person = await church.person('PASTOR')
  other = await church.person('MEMBER')
  await church.member({ firstName: 'Odd' })
})

const longWords = 'application/json;q=1'

const comparable = ({ status, text }: Answer<unknown>) => ({
  status,
  text: text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id'),
})

const roll = 'query Roll($n: Int, $s: String) { members(first: $n, search: $s) { totalCount nodes { firstName } } }'
const sent = (variables: string, query = roll): string =>
  `{"query": ${JSON.stringify(query)}, "variables": ${variables}}`
const two = JSON.stringify('query A { viewer { id } } query B { members(first: 1) { totalCount } }')

const bodies: readonly (readonly [string, string])[] = [
  ['a name twice in the variables', sent('{"n": 1, "n": 2}')],
  ['a query twice', `{"query": "{ church { id } }", "query": ${JSON.stringify(roll)}}`],
  ['variables twice', `{"query": ${JSON.stringify(roll)}, "variables": {"n": 1}, "variables": {"n": 101}}`],
  ['a prototype among the variables', sent('{"__proto__": {"n": 1}}')],
  ['a prototype beside the variables', `{"__proto__": {"variables": {"n": 1}}, "query": ${JSON.stringify(roll)}}`],
  ['a prototype that is a query', `{"__proto__": {"query": "{ viewer { id } }"}}`],
  ['a constructor among the variables', sent('{"constructor": 1, "toString": null, "n": 1}')],
  ['a number without end', sent('{"n": 1e400}')],
  ['a whole number with a fraction of nothing', sent('{"n": 1.0}')],
  ['a number beyond 32 bits', sent('{"n": 2147483648}')],
  ['minus nothing', sent('{"n": -0}')],
  ['a text in place of a number', sent('{"n": "1"}')],
  ['half a letter', sent(String.raw`{"s": "\ud800"}`)],
  ['a letter of nothing', sent(String.raw`{"s": "a\u0000b"}`)],
  ['variables that are a list', sent('[1]')],
  ['variables that are a text', sent('"{}"')],
  ['variables that are a number', sent('7')],
  ['variables that are false', sent('false')],
  ['an empty name of an operation', `{"query": ${two}, "operationName": ""}`],
  ['no name of an operation where there are two', `{"query": ${two}}`],
  ['a name of an operation that is null', `{"query": ${two}, "operationName": null}`],
  ['a name of an operation that is a list', `{"query": ${two}, "operationName": ["A"]}`],
  ['a name that every object has', `{"query": ${two}, "operationName": "constructor"}`],
  ['extensions that are null', `{"query": "{ viewer { id } }", "extensions": null}`],
  [
    'a hash of Apollo',
    `{"query": "{ viewer { id } }", "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "x"}}}`,
  ],
  ['white space around it', ` \r\n\t{"query": "{ viewer { id } }"}\n `],
  ['something behind it', '{"query": "{ viewer { id } }"} {}'],
  ['a text alone', '"{ viewer { id } }"'],
  ['null', 'null'],
  ['a list', '[{"query": "{ viewer { id } }"}]'],
]

describe.each([
  ['a pastor', () => person],
  ['a member', () => other],
])('of %s', (_who, who) => {
  it.each(bodies)('a body with %s is read by the short way as by the long one', async (_what, body) => {
    const { api } = who()
    // What could be mistaken for it is known and compiled.
    for (const known of [sent('{"n": 1}'), `{"query": ${two}, "operationName": "A"}`, body]) {
      for (let turn = 0; turn < 3; turn += 1) await person.api.sendBody(known)
    }

    const short = await api.sendBody(body)
    const long = await api.with({ headers: { accept: longWords } }).sendBody(body)

    expect(comparable(short)).toEqual(comparable(long))
  })
})

describe('the same text of many at once', () => {
  it('answers each of them with what is theirs', async () => {
    const askers = Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? person : other))

    const answers = await Promise.all(askers.map(({ api }) => api.sendText('{ viewer { id email } }')))

    const theirs = askers.map(({ userId: id, email }) => ({ viewer: { id, email } }))
    expect(answers.map(({ data }) => data)).toEqual(theirs)
  })
})
