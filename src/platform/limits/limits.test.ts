import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import { recordedLog } from '../../testing/recorded-log.js'
import { type RedisServer, startRedisServer } from '../../testing/redis-server.js'
import { createRedisLimits } from '../redis/redis-limits.js'
import { createInProcessLimits } from './in-process-limits.js'
import type { Limit, Limits } from './limits.js'

const unique = (): string => Math.random().toString(36).slice(2)
const threeAnHour = (): Limit => ({ name: `three-${unique()}`, points: 3, seconds: 3600 })
const somebody = { church: 'a-church', who: 'somebody@people.example' }

const overRedis = (url: string, prefix = `limits-${unique()}:`): Promise<Limits> =>
  createRedisLimits({ url, prefix, log: recordedLog() })

const kinds: readonly (readonly [string, () => Promise<Limits>])[] = [
  ['in this process', async () => createInProcessLimits()],
  ['over Redis', () => overRedis(inject('redisUrl'))],
]

describe.each(kinds)('limits %s', (_kind, open) => {
  let limits: Limits
  beforeAll(async () => {
    limits = await open()
  })
  afterAll(() => limits.close())

  it('allow what is within, refuse what is beyond, and say when it starts anew', async () => {
    const limit = threeAnHour()

    const spent = []
    for (let at = 0; at < 5; at += 1) spent.push(await limits.spend(limit, somebody))

    expect(spent.map(({ isWithin }) => isWithin)).toEqual([true, true, true, false, false])
    expect(spent.map((standing) => standing.spent)).toEqual([1, 2, 3, 4, 5])
    for (const { retryAfterMs } of spent) {
      expect(retryAfterMs).toBeGreaterThan(3_590_000)
      expect(retryAfterMs).toBeLessThanOrEqual(3_600_000)
    }
  })

  it('count by weight', async () => {
    const limit = threeAnHour()

    expect(await limits.spend(limit, somebody, 2)).toMatchObject({ isWithin: true, spent: 2 })
    expect(await limits.spend(limit, somebody, 2)).toMatchObject({ isWithin: false, spent: 4 })
  })

  it('let nobody through beyond the limit when many ask at once', async () => {
    const limit = { ...threeAnHour(), points: 50 }

    const racers = await Promise.all(Array.from({ length: 200 }, () => limits.spend(limit, somebody)))

    expect(racers.filter(({ isWithin }) => isWithin)).toHaveLength(50)
  })

  it('keep churches, people and limits apart', async () => {
    const [limit, other] = [threeAnHour(), threeAnHour()]
    await limits.spend(limit, somebody, 4)

    expect(await limits.spend(limit, { ...somebody, church: 'another-church' })).toMatchObject({ spent: 1 })
    expect(await limits.spend(limit, { ...somebody, church: null })).toMatchObject({ spent: 1 })
    expect(await limits.spend(limit, { ...somebody, who: 'else@people.example' })).toMatchObject({ spent: 1 })
    expect(await limits.spend(other, somebody)).toMatchObject({ spent: 1 })
  })

  it('look without spending, also at somebody who never spent', async () => {
    const limit = threeAnHour()
    expect(await limits.look(limit, somebody)).toEqual({ isWithin: true, spent: 0, retryAfterMs: 0 })

    await limits.spend(limit, somebody, 4)

    expect(await limits.look(limit, somebody)).toMatchObject({ isWithin: false, spent: 4 })
    expect(await limits.look(limit, somebody)).toMatchObject({ spent: 4 })
  })

  it('exhaust for as long as they are told', async () => {
    const limit = threeAnHour()
    await limits.exhaust(limit, somebody, 86_400)

    const { isWithin, retryAfterMs } = await limits.spend(limit, somebody)

    expect(isWithin).toBe(false)
    expect(retryAfterMs).toBeGreaterThan(86_390_000)
  })

  it('forget', async () => {
    const limit = threeAnHour()
    await limits.spend(limit, somebody, 4)
    await limits.forget(limit, somebody)

    expect(await limits.spend(limit, somebody)).toMatchObject({ isWithin: true, spent: 1 })
  })

  it('begin anew when the time is over', async () => {
    const limit = { ...threeAnHour(), points: 1, seconds: 1 }
    await limits.spend(limit, somebody, 2)

    await eventually(async () => (await limits.look(limit, somebody)).isWithin).toBe(true)
  })
})

describe('limits over Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedisServer()
  })
  afterAll(() => server.stop())

  it('are counted by all processes together, and survive all of them', async () => {
    const limit = threeAnHour()
    const [here, there] = [await overRedis(server.url, 'one:'), await overRedis(server.url, 'one:')]
    await here.spend(limit, somebody)
    await there.spend(limit, somebody)
    await Promise.all([here.close(), there.close()])

    const later = await overRedis(server.url, 'one:')

    expect(await later.spend(limit, somebody)).toMatchObject({ spent: 3 })
    await later.close()
  })

  it('hold in this process while Redis is away, and count together again when it is back', async () => {
    const limit = threeAnHour()
    const limits = await overRedis(server.url, 'two:')
    await server.kill()

    const alone = []
    for (let at = 0; at < 4; at += 1) alone.push(await limits.spend(limit, somebody))
    expect(alone.map(({ isWithin }) => isWithin)).toEqual([true, true, true, false])
    await limits.forget(limit, somebody)
    expect(await limits.look(limit, somebody)).toMatchObject({ isWithin: true })

    await server.restart()
    const other = await overRedis(server.url, 'two:')
    await eventually(async () => {
      await limits.spend(limit, somebody)
      return (await other.look(limit, somebody)).spent > 0
    }).toBe(true)
    await Promise.all([limits.close(), other.close()])
  })

  it('keep no address and no e-mail in Redis', async () => {
    const limits = await overRedis(server.url, 'three:')
    await limits.spend(threeAnHour(), somebody)

    const { Redis } = await import('ioredis')
    const redis = new Redis(server.url)
    const keys = (await redis.keys('three:*')).map((key) => key.replace('three:limits:', ''))
    redis.disconnect()

    expect(keys).toHaveLength(1)
    expect(keys[0]).toMatch(/^a-church:/)
    expect(keys[0]).not.toContain('somebody')
    await limits.close()
  })
})
