import { readFileSync } from 'node:fs'
import { buildSchema, getNamedType, type GraphQLInputType, isInputObjectType } from 'graphql'
import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { createApiKey } from '../api-keys/create-api-key.js'
import { createCalendarFeed } from '../calendar-feeds/create-calendar-feed.js'
import { inviteUser } from '../invitations/invite-user.js'
import { addSeconds } from '../platform/instant.js'
import { done } from '../testing/church-world.js'
import { openImport } from '../testing/import-bed.js'
import { neighbourOfAnnouncements } from '../testing/neighbour-of-announcements.js'
import { neighbourOfAttendance } from '../testing/neighbour-of-attendance.js'
import { neighbourOfEvents } from '../testing/neighbour-of-events.js'
import { neighbourOfExports } from '../testing/neighbour-of-exports.js'
import { neighbourOfGroups } from '../testing/neighbour-of-groups.js'
import { neighbourOfImports } from '../testing/neighbour-of-imports.js'
import { neighbourOfJoining } from '../testing/neighbour-of-joining.js'
import { neighbourOfMembers } from '../testing/neighbour-of-members.js'
import { neighbourOfNotifications } from '../testing/neighbour-of-notifications.js'
import { neighbourOfRegistrations } from '../testing/neighbour-of-registrations.js'
import { neighbourOfResources } from '../testing/neighbour-of-resources.js'
import { plantAnnouncement } from '../testing/plant-announcement.js'
import { plantApplication } from '../testing/plant-application.js'
import { plantBooking, plantResource } from '../testing/plant-booking.js'
import { plantHousehold } from '../testing/plant-groups.js'
import { plantRegistration } from '../testing/plant-registration.js'
import { plantWorkflow } from '../testing/plant-workflow.js'
import { wantDomain } from '../testing/proved-domain.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'))

/** What a church has that a neighbour might ask for. */
interface Known {
  readonly churchId: string
  readonly apiKeyId: string
  readonly domainId: string
  readonly memberId: string
  readonly eventId: string
  readonly registrationId: string
  readonly resourceId: string
  readonly bookingId: string
  readonly announcementId: string
  readonly feedId: string
  readonly notificationId: string
  readonly ministryId: string
  readonly householdId: string
  readonly importId: string
  readonly userId: string
  readonly roleId: string
  readonly sessionId: string
  readonly invitationId: string
  readonly applicationId: string
  readonly workflowId: string
}

interface Attempt {
  readonly text: string
  readonly variables: (known: Known) => Readonly<Record<string, unknown>>
  /** What somebody is told who names an id that does not exist. */
  readonly answer: unknown
}

/** What super-admins do, asked by the administrator of a church: forbidden, whatever the id. */
const platformAct = (name: string): Attempt => ({
  text: `mutation ($id: ID!) { ${name}(input: { churchId: $id, reason: "x" }) { errors { code } } }`,
  variables: ({ churchId }) => ({ id: churchId }),
  answer: { [name]: null },
})

const notFound = [{ code: 'NOT_FOUND' }]

const refusedRole = (operation: string, more = ''): Attempt => ({
  text: `mutation ($id: ID!) { ${operation}(input: { id: $id ${more} }) { role { id } errors { code } } }`,
  variables: ({ roleId }) => ({ id: roleId }),
  answer: { [operation]: { role: null, errors: notFound } },
})

const refusedUser = (operation: string): Attempt => ({
  text: `mutation ($id: ID!) { ${operation}(input: { id: $id }) { user { id } errors { code } } }`,
  variables: ({ userId }) => ({ id: userId }),
  answer: { [operation]: { user: null, errors: notFound } },
})

const holding = (operation: string): Attempt => ({
  text: `mutation ($user: ID!, $role: ID!) {
    ${operation}(input: { userId: $user, roleId: $role }) { user { id } errors { code } }
  }`,
  variables: ({ userId, roleId }) => ({ user: userId, role: roleId }),
  answer: { [operation]: { user: null, errors: notFound } },
})

