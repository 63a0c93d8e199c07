import type { Ground } from './ground.js'

/** The servers that are measured. */
export const servers = ['floor', 'faithflow', 'mercurius', 'postgraphile', 'yoga', 'apollo'] as const

/** One of them. */
export type Server = (typeof servers)[number]

/** How one question is put to servers, and what of their answers must be the same. */
export interface Question {
  readonly mark: string
  readonly title: string
  readonly connections: number
  /** The variables of request number `turn`. */
  readonly variables: (ground: Ground, turn: number) => object
  /** For the floor: which of its handlers. */
  readonly handler: string
  readonly query: string
  /** PostGraphile's own; null when it has no such thing. */
  readonly postgraphile: { readonly query: string; readonly read: (data: never) => unknown } | null
  /** What is compared of an answer; all of its data unless given. */
  readonly compared?: (data: never) => unknown
}

const fields = 'id memberNumber firstName lastName email phone status'
const theirFields = 'id: rowId memberNumber firstName lastName email phone status'

interface TheirMember {
  readonly createdAt?: string
  readonly households: { readonly nodes: readonly { readonly household: object | null }[] }
  readonly ministries: { readonly nodes: readonly { readonly ministry: { readonly name: string } }[] }
}

const theirPerson = ({ households, ministries, ...person }: TheirMember) => ({
  ...person,
  household: households.nodes[0]?.household ?? null,
  ministries: ministries.nodes.map(({ ministry }) => ministry).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
})

interface CreatedAnswer {
  readonly createMember: { readonly member: Readonly<Record<string, unknown>>; readonly errors: readonly unknown[] }
}

interface SignedInAnswer {
  readonly signIn: { readonly session: object | null; readonly errors: readonly unknown[] }
}

/** (a) to (e). */
export const questions: readonly Question[] = [
  {
    ...{ mark: 'a', title: 'one member by id', connections: 16, handler: 'member' },
    query: `query ($id: ID!) { member(id: $id) { ${fields} createdAt version } }`,
    variables: ({ memberIds }, turn) => ({ id: memberIds[turn % memberIds.length] }),
    postgraphile: {
      query: `query ($id: UUID!) { member: memberByRowId(rowId: $id) { ${theirFields} createdAt version } }`,
      read: ({ member }: { readonly member: TheirMember }) => ({
        member: { ...member, createdAt: member.createdAt?.replace(/0*\+00:00$/, 'Z').replace('.Z', 'Z') },
      }),
    },
  },
  {
    ...{ mark: 'b', title: 'a page of 50 members with household and ministries', connections: 16, handler: 'page' },
    query: `query ($first: Int) { members(first: $first) { nodes { ${fields} household { id name } ministries { id name } } } }`,
    variables: () => ({ first: 50 }),
    postgraphile: {
      query: `query ($first: Int) { members: allMembers(first: $first, condition: { archivedAt: null }, orderBy: [LAST_NAME_ASC, FIRST_NAME_ASC, ROW_ID_ASC]) { nodes { ${theirFields}
        households: householdMembersByMemberId(condition: { untilOn: null }) { nodes { household: householdByHouseholdId { id: rowId name } } }
        ministries: ministryMembershipsByMemberId(condition: { status: "ACTIVE" }) { nodes { ministry: ministryByMinistryId { id: rowId name } } } } } }`,
      read: ({ members }: { readonly members: { readonly nodes: readonly TheirMember[] } }) => ({
        members: { nodes: members.nodes.map(theirPerson) },
      }),
    },
  },
  {
    ...{ mark: 'c', title: 'a dashboard of ten root fields', connections: 16, handler: 'dashboard' },
    query: `query ($first: Int) { viewer { name } church { name } members(first: $first) { nodes { id firstName lastName } }
      households(first: $first) { nodes { id name } } ministries(first: $first) { nodes { id name } }
      events(first: $first) { nodes { id title startsAt } } announcements(first: $first) { nodes { id title } }
      notifications(first: $first) { nodes { id title } } unreadNotificationCount roles(first: $first) { nodes { id name } } }`,
    variables: () => ({ first: 5 }),
    postgraphile: null,
    compared: ({ viewer: _viewer, ...data }: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.entries(data).map(([name, value]) => [name, onlyNames(value)])),
  },
  {
    ...{ mark: 'd', title: '`createMember`', connections: 16, handler: 'createMember' },
    query: `mutation ($input: CreateMemberInput!) { createMember(input: $input) { member { ${fields} } errors { code } } }`,
    variables: (_ground, turn) => ({ input: { firstName: 'Esi', lastName: `Bench ${turn}` } }),
    postgraphile: null,
    compared: ({ createMember: { member, errors } }: CreatedAnswer) => {
      const { firstName, lastName, status } = member
      return { firstName, lastName, status, errors }
    },
  },
  {
    ...{ mark: 'e', title: '`signIn`', connections: 8, handler: 'signIn' },
    query: 'mutation ($input: SignInInput!) { signIn(input: $input) { session { accessToken } errors { code } } }',
    variables: ({ people, password }, turn) => ({ input: { email: people[turn % people.length]?.email, password } }),
    postgraphile: null,
    compared: ({ signIn: { session, errors } }: SignedInAnswer) => ({
      isIn: Boolean(session),
      errors,
    }),
  },
]

/** The floor answers whole rows in the place of pages, without asking which fields are wanted. */
function onlyNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const nodes: unknown = Reflect.get(value, 'nodes') ?? value
  const named = (row: Readonly<Record<string, unknown>>) => row['name'] ?? row['title'] ?? row['id']
  return Array.isArray(nodes) ? nodes.map(named) : named(value as Readonly<Record<string, unknown>>)
}
