import { describe, expect, it } from 'vitest'
import type { ChurchWorld } from '../testing/church-world.js'
import { listen, tryToListen } from '../testing/listener.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
const second = await world.secondApp()

const become = (church: ChurchWorld, status: string) =>
  world.database.owner.query('update control.church set status = $2 where id = $1', [church.church.id, status])

describe('the sockets of a church', () => {
  it.each([
    ['SUSPENDED', 'TENANT_SUSPENDED'],
    ['ARCHIVED', 'TENANT_ARCHIVED'],
    ['ERASED', 'TENANT_ARCHIVED'],
  ])('close at once, in every process, when it becomes %s', async (status, reason) => {
    const church = await world.church()
    const member = await church.person('MEMBER')
    const listeners = [
      await listen(world.app, member.api),
      await listen(second.app, member.api.with({ port: second.port })),
    ]

    await become(church, status)

    for (const listener of listeners) expect(await listener.ended).toMatchObject({ code: 4404, reason })
  })

  it('stay open while other churches close, and when it changes otherwise', async () => {
    const [open, closed] = [await world.church(), await world.church()]
    const listener = await listen(world.app, (await open.person('MEMBER')).api)
    const other = await listen(world.app, (await closed.person('MEMBER')).api)

    await world.database.owner.query('update control.church set subdomain = $2 where id = $1', [
      open.church.id,
      `new-${open.church.subdomain}`,
    ])
    await become(closed, 'SUSPENDED')
    await other.ended
    const event = await open.event({ title: 'Still heard' })

    expect(await listener.has(1)).toMatchObject([{ notification: { event: { id: event.id } } }])
    await listener.close()
  })

  it('open again as soon as it is resumed', async () => {
    const church = await world.church()
    const { api } = await church.person('MEMBER')
    const listener = await listen(world.app, api)
    await become(church, 'SUSPENDED')
    await listener.ended
    const refused = await tryToListen(api).ended
    await become(church, 'ACTIVE')

    expect(refused).not.toEqual([])
    await expect
      .poll(async () => {
        const { status } = await api.sendText('{ church { id } }')
        return status
      })
      .toBe(200)
    await (await listen(world.app, api)).close()
  })
})
