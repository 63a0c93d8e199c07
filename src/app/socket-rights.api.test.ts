import { beforeEach, describe, expect, it, vi } from 'vitest'
import { assignRole } from '../access/assign-role.js'
import { createRole } from '../access/create-role.js'
import { disableUser } from '../access/disable-user.js'
import { requirePasswordChange } from '../access/require-password-change.js'
import { updateRole } from '../access/update-role.js'
import { type ChurchWorld, done, type Person, testPassword } from '../testing/church-world.js'
import { listen } from '../testing/listener.js'
import { plantNotification } from '../testing/plant-notification.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
let person: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
  person = await church.person('MEMBER')
})

const table = (name: string) => `c_${church.church.placeKey}.${name}`

const rowOfRole = (key: 'MEMBER' | 'SECRETARY'): Promise<string> =>
  church.write(async (db) => {
    const { id } = await db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirstOrThrow()
    return id
  })

/** What the next event looks like to a listener: its title, or nothing when events are not for the viewer. */
async function nextEvent(listener: Awaited<ReturnType<typeof listen>>, title: string) {
  const { length } = listener.received
  await church.event({ title })
  const received = await listener.has(length + 1)
  return received.at(-1)?.notification?.event?.title ?? null
}

/** Schedules an event, and tells the type of what was heard just before it: messages come in order. */
async function heardBefore(listener: Awaited<ReturnType<typeof listen>>, title: string) {
  const from = listener.received.length
  await church.event({ title })
  const isHeard = () => listener.received.findIndex(({ notification }) => notification?.title.endsWith(title) ?? false)
  for (let count = from + 1; isHeard() < 0; count += 1) await listener.has(count)
  return listener.received.slice(from, isHeard()).at(-1)?.notification?.type ?? null
}

describe('the socket of an account', () => {
  it('closes at once when the account is disabled: 4401, and it cannot come back', async () => {
    const listener = await listen(world.app, person.api)

    await church.as(admin, async (ctx) => done(await disableUser(ctx, { id: person.userId })))

    expect(await listener.ended).toMatchObject({ code: 4401, reason: 'UNAUTHENTICATED' })
  })

  it('closes when a person with psql disables it, on every server', async () => {
    const second = await world.secondApp()
    const here = await listen(world.app, person.api)
    const there = await listen(second.app, person.api.with({ port: second.port }))

    await world.database.owner.query(`update control.user_account set status = 'DISABLED' where id = $1`, [
      person.userId,
    ])

    for (const listener of [here, there]) expect(await listener.ended).toMatchObject({ code: 4401 })
  })

  it('closes with 4403 when it is given a role, so that it comes back with a new token', async () => {
    const listener = await listen(world.app, person.api)
    const other = await listen(world.app, (await church.person('MEMBER')).api)
    const roleId = await rowOfRole('SECRETARY')

    await church.as(admin, async (ctx) => done(await assignRole(ctx, { userId: person.userId, roleId })))

    expect(await listener.ended).toMatchObject({ code: 4403, reason: 'TOKEN_EXPIRED' })
    expect(await nextEvent(other, 'Goes on')).toBe('Goes on')
    await other.close()
  })

  it('closes when its password must be changed', async () => {
    const listener = await listen(world.app, person.api)

    await church.as(admin, async (ctx) => done(await requirePasswordChange(ctx, { id: person.userId })))

    expect(await listener.ended).toMatchObject({ reason: expect.stringMatching(/EXPIRED|UNAUTH|PASSWORD/) as string })
  })

  it('closes when its session ends, and not when its token is exchanged', async () => {
    const signIn = `mutation { signIn(input: {email: "${person.email}", password: "${testPassword}"}) { session { accessToken } } }`
    const { data } = await church.stranger.sendText(signIn)
    const answer = data?.['signIn'] as { session: { accessToken: string } } | undefined
    const token = answer?.session.accessToken ?? ''
    const listener = await listen(world.app, person.api.with({ token }))
    const revoke = (reason: string) =>
      world.database.owner.query(
        'update control.refresh_session set revoked_at = now(), revoke_reason = $2 where user_id = $1',
        [person.userId, reason],
      )

    await revoke('ROTATED')
    expect(await nextEvent(listener, 'Goes on')).toBe('Goes on')
    await world.database.owner.query(
      'update control.refresh_session set revoked_at = null, revoke_reason = null where user_id = $1',
      [person.userId],
    )
    await revoke('SIGN_OUT')

    expect(await listener.ended).toMatchObject({ code: 4401, reason: 'UNAUTHENTICATED' })
  })
})

