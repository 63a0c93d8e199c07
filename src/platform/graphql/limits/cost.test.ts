import { readFileSync } from 'node:fs'
import { buildSchema, getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { costOf } from './cost.js'

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))

function cost(text: string, variables: Readonly<Record<string, unknown>> = {}, hideSuggestions = false): number {
  const document = parse(text)
  const operation = getOperationAST(document, 'Asked') ?? getOperationAST(document)
  if (!operation) throw new Error('The text holds no operation.')
  return costOf({ schema, document, operation, variables, hideSuggestions })
}

describe('costOf', () => {
  it.each([
    ['a scalar', '{ unreadNotificationCount }', 0],
    ['an object', '{ viewer { id name } }', 1],
    ['objects inside', '{ viewer { church { name } member { household { name } } } }', 4],
    ['a page', '{ events(first: 10) { nodes { id title } } }', 11],
    ['a page without a size', '{ events { nodes { id } } }', 101],
    ['a page by edges', '{ events(first: 10) { edges { cursor node { id } } } }', 21],
    ['a page that says where it is', '{ events(first: 10) { nodes { id } pageInfo { hasNextPage } } }', 11],
    ['a count', '{ events(first: 10) { totalCount totalCountIsCapped } }', 11],
    ['a count in a fragment', '{ events(first: 10) { ...F } } fragment F on EventConnection { totalCount }', 11],
    ['a search', '{ members(first: 1, search: "a") { nodes { id } } }', 22],
    ['a short list', '{ members(first: 1) { nodes { ministries { name } } } }', 12],
    [
      'a mutation, its errors free',
      'mutation { updateMember(input: { id: "x", version: 1 }) { member { id } errors { code } } }',
      11,
    ],
    [
      'each row it is given',
      'mutation { markNotificationsRead(input: { ids: ["a", "b", "c"] }) { errors { code } } }',
      13,
    ],
    ['a look at the schema', '{ __schema { types { fields { name } } } __typename }', 100],
    ['only the operation asked for', 'query Other { events { nodes { id } } } query Asked { viewer { id } }', 1],
  ])('of %s', (_what, text, expected) => {
    expect(cost(text)).toBe(expected)
  })

  it('goes by the variables', () => {
    const text = 'query ($n: Int = 7, $x: Boolean = true) { events(first: $n) @include(if: $x) { nodes { id } } }'

    expect([cost(text), cost(text, { n: 50 }), cost(text, { n: 50, x: false })]).toEqual([8, 51, 0])
  })

  it('refuses what cannot be read as bad input, with or without a hint', () => {
    const text = 'query ($sort: [MemberSort!]) { members(sort: $sort) { totalCount } }'
    const refused = (hideSuggestions: boolean) => () => cost(text, { sort: ['NAME_ASK'] }, hideSuggestions)

    expect(refused(false)).toThrow('Did you mean')
    expect(refused(true)).toThrow(/enum\.$/)
  })

  it('gives up after ten thousand nodes', () => {
    const fragments = Array.from({ length: 14 }, (_, at) => `fragment f${at} on Viewer { ...f${at + 1} ...f${at + 1} }`)

    expect(() => cost(`{ viewer { ...f0 } } ${fragments.join(' ')} fragment f14 on Viewer { id }`)).toThrow('10000')
  })
})
