import { beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { deedsOfAccounts } from '../testing/deeds-of-accounts.js'
import { jobsDone } from '../testing/jobs-done.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  await world.startJobs()
  church = await world.church()
  admin = await church.person('ADMIN', { onRoll: false })
})

/** The newest entry of this action, once all is written. */
async function newest(action: string) {
  await jobsDone(world, church.church.placeKey)
  return church.write((db) =>
    db
      .selectFrom('audit_log')
      .select(['actor_kind as kind', 'actor_id as actorId', 'actor_name as actorName', 'entity_id as entityId'])
      .select(['before', 'after', 'fields', 'ip', 'user_agent as userAgent', 'request_id as requestId'])
      .where('action', '=', action)
      .orderBy('seq', 'desc')
      .executeTakeFirst(),
  )
}

const signIn = ({ email }: Person, password = testPassword) =>
  `mutation { signIn(input: { email: "${email}", password: "${password}" }) { errors { code } challenge { token } } }`

describe('an entry that a job writes', () => {
  it('tells where the act came from and in which request, not the job', async () => {
    const { headers } = await church.stranger.with({ headers: { 'user-agent': 'a browser' } }).sendText(signIn(admin))

    const entry = await newest('user.signIn')

    expect(entry).toMatchObject({
      ...{ kind: 'USER', actorId: admin.userId, entityId: admin.userId },
      ...{ userAgent: 'a browser', requestId: headers['x-request-id'] },
    })
    expect(entry?.ip).toBeTruthy()
  })

  it('names an API key as the actor of what it does, in either schema', async () => {
    const expiresAt = addSeconds(systemClock.now(), 3600)
    const made = await admin.api.sendText(
      `mutation { createApiKey(input: { name: "Website", scopes: ["settings.manage", "members.create"], expiresAt: "${expiresAt}" }) {
        key apiKey { id } errors { code } } }`,
    )
    const { key, apiKey } = (made.data ?? {})['createApiKey'] as { key: string; apiKey: { id: string } }
    const program = admin.api.with({ token: key })

    await program.sendText('mutation { updateChurch(input: { phone: "030 222" }) { errors { code } } }')
    await program.sendText(
      'mutation { createMember(input: { firstName: "Esi", lastName: "Boateng" }) { errors { code } } }',
    )

    const actor = { kind: 'API_KEY', actorId: apiKey.id, actorName: 'Website' }
    expect(await newest('church.update')).toMatchObject({
      ...actor,
      after: { phone: '030 222' },
      fields: ['phone', 'revision'],
    })
    expect(await newest('member.create')).toMatchObject(actor)
    expect(JSON.stringify(await newest('apiKey.create'))).not.toContain(key)
  })

  it('tells what became of a password or a session, and no secret of it', async () => {
    const person = await church.person('MEMBER', { onRoll: false })
    const change = `mutation { changePassword(input: { currentPassword: "${testPassword}", newPassword: "quiet morning rain" }) { errors { code } } }`
    await person.api.sendText(change)

    const entry = await newest('user.changePassword')

    expect(entry).toMatchObject({ kind: 'USER', actorId: person.userId, before: null, after: null, fields: [] })
  })

  it('tells of a refresh token that came back, without saying by whom', async () => {
    const person = await church.person('MEMBER', { onRoll: false })
    const refresh = `mutation { refreshSession(input: { refreshToken: "${person.refreshToken}" }) { errors { code } } }`
    await church.stranger.sendText(refresh)
    await world.database.owner.query(
      `update control.refresh_session set used_at = used_at - interval '1 minute' where user_id = $1 and used_at is not null`,
      [person.userId],
    )
    await church.stranger.sendText(refresh)

    const entry = await newest('user.sessionReuse')

    expect(entry).toMatchObject({ kind: 'USER', actorId: null, entityId: person.userId })
    expect(JSON.stringify(entry)).not.toContain(person.refreshToken)
  })

  it('tells of a wrong second factor', async () => {
    const person = await church.person('ADMIN', { onRoll: false })
    const right = (await deedsOfAccounts['verifyTotp']?.text({ church, admin: person })) ?? ''
    const { data } = await church.stranger.sendText(right.replace(/code: "[^"]+"/, 'code: "wrong"'))

    expect(data).toEqual({ verifyTotp: { errors: [{ code: 'INVALID_CREDENTIALS' }] } })
    expect(await newest('user.signInFailed')).toMatchObject({
      ...{ actorId: null, entityId: person.userId, after: { attempts: 1, step: 'SECOND_FACTOR' } },
    })
  })

  it('tells of ended sessions only when there were some', async () => {
    const person = await church.person('MEMBER', { onRoll: false })
    await person.api.sendText('mutation { signOut { errors { code } } }')
    const first = await newest('user.signOut')
    await person.api.sendText('mutation { signOut { errors { code } } }')

    expect(first).toMatchObject({ actorId: person.userId })
    expect(await newest('user.signOut')).toEqual(first)
  })
})