/** Every operation that takes an id, asked with the ids of another church. */
const attempts: Readonly<Record<string, Attempt>> = {
  ...neighbourOfMembers,
  ...neighbourOfGroups,
  ...neighbourOfJoining,
  ...neighbourOfAnnouncements,
  ...neighbourOfEvents,
  ...neighbourOfExports,
  ...neighbourOfAttendance,
  ...neighbourOfRegistrations,
  ...neighbourOfResources,
  ...neighbourOfNotifications,
  ...neighbourOfImports,
  importProgress: {
    // Over HTTP no subscription runs; src/imports/import-progress.api.test.ts listens by socket.
    text: 'subscription ($id: ID!) { importProgress(id: $id) { id } }',
    variables: ({ importId }) => ({ id: importId }),
    answer: undefined,
  },
  auditLog: {
    text: 'query ($id: ID!) { auditLog(filter: { entityId: $id }) { nodes { id } } }',
    variables: ({ memberId }) => ({ id: memberId }),
    answer: { auditLog: { nodes: [] } },
  },
  churchUsage: {
    text: 'query ($id: ID!) { churchUsage(churchId: $id) { users } }',
    variables: ({ churchId }) => ({ id: churchId }),
    answer: { churchUsage: null },
  },
  suspendChurch: platformAct('suspendChurch'),
  reopenChurch: platformAct('reopenChurch'),
  setComplimentary: platformAct('setComplimentary'),
  revokeApiKey: {
    text: 'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { id } errors { code } } }',
    variables: ({ apiKeyId }) => ({ id: apiKeyId }),
    answer: { revokeApiKey: { apiKey: null, errors: [{ code: 'NOT_FOUND' }] } },
  },
  role: {
    text: 'query ($id: ID!) { role(id: $id) { id } }',
    variables: ({ roleId }) => ({ id: roleId }),
    answer: { role: null },
  },
  user: {
    text: 'query ($id: ID!) { user(id: $id) { id } }',
    variables: ({ userId }) => ({ id: userId }),
    answer: { user: null },
  },
  users: {
    text: 'query ($id: ID!) { users(filter: { roleId: $id }) { nodes { id } } }',
    variables: ({ roleId }) => ({ id: roleId }),
    answer: { users: { nodes: [] } },
  },
  updateRole: refusedRole('updateRole'),
  deleteRole: refusedRole('deleteRole'),
  cloneRole: refusedRole('cloneRole', 'name: "Copy"'),
  disableUser: refusedUser('disableUser'),
  enableUser: refusedUser('enableUser'),
  requirePasswordChange: refusedUser('requirePasswordChange'),
  unlinkUser: refusedUser('unlinkUser'),
  assignRole: holding('assignRole'),
  revokeRole: holding('revokeRole'),
  linkUserToMember: {
    text: `mutation ($user: ID!, $member: ID!) {
      linkUserToMember(input: { userId: $user, memberId: $member }) { user { id } errors { code path } }
    }`,
    variables: ({ userId, memberId }) => ({ user: userId, member: memberId }),
    answer: { linkUserToMember: { user: null, errors: [{ code: 'NOT_FOUND', path: ['userId'] }] } },
  },
  revokeSession: {
    text: 'mutation ($id: ID!) { revokeSession(input: { id: $id }) { sessionId errors { code } } }',
    variables: ({ sessionId }) => ({ id: sessionId }),
    answer: { revokeSession: { sessionId: null, errors: [{ code: 'NOT_FOUND' }] } },
  },
  inviteUser: {
    text: `mutation ($id: ID!) {
      inviteUser(input: { email: "a@b.example", name: "A", roleIds: [$id] }) { invitation { id } errors { code path } }
    }`,
    variables: ({ roleId }) => ({ id: roleId }),
    answer: { inviteUser: { invitation: null, errors: [{ code: 'NOT_FOUND', path: ['roleIds', '0'] }] } },
  },
  resendInvitation: {
    text: 'mutation ($id: ID!) { resendInvitation(input: { id: $id }) { invitation { id } errors { code } } }',
    variables: ({ invitationId }) => ({ id: invitationId }),
    answer: { resendInvitation: { invitation: null, errors: [{ code: 'NOT_FOUND' }] } },
  },
  revokeInvitation: {
    text: 'mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { invitation { id } errors { code } } }',
    variables: ({ invitationId }) => ({ id: invitationId }),
    answer: { revokeInvitation: { invitation: null, errors: [{ code: 'NOT_FOUND' }] } },
  },
  ...Object.fromEntries(
    ['verifyDomain', 'setPrimaryDomain', 'removeDomain'].map((name) => [name, domainAttempt(name)]),
  ),
}

