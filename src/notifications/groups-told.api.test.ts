import { beforeEach, describe, expect, it, vi } from 'vitest'
import { cloneRole } from '../access/clone-role.js'
import { giveRoles } from '../access/index.js'
import { updateRole } from '../access/update-role.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { done } from '../testing/church-world.js'
import { type Listener, listen } from '../testing/listener.js'
import { plantHousehold, plantMinistry } from '../testing/plant-groups.js'
import { plantNotification } from '../testing/plant-notification.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let one: Person
let other: Person
let admin: Person
/** What was told to everybody so that the end of a replay is seen. */
const markers = new Set<string>()
beforeEach(async () => {
  markers.clear()
  church = await world.church()
  admin = await church.person('ADMIN')
  one = await church.person('MEMBER')
  other = await church.person('MEMBER')
})

const roleId = (key: 'PASTOR' | 'LEADER'): Promise<string> =>
  church.write(async (db) => {
    const { id } = await db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirstOrThrow()
    return id
  })

const give = (person: Person, role: string) =>
  church.write((db) => giveRoles(db, world.app.parts.clock, { userId: person.userId, roleIds: [role] }))

const copyOf = (role: string, name: string) =>
  church.as(admin, async (ctx) => done(await cloneRole(ctx, { id: role, name })).id)

/** What somebody is shown: in the list, in its count, in the count of unread ones. */
async function shownTo(person: Person) {
  const { data } = await person.api.sendText('{ notifications { nodes { id } totalCount } unreadNotificationCount }')
  const answer = data as {
    notifications: { nodes: { id: string }[]; totalCount: number }
    unreadNotificationCount: number
  }
  const { nodes, totalCount } = answer.notifications
  expect([totalCount, answer.unreadNotificationCount]).toEqual([nodes.length, nodes.length])
  return nodes.map(({ id }) => id)
}

const sequences = ({ received }: Listener) => received.map(({ sequence }) => sequence)

/** What somebody who comes back is sent, up to something that everybody is told. */
async function replayedTo(person: Person) {
  const last = await plantNotification(church)
  markers.add(last.seq)
  const listener = await listen(world.app, person.api, '0')
  await vi.waitFor(() => expect(sequences(listener)).toContain(last.seq))
  await listener.close()
  return sequences(listener).filter((sequence) => !markers.has(sequence ?? ''))
}

