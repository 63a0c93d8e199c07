import {
  buildSchema,
  execute,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isObjectType,
  Kind,
  parse,
  validate,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { readVariables } from '../limits/cost.js'
import { createCompiledOperations } from './compiled-operations.js'

const schema = buildSchema(`
  scalar JSON
  enum Color { RED GREEN }
  input Inner { a: String = "inner", tags: [String!] }
  input Outer { text: String, many: [Int], inner: Inner, color: Color = GREEN }
  interface Named { name: String }
  type Leaf { name: String, must: String!, color: Color, flag: Boolean!, count: Int, id: ID }
  type Node implements Named {
    name: String, must: String!, echo(input: Outer, n: Int! = 3, color: Color, list: [Int]): JSON
    child: Node, mustChild: Node!, leaves: [Leaf!]!, softLeaves: [Leaf], fails: String, mustFail: String!, throws: Leaf!
  }
  type Query { node: Node, mustNode: Node!, nodes: [Node!], named: Named, echo(input: Outer, n: Int! = 3, color: Color, list: [Int]): JSON, a: Node, context: String }
  type Mutation { add(n: Int!): Int, failing: Int!, slow(n: Int!): Int }
  type Subscription { told(n: Int): Node, counted: Int! }
`)

type Given = Readonly<Record<string, unknown>>

class Refused extends Error {}

const leaf = (more: object = {}) => ({ name: 'leaf', must: 'x', color: 'RED', flag: true, count: 1, id: 'i', ...more })
const node = (): object => ({
  name: 'node',
  must: 'here',
  leaves: [leaf(), leaf({ count: '5', name: 7, flag: 1 })],
  softLeaves: [leaf(), null, leaf({ must: null }), leaf({ color: 'PURPLE' })],
})
const fail = (): never => {
  throw new Refused('no')
}
const order: unknown[] = []
const resolvers: Readonly<Record<string, GraphQLFieldResolver<unknown, unknown, Given>>> = {
  'Query.node': node,
  'Query.a': async () => node(),
  'Query.mustNode': async () => node(),
  'Query.nodes': async () => [node(), node()],
  'Query.named': () => ({ __typename: 'Node', name: 'n' }),
  'Query.echo': (_source, given): unknown => given,
  'Query.context': (_source, _given, context) => String(context),
  'Node.echo': (_source, given): unknown => given,
  'Node.child': async () => node(),
  'Node.mustChild': async () => null,
  'Node.fails': async () => fail(),
  'Node.mustFail': fail,
  'Node.throws': () => new Refused('returned'),
  'Subscription.told': (delivery) => delivery,
  'Subscription.counted': (delivery) => Object.keys(delivery as object).length,
  'Mutation.add': async (_source, { n }: Given) => {
    order.push(n)
    return n
  },
  'Mutation.slow': async (_source, { n }: Given) => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    order.push(n)
    return n
  },
  'Mutation.failing': async () => fail(),
}
for (const type of Object.values(schema.getTypeMap())) {
  for (const field of isObjectType(type) ? Object.values(type.getFields()) : []) {
    const resolve = resolvers[`${type.name}.${field.name}`]
    if (resolve) field.resolve = resolve
  }
}

const told = ({ data, errors }: ExecutionResult) => ({
  data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
  errors: (errors ?? [])
    .map(({ message, path, locations, originalError }) =>
      JSON.stringify({ message, path, locations, isRefused: originalError instanceof Refused }),
    )
    .toSorted(),
})

function findIn(one: GraphQLSchema, text: string, sent: Readonly<Record<string, unknown>>) {
  const document = parse(text)
  expect(validate(one, document)).toEqual([])
  const [operation] = document.definitions.flatMap((found) => (found.kind === Kind.OPERATION_DEFINITION ? [found] : []))
  if (!operation) throw new Error('There is no operation.')
  const asked = { schema: one, document, operation, variables: sent, hideSuggestions: false }
  const variables = readVariables(asked)
  if (!variables) throw new Error('These variables cannot be read.')
  const compiled = createCompiledOperations(one, { anything: 'JSON', after: 1 })
  return { document, variables, run: compiled.find({ document, operation, variables, isTrusted: false }) }
}

