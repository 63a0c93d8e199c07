import { beforeEach, describe, expect, it } from 'vitest'
import { roleChanged } from '../access/index.js'
import { inTransaction } from '../platform/transaction.js'
import type { Api } from '../testing/api.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { listen } from '../testing/listener.js'
import { plantNotification } from '../testing/plant-notification.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let one: Person
let other: Person
let admin: Person
beforeEach(async () => {
  church = await world.church()
  one = await church.person('MEMBER')
  other = await church.person('MEMBER')
  admin = await church.person('ADMIN')
})

const types = (received: readonly { readonly notification: { readonly type: string } | null }[]) =>
  received.map(({ notification }) => notification?.type)

const inList = async (api: Api) => {
  const { data } = await api.sendText('{ notifications { nodes { type } totalCount } unreadNotificationCount }')
  return data
}

const roleId = (key: 'LEADER' | 'SECRETARY'): Promise<string> =>
  church.write(async (db) => {
    const { id } = await db.selectFrom('role').select('id').where('key', '=', key).executeTakeFirstOrThrow()
    return id
  })

const change = async (act: 'assignRole' | 'revokeRole', role: string) => {
  const { data } = await admin.api.sendText(
    `mutation { ${act}(input: { userId: "${one.userId}", roleId: "${role}" }) { errors { code } } }`,
  )
  expect(data?.[act]).toEqual({ errors: [] })
}

/** What was told to `one` alone, as the database has it. */
const rows = () =>
  church.write((db) =>
    db
      .selectFrom('notification')
      .select(['type', 'category', 'priority', 'audience_kind', 'audience_ids', 'message'])
      .orderBy('seq')
      .execute(),
  )

describe('a notification to one user', () => {
  it('reaches that user and nobody else, live: the next one to all arrives first with the others', async () => {
    const listeners = await Promise.all([one, other, admin].map(({ api }) => api).map((api) => listen(world.app, api)))
    const [theirs, others, admins] = listeners

    // As `assignRole` does, which also ends the token that this socket came with.
    const told = roleChanged({ userId: one.userId, role: 'Usher', isHeld: true })
    await church.as(admin, (ctx) =>
      inTransaction(ctx, async (inner) => {
        inner.audit({ action: 'user.assignRole', entity: 'user', entityId: one.userId })
        inner.announce(told)
      }),
    )
    await church.event()

    expect(types((await others?.has(1)) ?? [])).toEqual(['EVENT_CREATED'])
    expect(types((await admins?.has(1)) ?? [])).toEqual(['EVENT_CREATED'])
    expect(types((await theirs?.has(2)) ?? [])).toEqual(['ROLE_CHANGED', 'EVENT_CREATED'])
    await Promise.all(listeners.map((listener) => listener.close()))
  })

  it('is replayed to that user and to nobody else', async () => {
    await plantNotification(church, { to: [one.userId] })
    await church.event()

    const theirs = await listen(world.app, one.api, '0')
    const others = await listen(world.app, other.api, '0')

    expect(types(await theirs.has(2))).toEqual(['TOLD', 'EVENT_CREATED'])
    expect(types(await others.has(1))).toEqual(['EVENT_CREATED'])
    await church.event()
    expect(types(await others.has(2))).toEqual(['EVENT_CREATED', 'EVENT_CREATED'])
    await Promise.all([theirs.close(), others.close()])
  })

  it('is brought to that user and to nobody else by a hub that lost its message', async () => {
    const theirs = await listen(world.app, one.api)
    const others = await listen(world.app, other.api)

    await plantNotification(church, { to: [one.userId] })
    await plantNotification(church, { to: [one.memberId ?? ''] })
    await plantNotification(church)
    await church.event()

    expect(types(await theirs.has(4))).toEqual(['TOLD', 'TOLD', 'TOLD', 'EVENT_CREATED'])
    expect(types(await others.has(2))).toEqual(['TOLD', 'EVENT_CREATED'])
    await Promise.all([theirs.close(), others.close()])
  })

  it('stands in the list and the count of that user alone', async () => {
    await plantNotification(church, { to: [one.userId] })

    const none = { notifications: { nodes: [], totalCount: 0 }, unreadNotificationCount: 0 }
    expect(await inList(other.api)).toEqual(none)
    expect(await inList(admin.api)).toEqual(none)
    const told = { notifications: { nodes: [{ type: 'TOLD' }], totalCount: 1 }, unreadNotificationCount: 1 }
    expect(await inList(one.api)).toEqual(told)
  })
})

describe('a change of roles', () => {
  it('is told to whose they are, when one is given and when it is taken', async () => {
    const role = await roleId('SECRETARY')

    await change('assignRole', role)
    await change('revokeRole', role)

    const told = { type: 'ROLE_CHANGED', category: 'SECURITY', priority: 'HIGH' }
    const to = { audience_kind: 'USER', audience_ids: [one.userId] }
    expect(await rows()).toEqual([
      { ...told, ...to, message: 'You have the role Secretary now.' },
      { ...told, ...to, message: 'The role Secretary was taken from you.' },
    ])
  })

  it('that is refused is told to nobody', async () => {
    await admin.api.sendText(
      `mutation { revokeRole(input: { userId: "${one.userId}", roleId: "${await roleId('LEADER')}" }) { errors { code } } }`,
    )

    expect(await rows()).toEqual([])
  })
})