describe('what is told to a role', () => {
  it('is shown, counted and replayed to its holders, from the moment that they hold it', async () => {
    const pastor = await roleId('PASTOR')
    await plantNotification(church, { to: [pastor], kind: 'ROLE' })
    await give(one, pastor)
    const { id, seq } = await plantNotification(church, { to: [pastor], kind: 'ROLE' })

    expect([await shownTo(one), await shownTo(other), await shownTo(admin)]).toEqual([[id], [], []])
    expect([await replayedTo(one), await replayedTo(other)]).toEqual([[seq], []])
  })

  it('is told to who holds a role based on it, once, and not the other way round', async () => {
    const pastor = await roleId('PASTOR')
    const copy = await copyOf(pastor, 'Chaplain')
    await give(one, copy)
    await give(one, pastor)
    await give(other, pastor)
    const toBoth = await plantNotification(church, { to: [pastor], kind: 'ROLE' })
    const toCopy = await plantNotification(church, { to: [copy], kind: 'ROLE' })

    expect(await shownTo(one)).toEqual([toCopy.id, toBoth.id])
    expect(await shownTo(other)).toEqual([toBoth.id])
    expect(await replayedTo(one)).toEqual([toBoth.seq, toCopy.seq])
  })

  it('is not told to who held it once, or for a time that is over', async () => {
    const pastor = await roleId('PASTOR')
    await give(one, pastor)
    await church.write((db) =>
      db.updateTable('user_role').set({ expires_at: '2001-01-01T00:00:00Z' }).where('role_id', '=', pastor).execute(),
    )
    await plantNotification(church, { to: [pastor], kind: 'ROLE' })

    expect(await shownTo(one)).toEqual([])
    expect(await replayedTo(one)).toEqual([])
  })

  it('reaches an open socket once the role is held, after a word to fetch anew, and no more once it is not', async () => {
    const pastor = await roleId('PASTOR')
    const listener = await listen(world.app, one.api)
    // By hand, as somebody with psql does: assignRole would also end the token.
    await give(one, pastor)
    await vi.waitFor(() => expect(listener.received.map(({ resync }) => resync)).toEqual([true]))

    const first = await plantNotification(church, { to: [pastor], kind: 'ROLE' })
    await church.event()
    expect((await listener.has(3)).at(1)?.sequence).toBe(first.seq)

    await church.write((db) => db.deleteFrom('user_role').where('role_id', '=', pastor).execute())
    await vi.waitFor(async () => {
      const { seq } = await plantNotification(church, { to: [pastor], kind: 'ROLE' })
      const heard = listener.received.length
      await church.event()
      await listener.has(heard + 1)
      expect(sequences(listener)).not.toContain(seq)
    })
    await listener.close()
  })

  it('follows the system role that a role is based on, while a socket is open', async () => {
    const copy = await copyOf(await roleId('PASTOR'), 'Chaplain')
    await give(one, copy)
    const listener = await listen(world.app, one.api)

    await church.as(admin, async (ctx) => done(await updateRole(ctx, { id: copy, basedOn: 'LEADER' })))

    await vi.waitFor(() => expect(listener.received.map(({ resync }) => resync)).toEqual([true]))
    const { seq } = await plantNotification(church, { to: [await roleId('LEADER')], kind: 'ROLE' })
    await church.event()
    expect((await listener.has(3)).at(1)?.sequence).toBe(seq)
    await listener.close()
  })
})

describe('what is told to a ministry', () => {
  it('is shown, counted and replayed to who belongs to it, from the moment that they joined', async () => {
    const early = await plantMinistry(church, {})
    await plantNotification(church, { to: [early], kind: 'MINISTRY' })
    await join(one, early)
    await plantMinistry(church, { MEMBER: [other.memberId] })
    const { id, seq } = await plantNotification(church, { to: [early], kind: 'MINISTRY' })

    expect([await shownTo(one), await shownTo(other)]).toEqual([[id], []])
    expect([await replayedTo(one), await replayedTo(other)]).toEqual([[seq], []])
  })

  it.each(['PENDING', 'INACTIVE'] as const)('is not told to a member who is %s', async (status) => {
    const ministry = await plantMinistry(church, { MEMBER: [one.memberId] }, { status })
    await plantNotification(church, { to: [ministry], kind: 'MINISTRY' })

    expect(await shownTo(one)).toEqual([])
    expect(await replayedTo(one)).toEqual([])
  })

  it('reaches an open socket once its person has joined, and no more once they left', async () => {
    const ministry = await plantMinistry(church, {})
    const listener = await listen(world.app, one.api)
    await join(one, ministry)
    await vi.waitFor(() => expect(listener.received.map(({ resync }) => resync)).toEqual([true]))

    const { seq } = await plantNotification(church, { to: [ministry], kind: 'MINISTRY' })
    await church.event()
    expect((await listener.has(3)).at(1)?.sequence).toBe(seq)

    await church.write((db) =>
      db.updateTable('ministry_membership').set({ status: 'INACTIVE' }).where('ministry_id', '=', ministry).execute(),
    )
    await vi.waitFor(async () => {
      const later = await plantNotification(church, { to: [ministry], kind: 'MINISTRY' })
      const heard = listener.received.length
      await church.event()
      await listener.has(heard + 1)
      expect(sequences(listener)).not.toContain(later.seq)
    })
    await listener.close()
  })
})