async function both(text: string, sent: Readonly<Record<string, unknown>> = {}, rootValue: object = {}) {
  const { document, variables, run } = findIn(schema, text, sent)
  if (!run) throw new Error('It was not compiled.')
  const contextValue = 'the context'
  const ordinary = await execute({ schema, document, variableValues: sent, contextValue, rootValue })
  const compiled = await run(contextValue, variables, rootValue)
  return { compiled: told(compiled), ordinary: told(ordinary) }
}

describe('a compiled operation answers what graphql-js answers', () => {
  it.each([
    ['plain fields', '{ node { name must leaves { name color flag count id } } }'],
    ['aliases', '{ x: node { y: name z: leaves { w: name } } other: a { name } }'],
    ['__typename', '{ __typename node { __typename t: __typename leaves { __typename } } }'],
    ['the context', '{ context }'],
    ['a null in a list that may hold them', '{ node { softLeaves { name } } }'],
    ['a null where none may be, inside a list', '{ node { softLeaves { must } } }'],
    ['a null where none may be, up to the top', '{ mustNode { mustChild { name } } }'],
    ['a null where none may be, up to the next that may', '{ node { name mustChild { name } } a { name } }'],
    ['a failing resolver', '{ node { name fails } }'],
    ['a failing resolver where no null may be', '{ node { name mustFail } a { name } }'],
    ['a failing resolver in each entry', '{ nodes { name fails } }'],
    ['an error that is returned', '{ node { name throws { name } } }'],
    ['a value that is none of its enum', '{ node { softLeaves { color } } }'],
    [
      'fragments',
      'query { node { ...F child { ...F } } } fragment F on Node { name leaves { ...L } } fragment L on Leaf { must }',
    ],
    ['the same field twice', '{ node { leaves { name } leaves { must } ... { leaves { id } } } }'],
    ['a fragment of an interface', '{ node { ... on Named { name } } }'],
    [
      'literals',
      '{ echo(input: { text: "a\\"b\u2028", many: [1, null], inner: { tags: ["x"] } }, color: RED, list: 4) }',
    ],
    ['defaults', '{ echo node { echo(input: {}) } }'],
    ['a selection that nothing is left of', '{ node { child { name @skip(if: true) } } }'],
  ])('to %s', async (_what, text) => {
    const { compiled, ordinary } = await both(text)
    expect(compiled).toEqual(ordinary)
  })

  // What is null is the same. graphql-js stops at the first that empties a place, graphql-jit tells of each: both may (specification, 6.4.4).
  it.each([
    ['in each entry of a list', '{ nodes { mustChild { name } } a { name } }'],
    ['between failures', '{ nodes { x: fails mustChild { name } y: fails } a { name } }'],
    ['twice', '{ node { x: mustChild { name } y: mustChild { name } mustFail } a { name } }'],
  ])('with the same nulls to a null where none may be, %s', async (_where, text) => {
    const { compiled, ordinary } = await both(text)
    expect(compiled.data).toEqual(ordinary.data)
    expect(compiled.errors.length).toBeGreaterThanOrEqual(ordinary.errors.length)
  })

  const switched = `query ($a: Boolean!, $b: Boolean = true) {
    node @include(if: $a) { name ...F @skip(if: $b) must @skip(if: $a) @include(if: $b) }
    a { ...F @skip(if: $a) ...F @include(if: $b) child @include(if: $a) { ...F } }
  } fragment F on Node { leaves { name @include(if: $b) must @skip(if: $a) } }`

  it.each([{ a: true }, { a: false }, { a: true, b: false }, { a: false, b: false }, { a: false, b: true }])(
    'to switches that stand at %o',
    async (sent) => {
      const { compiled, ordinary } = await both(switched, sent)
      expect(compiled).toEqual(ordinary)
    },
  )

  const given = `query ($o: Outer, $n: Int! = 9, $c: Color = RED, $l: [Int]) {
    echo(input: $o, n: $n, color: $c, list: $l) node { echo(input: $o, color: $c) } }`

  it.each([
    {},
    { o: null, l: null },
    { o: {}, n: 1, c: 'GREEN', l: [1, null] },
    { o: { text: '__MAGIC_NAN__', many: 3, inner: { tags: 'one' }, color: null }, l: 7 },
    { o: { text: null, inner: { a: null } } },
  ])('to the variables %o', async (sent) => {
    const { compiled, ordinary } = await both(given, sent)
    expect(compiled).toEqual(ordinary)
  })

  it('to mutations, which run one after the other, those behind a failure too', async () => {
    const text = 'mutation { a: slow(n: 1) b: add(n: 2) c: slow(n: 3) d: add(n: 4) }'
    order.length = 0
    const { compiled, ordinary } = await both(text)

    expect(compiled).toEqual(ordinary)
    expect(order).toEqual([1, 2, 3, 4, 1, 2, 3, 4])
    const failing = await both('mutation { a: add(n: 1) failing b: add(n: 2) }')
    expect(failing.compiled).toEqual(failing.ordinary)
  })
})

