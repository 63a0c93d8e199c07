import { beforeEach, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { listen } from '../testing/listener.js'
import { plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

let church: ChurchWorld
let admin: Person
let leader: Person
let own: string
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
  leader = await church.person('LEADER')
  own = await plantMinistry(church, { LEADER: [leader.memberId] })
  await world.database.owner.query('update control.user_account set email_verified_at = now() where church_id = $1', [
    church.church.id,
  ])
})

const send = (who: Person, input: string) =>
  who.api.sendText(`mutation { sendMessage(input: { ${input} }) { sent errors { code path } } }`)

const text = 'title: "Rain", message: "We meet in the hall."'
const told = () =>
  church.write((db) =>
    db
      .selectFrom('notification')
      .select(['type', 'audience_kind', 'audience_ids', 'except_user', 'priority'])
      .execute(),
  )

describe('sendMessage', () => {
  it('reaches the whole church live, and not who wrote it', async () => {
    const [theirs, writers] = [await listen(world.app, leader.api), await listen(world.app, admin.api)]

    expect((await send(admin, `audience: CHURCH, ${text}, priority: HIGH`)).data).toEqual({
      sendMessage: { sent: true, errors: [] },
    })
    await church.event()

    expect((await theirs.has(2)).map(({ notification }) => notification?.title)[0]).toBe('Rain')
    expect((await writers.has(1))[0]?.notification?.type).toBe('EVENT_CREATED')
    expect((await told())[0]).toEqual({
      ...{ type: 'ADMIN_MESSAGE', audience_kind: 'CHURCH', audience_ids: [], priority: 'HIGH' },
      except_user: admin.userId,
    })
    await Promise.all([theirs.close(), writers.close()])
  })

  it('of a leader reaches the ministries that they lead, and nobody else', async () => {
    const other = await plantMinistry(church, { MEMBER: [leader.memberId] })
    const forbidden = [{ extensions: { code: 'FORBIDDEN' } }]

    expect((await send(leader, `audience: MINISTRY, ids: ["${own}"], ${text}`)).data).toMatchObject({
      sendMessage: { sent: true },
    })
    for (const input of [
      `audience: MINISTRY, ids: ["${own}", "${other}"]`,
      `audience: MINISTRY, ids: ["${crypto.randomUUID()}"]`,
      'audience: MINISTRY',
      'audience: CHURCH',
      `audience: MEMBER, ids: ["${leader.memberId}"]`,
    ]) {
      expect((await send(leader, `${input}, ${text}`)).errors).toMatchObject(forbidden)
    }
    expect(await told()).toMatchObject([{ audience_kind: 'MINISTRY', audience_ids: [own] }])
  })

  it.each([
    ['audience: CHURCH, title: " ", message: ""', ['REQUIRED title', 'REQUIRED message']],
    [
      `audience: CHURCH, title: "${'x'.repeat(256)}", message: "${'x'.repeat(501)}"`,
      ['TOO_LONG title', 'TOO_LONG message'],
    ],
    [`audience: ROLE, ${text}`, ['REQUIRED ids']],
    [`audience: CHURCH, ids: ["${crypto.randomUUID()}"], ${text}`, ['INVALID ids']],
    [`audience: ROLE, ids: ["${crypto.randomUUID()}"], ${text}`, ['NOT_FOUND ids 0']],
    [`audience: MEMBER, ids: ["${crypto.randomUUID()}"], ${text}`, ['NOT_FOUND ids 0']],
  ])('refuses %s', async (input, codes) => {
    const { data } = await send(admin, input)
    const answer = data?.['sendMessage'] as { sent: null; errors: { code: string; path: string[] }[] }

    expect(answer.errors.map(({ code, path }) => [code, ...path].join(' '))).toEqual(codes)
    expect(await told()).toEqual([])
  })

  it('waits for the writer’s own address to be proved', async () => {
    await world.database.owner.query('update control.user_account set email_verified_at = null where id = $1', [
      admin.userId,
    ])

    expect((await send(admin, `audience: CHURCH, ${text}`)).data).toMatchObject({
      sendMessage: { sent: null, errors: [{ code: 'NOT_ALLOWED_NOW' }] },
    })
  })

  it('is done once for a key, and ten times an hour', async () => {
    const key = `idempotencyKey: "${crypto.randomUUID()}"`
    await send(admin, `audience: CHURCH, ${key}, ${text}`)
    await send(admin, `audience: CHURCH, ${key}, ${text}`)
    expect(await told()).toHaveLength(1)

    for (let sent = 1; sent < 10; sent += 1) await send(admin, `audience: CHURCH, ${text}`)
    expect((await send(admin, `audience: CHURCH, ${text}`)).errors).toMatchObject([
      { extensions: { code: 'THROTTLED' } },
    ])
    expect(await told()).toHaveLength(10)
  })
})
