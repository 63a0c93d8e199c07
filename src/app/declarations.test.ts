import { globSync } from 'node:fs'
import { GraphQLInt, GraphQLObjectType, GraphQLSchema } from 'graphql'
import { describe, expect, it } from 'vitest'
import type { Feature } from '../platform/feature.js'
import { declaredOperations } from './declarations.js'
import { buildSchema } from './schema.js'

/** The domains whose operations a feature opens (domain.md, sections 4 and 5), and which. */
const gatedDomains: Readonly<Record<string, Feature>> = {
  events: 'events',
  registrations: 'events',
  announcements: 'announcements',
  documents: 'documents',
  pledges: 'pledges',
  volunteers: 'volunteerManagement',
  requests: 'serviceRequests',
  prayers: 'prayerRequests',
  'altar-calls': 'altarCalls',
  'pastoral-notes': 'pastoralNotes',
  workflows: 'membershipWorkflows',
  sacraments: 'sacraments',
  certificates: 'certificates',
  offices: 'elderRoles',
  'session-notes': 'sessionNotes',
}

const operations = declaredOperations(buildSchema())

/** The operations whose resolvers stand in the folder of a domain. */
async function operationsOf(domain: string) {
  const files = globSync(new URL(`../${domain}/*.resolver.ts`, import.meta.url).pathname)
  const modules = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ file) as Promise<Record<string, unknown>>),
  )
  const classes = modules.flatMap((module) => Object.values(module)).filter((value) => typeof value === 'function')
  const methods = new Set(classes.flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype)))
  return operations.filter(({ name }) => methods.has(name))
}

describe('every operation of a domain behind a gate', () => {
  it.each(Object.entries(gatedDomains))('of %s declares it: %s', async (domain, feature) => {
    const found = await operationsOf(domain)

    expect(found.filter((operation) => operation.feature !== feature)).toEqual([])
  })

  it('is looked at: those of events and of announcements are found', async () => {
    expect((await operationsOf('events')).map(({ name }) => name)).toContain('createEvent')
    expect((await operationsOf('announcements')).map(({ name }) => name)).toContain('announcements')
  })
})

describe('an operation', () => {
  const gated = new GraphQLObjectType({
    name: 'Choir',
    extensions: { feature: 'events' },
    fields: { size: { type: GraphQLInt } },
  })
  const page = new GraphQLObjectType({ name: 'ChoirConnection', fields: { nodes: { type: gated } } })
  const schemaWith = (extensions: object, type: GraphQLObjectType | typeof GraphQLInt = GraphQLInt) =>
    new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields: { choirs: { type, extensions: { ...extensions } } } }),
      mutation: new GraphQLObjectType({ name: 'Mutation', fields: { sing: { type, extensions: { ...extensions } } } }),
    })

  it('that says not who may call it keeps the server from starting', () => {
    expect(() => declaredOperations(schemaWith({}))).toThrow('Who may call choirs? Declare it with @Access.')
  })

  it.each([
    ['a thing', gated],
    ['a page of things', page],
  ])('that answers %s behind a gate without declaring it keeps the server from starting', (_case, type) => {
    expect(() => declaredOperations(schemaWith({ access: 'signedIn' }, type))).toThrow(
      'choirs answers what the feature events opens',
    )
    expect(declaredOperations(schemaWith({ access: 'signedIn', feature: 'events' }, type))).toHaveLength(2)
  })

  it('is a write of the subscription when it is a mutation, unless it says else', () => {
    const classes = (extensions: object) => declaredOperations(schemaWith(extensions)).map((one) => one.subscription)

    expect(classes({ access: 'signedIn' })).toEqual(['reads', 'writes'])
    expect(classes({ access: 'signedIn', subscription: 'reads' })).toEqual(['reads', 'reads'])
  })

  it('works in a lapsed church when it only signs in or marks as read', () => {
    const working = operations.filter(({ kind, subscription }) => kind === 'mutation' && subscription === 'reads')

    expect(working.map(({ name }) => name)).toEqual(expect.arrayContaining(['signIn', 'markNotificationsRead']))
  })
})
