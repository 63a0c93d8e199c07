import { isObjectType, Kind, parse } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { createCompiledOperations } from '../platform/graphql/compiled/compiled-operations.js'
import { readVariables } from '../platform/graphql/limits/cost.js'
import { accessMatrix } from '../testing/access-matrix.js'
import type { Answer, Api } from '../testing/api.js'
import { type Actor, actors, type Cast, gatherCast } from '../testing/matrix-cast.js'
import { createWorld } from '../testing/world.js'
import { buildSchema } from './schema.js'

// One server compiles everything it is asked, the other nothing: the same database, the same questions, the same answers.
// That mutations do under graphql-jit what they should, every other API test says: their servers compile at once.

const world = await createWorld()
const ordinary = await world.secondApp({ compileAfter: null })
const schema = buildSchema()

let cast: Cast
beforeAll(async () => {
  cast = await gatherCast(world)
})

const told = ({ status, headers, text }: Answer<unknown>) => ({
  status,
  body: text.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}(?=[."])/g, (id) => (headers['x-request-id'] === id ? 'its id' : id)),
})

async function both(api: Api, text: string, variables: Readonly<Record<string, unknown>> = {}) {
  return {
    compiled: told(await api.sendText(text, variables)),
    ordinary: told(await api.with({ port: ordinary.port }).sendText(text, variables)),
  }
}

const reads = schema.getQueryType()?.getFields() ?? {}
const queries = Object.entries(accessMatrix).flatMap(([name, row]) => (reads[name] ? [{ name, row }] : []))

describe.each(queries)('the query $name', ({ row }) => {
  it.each(actors)('answers %s the same', async (actor: Actor) => {
    const api = await cast.speaker(actor, row)
    const text = typeof row.text === 'string' ? row.text : row.text(cast.stranger)

    const answers = await both(api, text)

    expect(answers.compiled).toEqual(answers.ordinary)
  })
})

const page = `fragment Page on MemberConnection { totalCount nodes { ...Person } edges { cursor node { id } } pageInfo { hasNextPage endCursor } }
fragment Person on Member { id firstName lastName status joinedOn createdAt version household { id name } ministries { name } }`

const documents: readonly (readonly [string, Readonly<Record<string, unknown>>?])[] = [
  ['{ __typename viewer { __typename id } }'],
  ['{ me: viewer { name role church { name features } } again: viewer { email } }'],
  [`{ members(first: 3) { ...Page } } ${page}`],
  [`query Roll($n: Int = 2, $s: [MemberSort!] = [NAME_DESC]) { members(first: $n, sort: $s) { ...Page } } ${page}`],
  [`query Roll($n: Int) { members(first: $n) { ...Page } } ${page}`, { n: 1 }],
  [`query Roll($n: Int) { members(first: $n) { ...Page } } ${page}`, { n: null }],
  ['query ($n: Int) { members(first: $n) { totalCount } }', { n: 101 }],
  ['query ($n: Int) { members(first: $n) { totalCount } }', { n: -1 }],
  ['query ($n: Int) { members(first: $n) { totalCount } }', { n: 'x' }],
  ['query ($n: Int) { members(first: $n) { totalCount } }', { n: 2.5 }],
  ['query ($n: Int!) { members(first: $n) { totalCount } }', {}],
  ['query ($f: MemberFilter) { members(filter: $f) { totalCount } }', { f: { status: 'ACTIVE' } }],
  ['query ($f: MemberFilter) { members(filter: $f) { totalCount } }', { f: { status: 'DANCING', gender: 7, shoe: 1 } }],
  ['query ($f: MemberFilter) { members(filter: $f) { totalCount } }', { f: { joinedFrom: '2020-02-30' } }],
  ['query ($f: MemberFilter) { members(filter: $f) { totalCount } }', { f: { householdId: 'no id' } }],
  ['query ($f: MemberFilter) { members(filter: $f) { totalCount } }', { f: { householdId: null } }],
  ['query ($s: MemberStatus) { members(filter: { status: $s }) { totalCount } }', {}],
  ['query ($s: MemberStatus) { members(filter: { status: $s }) { totalCount } }', { s: 'ACTIVE' }],
  ['query ($a: String) { members(after: $a) { totalCount } }', { a: 'no cursor' }],
  ['query ($s: [MemberSort!]) { members(sort: $s) { totalCount } }', { s: 'NAME_ASC' }],
  ['query ($s: [MemberSort!]) { members(sort: $s) { totalCount } }', { s: [null] }],
  ['query ($s: String) { members(search: $s) { nodes { firstName } } }', { s: '\u0000' }],
  ['query ($s: String) { members(search: $s) { nodes { firstName } } }', { s: 'a"b\\c\u2028${1}`' }],
  ['query ($id: ID!) { member(id: $id) { id } }', { id: 'no id' }],
  ['query ($id: ID!) { member(id: $id) { id } }', { id: 7 }],
  ['query ($id: ID!) { member(id: $id) { id } }', { id: null }],
  ['query ($id: ID!) { member(id: $id) { id } }', { id: '00000000-0000-4000-8000-000000000000' }],
  ['query ($id: ID!) { member(id: $id) { id } }', { id: '00000000-0000-4000-8000-00000000000A', more: 1 }],
  ['query A($id: ID!) { member(id: $id) { id } } query B { viewer { id } }', {}],
  [
    'query ($a: Boolean!) { viewer { id @include(if: $a) name @skip(if: $a) } church @include(if: $a) { name } }',
    { a: true },
  ],
  [
    'query ($a: Boolean!) { viewer { id @include(if: $a) name @skip(if: $a) } church @include(if: $a) { name } }',
    { a: false },
  ],
  ['query ($a: Boolean!) { viewer { id @include(if: $a) } }', { a: 'yes' }],
  [
    'query ($a: Boolean = false) { viewer { ...V @skip(if: $a) ... @include(if: $a) { email } } } fragment V on Viewer { name }',
  ],
  [
    'query ($a: Boolean!) { members(first: 1) @skip(if: $a) { totalCount } auditLog @include(if: $a) { totalCount } }',
    { a: true },
  ],
  [
    '{ events(first: 2) { totalCount nodes { id title startsAt viewerCan { update } } } announcements(first: 2) { nodes { id } } }',
  ],
  ['{ notifications(first: 5) { nodes { id sequence isRead createdAt } } unreadNotificationCount }'],
  ['{ roles(first: 20) { nodes { key name memberCount permissions { resource action scope } } } }'],
  ['{ users(first: 3) { totalCount nodes { name email roles { name } } } viewer { name } }'],
  ['{ viewer { name } auditLog(first: 2) { nodes { action } } church { name } }'],
  ['{ ministries(first: 5) { nodes { name members(first: 3) { nodes { member { firstName } role } } } } }'],
  [
    '{ households(first: 5) { nodes { name members { member { firstName } } } } myMinistries { role } myProfile { id } }',
  ],
  ['{ directory(first: 3) { totalCount } memberDuplicates { reason } denominations { denomination } }'],
  ['{ platformChurches(first: 2) { totalCount } viewer { id } }'],
  ['{ publicChurch { name } churchSettings { version } domains { host } invitations { email } }'],
  [
    `{ ${Array.from({ length: 20 }, (_, at) => `p${at}: members(first: 9) { nodes { household { name } } }`).join(' ')} }`,
  ],
  [`{ ${Array.from({ length: 21 }, (_, at) => `p${at}: viewer { id }`).join(' ')} }`],
  ['{ viewer_name: members { totalCount } viewer { name } }'],
  ['{ __proto__: viewer { id } constructor: church { name } toString: church { id } }'],
  ['{ __schema { queryType { name } } viewer { id } }'],
  ['{ viewer { id } viewer { name } viewer { ... on Viewer { email } } }'],
  ['{ nothing }'],
  ['{ member(id: "00000000-0000-4000-8000-000000000000") { id } event(id: "x") { id } }'],
]

const asked = documents.map(([text, variables = {}]) => ({ text, variables }))

describe.each(asked)('the document $text with $variables', ({ text, variables }) => {
  it.each(['ADMIN', 'LEADER', 'MEMBER', 'anonymous', 'API key without a right'] as const)(
    'answers %s the same',
    async (actor) => {
      const api = await cast.speaker(actor, { who: 'signedIn', text })
      const answers = await both(api, text, variables)
      expect(answers.compiled).toEqual(answers.ordinary)
    },
  )
})

describe('the compiled schema', () => {
  it('compiles what screens ask for', () => {
    const compiled = createCompiledOperations(schema, { anything: 'JSON', after: 1 })
    const text = `query Roll($n: Int = 2, $a: Boolean!) { members(first: $n) @include(if: $a) { ...Page } } ${page}`
    const document = parse(text)
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION)
    if (!operation) throw new Error('There is no operation.')
    const variables = readVariables({ schema, operation, variables: { a: true } })

    expect(variables).toEqual({ n: 2, a: true })
    expect(compiled.find({ document, operation, variables: variables ?? {}, isTrusted: false })).not.toBeNull()
  })

  it('does not mistake the rule of one field for that of another that could be written alike', async () => {
    const { api } = await cast.church.person(null)
    const text = '{ viewer_church: auditLog { nodes { action } } viewer { church { name } } }'
    const codes = (await api.sendText(text)).errors.map(({ extensions }) => extensions?.code)
    expect(codes).toEqual(['FORBIDDEN'])
  })

  it('has no resolver on a plain field, after requests were served', async () => {
    await cast.church.stranger.sendText('{ publicChurch { name } }')

    // type-graphql keeps what the decorators said here, and exports no way to ask.
    const { fieldResolvers, queries: read, mutations, subscriptions } = globalThis.TypeGraphQLMetadataStorage
    const declared = new Set(
      [...fieldResolvers, ...read, ...mutations, ...subscriptions].map(({ schemaName }) => schemaName),
    )
    const types = Object.values(world.app.schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !type.name.startsWith('__'),
    )
    const fields = types.flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))
    const resolved = fields.flatMap(({ name, resolve }) => (resolve ? [name] : []))
    expect(resolved.length).toBeGreaterThan(100)
    expect(resolved.filter((name) => !declared.has(name))).toEqual([])
  })

  it('calls the methods of field resolvers straight, but of those that are checked before or take more', () => {
    const { fieldResolvers } = globalThis.TypeGraphQLMetadataStorage
    const takesMore = fieldResolvers.filter(
      ({ roles, params = [] }) =>
        roles !== undefined || params.some(({ kind }) => kind !== 'root' && kind !== 'context'),
    )
    const roots = new Set(['Query', 'Mutation', 'Subscription'])
    const types = Object.values(world.app.schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !roots.has(type.name) && !type.name.startsWith('__'),
    )
    const resolved = types
      .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))
      .flatMap(({ name, resolve }) => (resolve ? [{ name, resolve }] : []))
    // type-graphql's own take four parameters.
    const wound = resolved.filter(({ resolve }) => resolve.length === 4).map(({ name }) => name)

    expect(resolved.length - wound.length).toBeGreaterThan(100)
    expect(new Set(wound)).toEqual(new Set(takesMore.map(({ schemaName }) => schemaName)))
  })
})