/** Whether an id can be put anywhere into an argument of this type. */
function takesId(type: GraphQLInputType): boolean {
  const named = getNamedType(type)
  if (isInputObjectType(named)) return Object.values(named.getFields()).some((field) => takesId(field.type))
  return named.name === 'ID'
}

/** What is done to a domain of another church. */
function domainAttempt(name: string): Attempt {
  return {
    text: `mutation ($id: ID!) { ${name}(input: { id: $id }) { domain { host } errors { code } } }`,
    variables: ({ domainId }) => ({ id: domainId }),
    answer: { [name]: { domain: null, errors: [{ code: 'NOT_FOUND' }] } },
  }
}

const operations = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  .flatMap((root) => Object.values(root?.getFields() ?? {}))
  .filter((field) => field.args.some(({ type }) => takesId(type)))
  .map(({ name }) => name)

describe('the neighbour', () => {
  it('is tried on every operation that takes an id', () => {
    expect(Object.keys(attempts).toSorted()).toEqual(operations.toSorted())
  })

  const cases = (['main', 'west'] as const).flatMap((cell) =>
    Object.entries(attempts).map(([name, attempt]) => [name, cell, attempt] as const),
  )
  it.each(cases)('gets from %s what does not exist, in the cell %s', async (_name, cell, attempt) => {
    const { text, variables, answer } = attempt
    const church = await world.church()
    const neighbour = await (await world.church({ cell })).person('ADMIN')
    const admin = await church.person('ADMIN')
    await world.database.owner.query('update control.user_account set email_verified_at = now()')
    const [roleId, invitationId] = await church.as(admin, async (ctx) => {
      const { id } = await ctx.db.selectFrom('role').select('id').where('key', '=', 'MEMBER').executeTakeFirstOrThrow()
      const invited = { email: 'invited@people.example', name: 'Invited', roleIds: [id] }
      return [id, done(await inviteUser(ctx, invited)).id] as const
    })
    const known = {
      ...{ roleId, invitationId },
      churchId: church.church.id,
      applicationId: await plantApplication(church, admin),
      workflowId: (await plantWorkflow(church, admin)).id,
      domainId: (await wantDomain(admin)).id,
      apiKeyId: await church.as(admin, async (ctx) => {
        const expiresAt = addSeconds(ctx.clock.now(), 3600)
        return done(await createApiKey(ctx, { name: 'x', scopes: [], expiresAt })).apiKey.id
      }),
      memberId: (await church.member({ firstName: 'Own' })).id,
      eventId: (await church.event()).id,
      registrationId: (await plantRegistration(church, admin)).id,
      resourceId: await plantResource(church),
      bookingId: await plantBooking(church, await church.event()),
      announcementId: await plantAnnouncement(church, 'Own'),
      feedId: await church.as(admin, async (ctx) => done(await createCalendarFeed(ctx, { kind: 'MINE' })).feed.id),
      ministryId: await church.ministry(),
      householdId: await plantHousehold(church, { HEAD: [await church.member()] }),
      importId: (await openImport(admin)).id,
      userId: (await church.person('MEMBER')).userId,
      sessionId: String(decodeJwt(admin.token)['session']),
      notificationId: await church.as(admin, async (ctx) => {
        const { id } = await ctx.db.selectFrom('notification').select('id').executeTakeFirstOrThrow()
        return id
      }),
    }

    const asked = await neighbour.api.sendText(text, variables(known))
    const unknown = await neighbour.api.sendText(
      text,
      variables({ ...known, memberId: admin.userId, churchId: admin.userId }),
    )

    expect(asked.data).toEqual(answer)
    expect(unknown.status).toBe(asked.status)
    const own = await admin.api.sendText('query ($id: ID!) { member(id: $id) { firstName } }', { id: known.memberId })
    expect(own.data).toEqual({ member: { firstName: 'Own' } })
  })
})
