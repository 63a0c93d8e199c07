import { afterAll, expect, it } from 'vitest'
import { listenToChanges, resync } from '../testing/change-listener.js'
import { eventually } from '../testing/eventually.js'
import { startRedisServer } from '../testing/redis-server.js'
import { createWorld } from '../testing/world.js'

const redis = await startRedisServer()
const world = await createWorld({ redisUrl: redis.url })
afterAll(() => redis.stop())

it('changes made while Redis is killed end in a resync for listeners of both servers, and those after it are told', async () => {
  const church = await world.church()
  const admin = await church.person('ADMIN')
  const second = await world.secondApp()
  const listeners = [
    await listenToChanges(admin.api, 'MEMBER'),
    await listenToChanges(admin.api.with({ port: second.port }), 'MEMBER'),
  ]
  const create = async (firstName: string): Promise<string> => {
    const text = `mutation { createMember(input: { firstName: "${firstName}", lastName: "Mensah" }) { member { id } } }`
    const { data } = await admin.api.sendText(text)
    return (data as { createMember: { member: { id: string } } }).createMember.member.id
  }
  const change = (id: string) => ({ kind: 'MEMBER', id, operation: 'CREATED', version: 1, resync: false })

  const before = await create('Esi')
  for (const { told } of listeners) await eventually(() => told).toEqual([resync, change(before)])

  await redis.kill()
  const meanwhile = await create('Kofi')
  await redis.restart()
  for (const { told } of listeners) await eventually(() => told.filter((one) => one.resync).length).toBeGreaterThan(1)

  const after = await create('Ama')
  for (const { told, close } of listeners) {
    await eventually(() => told.at(-1)).toEqual(change(after))
    // What was changed meanwhile may be told as well, for it is stored; whoever asks anew has it either way.
    const rest = told.slice(2).filter((one) => !one.resync)
    expect(rest.filter(({ id }) => id !== meanwhile)).toEqual([change(after)])
    await close()
  }
}, 60_000)