describe('the socket of somebody whose role demands a second factor', () => {
  it('closes on every server when there is none any more', async () => {
    const second = await world.secondApp()
    const factor = [person.userId, church.church.id]
    await world.database.owner.query(
      `insert into control.second_factor (user_id, church_id, secret, confirmed_at) values ($1, $2, 'x', now())`,
      factor,
    )
    await world.database.owner.query(`update ${table('role')} set requires_totp = true where key = 'MEMBER'`)
    const here = await listen(world.app, person.api)
    const there = await listen(second.app, person.api.with({ port: second.port }))

    await world.database.owner.query('delete from control.second_factor where user_id = $1', factor.slice(0, 1))

    for (const listener of [here, there]) {
      expect(await listener.ended).toMatchObject({ code: 4401, reason: 'SECOND_FACTOR_REQUIRED' })
    }
  })

  it('closes before anything more is sent when the role begins to', async () => {
    const listener = await listen(world.app, person.api)
    let isOver = false
    void listener.ended.then(() => (isOver = true))

    await world.database.owner.query(`update ${table('role')} set requires_totp = true where key = 'MEMBER'`)
    // The database tells the server; a message can be faster than the news.
    await vi.waitFor(async () => {
      await church.event()
      expect(isOver).toBe(true)
    }, 10_000)

    expect(await listener.ended).toMatchObject({ code: 4401, reason: 'SECOND_FACTOR_REQUIRED' })
  })
})

describe('an open socket', () => {
  it('has the rights of each moment when a role changes, by whatever hand', async () => {
    const own = await church.as(admin, async (ctx) =>
      done(await createRole(ctx, { name: 'Reader', grants: [{ permission: 'events.read' }] })),
    )
    const reader = await church.person(null)
    await world.database.owner.query(
      `insert into ${table('user_role')} (id, user_id, role_id) values (gen_random_uuid(), $1, $2)`,
      [reader.userId, own.id],
    )
    const listener = await listen(world.app, reader.api)
    expect(await nextEvent(listener, 'Readable')).toBe('Readable')

    await church.as(admin, async (ctx) => done(await updateRole(ctx, { id: own.id, grants: [] })))
    // The database tells the server; a request can be faster than the news.
    await vi.waitFor(async () => expect(await nextEvent(listener, 'Hidden')).toBeNull())

    await world.database.owner.query(
      `insert into ${table('role_permission')} (role_id, resource, action) values ($1, 'events', 'READ')`,
      [own.id],
    )
    await vi.waitFor(async () => expect(await nextEvent(listener, 'Back')).toBe('Back'))
    await listener.close()
  })

  it('hears what is for a member from the moment that the account is linked, and no more once it is not', async () => {
    const { id: memberId } = await church.member()
    const guest = await church.person(null)
    const listener = await listen(world.app, guest.api)
    const link = (userId: string | null) =>
      church.write((db) => db.updateTable('member').set({ user_id: userId }).where('id', '=', memberId).execute())
    /** Tells the member something, as the relay of any process would. */
    const tell = async () => {
      const { id, seq } = await plantNotification(church, { to: [memberId] })
      const notification = { id, sequence: seq, type: 'TOLD', category: 'OTHER', title: 'Told', message: 'Told' }
      const body = {
        notification: { ...notification, createdAt: '2026-01-01T00:00:00Z', expiresAt: null },
        event: null,
      }
      const message = { v: 1, seq, audiences: [memberId], exceptUser: null, body } as const
      await world.app.parts.live.publish(church.church.placeKey, message)
    }

    await tell()
    await link(guest.userId)
    await vi.waitFor(async () => {
      await tell()
      expect(listener.received.length).toBeGreaterThan(0)
    })
    expect(listener.received.map(({ sequence }) => sequence)).not.toContain('1')

    await link(null)
    await vi.waitFor(async () => {
      await tell()
      expect(await heardBefore(listener, crypto.randomUUID())).not.toBe('TOLD')
    })
    await listener.close()
  })
})