it.each([
  ['a whole one', 'subscription ($n: Int) { told(n: $n) { name leaves { name } child { name } } }', node()],
  ['one that fails in part', 'subscription { told { name fails softLeaves { must } } }', node()],
  ['one that fails at the top', 'subscription { told { name mustFail } }', node()],
  ['one without an object', 'subscription { told { name } }', {}],
  ['a value', 'subscription { counted }', node()],
])('a delivery is answered as graphql-js answers it: %s', async (_what, text, delivery) => {
  for (const one of [delivery, { ...delivery, name: 'another' }]) {
    const { compiled, ordinary } = await both(text, {}, one)

    expect(compiled).toEqual(ordinary)
  }
})

describe('what graphql-jit would get wrong is left to graphql-js', () => {
  it.each([
    ['names that it could take for another’s', '{ node_name: context node { name } }', {}],
    ['a name it uses itself', '{ nodes { idx0: name } }', {}],
    ['a name that is no name of an object', '{ __proto__: context }', {}],
    [
      'text that it would run',
      '{ echo(input: { text: "__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74dprocess.exit()" }) }',
      {},
    ],
    ['a variable in an object', 'query ($t: String) { echo(input: { text: $t }) }', {}],
    ['a variable in a list', 'query ($n: Int) { echo(list: [1, $n]) }', {}],
    ['an abstract type', '{ named { name } }', {}],
    ['introspection', '{ __schema { types { name } } }', {}],
    ['a null in the place of a default', 'query ($n: Int = 3) { echo(n: $n) }', { n: null }],
    [
      'more switches than are worth it',
      'query ($a: Boolean!, $b: Boolean!, $c: Boolean!, $d: Boolean!) { context @skip(if: $a) x: context @skip(if: $b) y: context @skip(if: $c) z: context @skip(if: $d) }',
      { a: true, b: true, c: true, d: true },
    ],
    ['what is large', `{ ${Array.from({ length: 401 }, (_, at) => `f${at}: context`).join(' ')} }`, {}],
  ])('%s', (_what, text, sent) => {
    expect(findIn(schema, text, sent).run).toBeNull()
  })

  it('a schema in which it could take one resolver for another is refused', () => {
    const clashing = buildSchema(
      'scalar JSON type Query { a: Member, b: Membership } type Member { shipX: Int } type Membership { X: Int }',
    )
    expect(() => createCompiledOperations(clashing, { anything: 'JSON', after: 1 })).toThrow(/could be taken/)
  })
})

describe('an operation is compiled', () => {
  const document = parse('{ context }')
  const [operation] = document.definitions.flatMap((found) => (found.kind === Kind.OPERATION_DEFINITION ? [found] : []))
  const asked = { document, operation: operation ?? fail(), variables: {} }

  it('when it came for the third time, and is the same from then on', () => {
    const compiled = createCompiledOperations(schema, { anything: 'JSON', after: 3 })
    const found = [1, 2, 3, 4].map(() => compiled.find({ ...asked, isTrusted: false }))

    expect(found.map((run) => run !== null)).toEqual([false, false, true, true])
    expect(found[3]).toBe(found[2])
  })

  it('at once when it is one of our own clients’', () => {
    const compiled = createCompiledOperations(schema, { anything: 'JSON', after: 3 })
    expect(compiled.find({ ...asked, isTrusted: true })).not.toBeNull()
  })
})
