import DataLoader from 'dataloader'
import { createMember, dashboard, householdsOf, memberById, memberPage, ministriesOf, signIn } from './answers.mjs'

// What Mercurius and Yoga serve: the questions' part of the schema, with loaders.

export const typeDefs = `
  type Household { id: ID!, name: String! }
  type Ministry { id: ID!, name: String! }
  type Member { id: ID!, memberNumber: String!, firstName: String!, lastName: String!, email: String, phone: String,
    status: String!, createdAt: String!, version: Int!, household: Household, ministries: [Ministry!]! }
  type MemberConnection { nodes: [Member!]! }
  type HouseholdConnection { nodes: [Household!]! }
  type MinistryConnection { nodes: [Ministry!]! }
  type Titled { id: ID!, title: String!, startsAt: String }
  type TitledConnection { nodes: [Titled!]! }
  type Named { id: ID, name: String! }
  type NamedConnection { nodes: [Named!]! }
  type UserError { code: String! }
  type CreateMemberPayload { member: Member, errors: [UserError!]! }
  type Viewer { email: String! }
  type Session { accessToken: String! }
  type SignInPayload { viewer: Viewer, session: Session, errors: [UserError!]! }
  input CreateMemberInput { firstName: String!, lastName: String! }
  input SignInInput { email: String!, password: String! }
  type Query { member(id: ID!): Member, members(first: Int): MemberConnection!, households(first: Int): HouseholdConnection!,
    ministries(first: Int): MinistryConnection!, events(first: Int): TitledConnection!,
    announcements(first: Int): TitledConnection!, notifications(first: Int): TitledConnection!,
    unreadNotificationCount: Int!, roles(first: Int): NamedConnection!, viewer: Named, church: Named }
  type Mutation { createMember(input: CreateMemberInput!): CreateMemberPayload, signIn(input: SignInInput!): SignInPayload }
`

/** New loaders, for one request. */
export const loaders = () => ({
  household: new DataLoader(async (ids) => {
    const found = new Map((await householdsOf(ids)).map((row) => [row.memberId, row]))
    return ids.map((id) => found.get(id) ?? null)
  }),
  ministries: new DataLoader(async (ids) => {
    const found = Map.groupBy(await ministriesOf(ids), ({ memberId }) => memberId)
    return ids.map((id) => found.get(id) ?? [])
  }),
})

const page =
  (name) =>
  async (_root, { first }) => ({ nodes: await dashboard[name](first) })

export const signInPayload = async (input) => {
  const session = await signIn(input)
  return { session, viewer: session && { email: session.email }, errors: [] }
}

export const resolvers = {
  Query: {
    member: (_root, { id }) => memberById(id),
    members: async (_root, { first }) => ({ nodes: await memberPage(first) }),
    ...Object.fromEntries(
      ['households', 'ministries', 'events', 'announcements', 'notifications', 'roles'].map((name) => [
        name,
        page(name),
      ]),
    ),
    unreadNotificationCount: () => dashboard.unreadNotificationCount(),
    viewer: () => dashboard.viewer(),
    church: () => dashboard.church(),
  },
  Mutation: {
    createMember: async (_root, { input }) => ({ member: await createMember(input), errors: [] }),
    signIn: (_root, { input }) => signInPayload(input),
  },
  Member: {
    household: ({ id }, _given, { household }) => household.load(id),
    ministries: ({ id }, _given, { ministries }) => ministries.load(id),
  },
}
