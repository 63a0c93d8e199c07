import 'reflect-metadata'
import { createServer } from 'node:http'
import { ApolloServer } from '@apollo/server'
import { expressMiddleware } from '@as-integrations/express5'
import express from 'express'
import {
  Arg,
  buildSchemaSync,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { createMember, dashboard, memberById, memberPage } from './answers.mjs'
import { ready } from './bed.mjs'
import { loaders, signInPayload } from './graphql-peer.mjs'

// Apollo Server and type-graphql as their guides set them up. Decorators are called by hand: this file is not compiled.

const type = (name, fields, decorate = ObjectType) => {
  const made = class {}
  for (const [field, [of, nullable = false]] of Object.entries(fields)) Field(of, { nullable })(made.prototype, field)
  decorate(name)(made)
  return made
}
const id = [() => ID]
const text = [() => String]
const textOrNull = [() => String, true]

const Household = type('Household', { id, name: text })
const Ministry = type('Ministry', { id, name: text })
const Named = type('Named', { id: [() => ID, true], name: text })
const Titled = type('Titled', { id, title: text, startsAt: textOrNull })
const Member = type('Member', {
  ...{ id, memberNumber: text, firstName: text, lastName: text, email: textOrNull, phone: textOrNull, status: text },
  ...{ createdAt: text, version: [() => Int] },
})
const connection = (name, of) => type(`${name}Connection`, { nodes: [() => [of]] })
const [Members, Households, Ministries, Titles, Names] = [
  ...[connection('Member', Member), connection('Household', Household), connection('Ministry', Ministry)],
  ...[connection('Titled', Titled), connection('Named', Named)],
]
const UserError = type('UserError', { code: text })
const Viewer = type('Viewer', { email: text })
const Session = type('Session', { accessToken: text })
const Created = type('CreateMemberPayload', { member: [() => Member, true], errors: [() => [UserError]] })
const SignedIn = type('SignInPayload', {
  viewer: [() => Viewer, true],
  session: [() => Session, true],
  errors: [() => [UserError]],
})
const NewMember = type('CreateMemberInput', { firstName: text, lastName: text }, InputType)
const SignIn = type('SignInInput', { email: text, password: text }, InputType)

class Resolvers {}
const { prototype } = Resolvers
const add = (name, kind, [of, nullable], [parameter, resolve]) => {
  prototype[name] = resolve
  parameter?.(prototype, name, 0)
  kind(of, { nullable })(prototype, name)
}
const first = Arg('first', () => Int, { nullable: true })
const page = (name) => [first, async (count) => ({ nodes: await dashboard[name](count) })]
add('member', Query, [() => Member, true], [Arg('id', () => ID), (asked) => memberById(asked)])
add('members', Query, [() => Members, false], [first, async (count) => ({ nodes: await memberPage(count) })])
add('households', Query, [() => Households, false], page('households'))
add('ministries', Query, [() => Ministries, false], page('ministries'))
add('roles', Query, [() => Names, false], page('roles'))
for (const name of ['events', 'announcements', 'notifications']) add(name, Query, [() => Titles, false], page(name))
add('viewer', Query, [() => Named, true], [null, () => dashboard.viewer()])
add('church', Query, [() => Named, true], [null, () => dashboard.church()])
add('unreadNotificationCount', Query, [() => Int, false], [null, () => dashboard.unreadNotificationCount()])
add(
  'createMember',
  Mutation,
  [() => Created, true],
  [Arg('input', () => NewMember), async (input) => ({ member: await createMember(input), errors: [] })],
)
add('signIn', Mutation, [() => SignedIn, true], [Arg('input', () => SignIn), (input) => signInPayload(input)])
Resolver()(Resolvers)

class MemberResolvers {}
const resolveOfMember = (name, of, options, resolve) => {
  MemberResolvers.prototype[name] = resolve
  Root()(MemberResolvers.prototype, name, 0)
  Ctx()(MemberResolvers.prototype, name, 1)
  FieldResolver(of, options)(MemberResolvers.prototype, name)
}
resolveOfMember(
  'household',
  () => Household,
  { nullable: true },
  (member, { household }) => household.load(member.id),
)
resolveOfMember(
  'ministries',
  () => [Ministry],
  {},
  (member, { ministries }) => ministries.load(member.id),
)
Resolver(() => Member)(MemberResolvers)

// Its decorators read types that a compiler would have written down; these resolvers have none, and name every type.
const apollo = new ApolloServer({
  schema: buildSchemaSync({ resolvers: [Resolvers, MemberResolvers], validate: false }),
})
await apollo.start()
const app = express().use('/graphql', express.json(), expressMiddleware(apollo, { context: async () => loaders() }))
const server = createServer(app).listen(0, '127.0.0.1', () => ready(server.address().port))