const join = ({ memberId }: Person, ministryId: string) =>
  church.write((db) =>
    db
      .insertInto('ministry_membership')
      .values({ id: crypto.randomUUID(), ministry_id: ministryId, member_id: memberId ?? '', status: 'ACTIVE' })
      .execute(),
  )

describe('what is told to a child', () => {
  const child = { firstName: 'Efua', birthDate: '2020-05-01' }
  const memberOf = (person: Person) => ({ id: person.memberId ?? '' })

  it('is told to its parents too, and to nobody else of the household', async () => {
    const { id: childId } = await church.member(child)
    const lodger = await church.person('MEMBER')
    await plantHousehold(church, {
      ...{ HEAD: [memberOf(one)], SPOUSE: [memberOf(other)], OTHER: [memberOf(lodger)], CHILD: [{ id: childId }] },
    })
    const { id, seq } = await plantNotification(church, { to: [childId, one.memberId ?? ''], kind: 'MEMBER' })

    expect([await shownTo(one), await shownTo(other), await shownTo(lodger)]).toEqual([[id], [id], []])
    expect(await replayedTo(other)).toEqual([seq])
  })

  it.each([
    ['of age', { birthDate: '2001-01-01' }],
    ['of an age that nobody knows', { birthDate: null }],
  ])('is its own business when it is %s', async (_, profile) => {
    const { id } = await church.member(profile)
    await plantHousehold(church, { HEAD: [memberOf(one)], CHILD: [{ id }] })
    await plantNotification(church, { to: [id], kind: 'MEMBER' })

    expect(await shownTo(one)).toEqual([])
    expect(await replayedTo(one)).toEqual([])
  })

  it('is its own business when it has an account, and when it is about its giving', async () => {
    const { id } = await church.member(child)
    await plantHousehold(church, { HEAD: [memberOf(one)], CHILD: [memberOf(other), { id }] })
    await church.write((db) =>
      db.updateTable('member').set({ birth_date: '2020-05-01' }).where('id', '=', other.memberId).execute(),
    )
    const { id: toChild } = await plantNotification(church, { to: [other.memberId ?? ''], kind: 'MEMBER' })
    await plantNotification(church, { to: [id], kind: 'MEMBER', category: 'PAYMENT' })

    expect([await shownTo(one), await shownTo(other)]).toEqual([[], [toChild]])
    expect(await replayedTo(one)).toEqual([])
  })

  it('reaches an open socket once the child lives there, and no more once it has an account', async () => {
    const { id } = await church.member(child)
    const household = await plantHousehold(church, { HEAD: [memberOf(one)] })
    const listener = await listen(world.app, one.api)
    const stay = { id: crypto.randomUUID(), household_id: household, member_id: id, relation: 'CHILD' as const }
    await church.write((db) => db.insertInto('household_member').values(stay).execute())
    await vi.waitFor(() => expect(listener.received.map(({ resync }) => resync)).toEqual([true]))

    const { seq } = await plantNotification(church, { to: [id], kind: 'MEMBER' })
    await church.event()
    expect((await listener.has(3)).at(1)?.sequence).toBe(seq)

    await church.write((db) =>
      db.updateTable('member').set({ user_id: crypto.randomUUID() }).where('id', '=', id).execute(),
    )
    await vi.waitFor(async () => {
      const later = await plantNotification(church, { to: [id], kind: 'MEMBER' })
      const heard = listener.received.length
      await church.event()
      await listener.has(heard + 1)
      expect(sequences(listener)).not.toContain(later.seq)
    })
    await listener.close()
  })
})

describe('who has done it', () => {
  it('is not told, in the list, its counts or a replay; everybody else is', async () => {
    const { id, seq } = await plantNotification(church, { exceptUser: one.userId })

    expect([await shownTo(one), await shownTo(other)]).toEqual([[], [id]])
    expect(await replayedTo(one)).toEqual([])
    expect(await replayedTo(other)).toContain(seq)
  })
})
