import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { eventually, succeeds } from '../../testing/eventually.js'
import { LiveBed, seqs } from '../../testing/live-bed.js'
import { type RedisServer, startRedisServer } from '../../testing/redis-server.js'
import type { Hub } from './hub.js'

let server: RedisServer
let bed: LiveBed
let here: Hub
let there: Hub
const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)

beforeEach(async () => {
  process.on('unhandledRejection', note)
  server = await startRedisServer()
  bed = new LiveBed(server.url)
  here = bed.hub()
  there = bed.hub()
})
afterEach(async () => {
  await bed.close()
  await server.stop()
  process.off('unhandledRejection', note)
  expect(unhandled.splice(0)).toEqual([])
})

it('Redis killed under load: everything arrives everywhere, in order, exactly once', async () => {
  const listeners = await Promise.all([
    bed.listen(here),
    bed.listen(there),
    bed.listen(there, { audiences: ['CHURCH', 'ROLE:1'] }),
  ])
  const publishing: Promise<unknown>[] = []

  for (let n = 1; n <= 600; n += 1) {
    // A refused publish is a lost one: the row is committed all the same.
    publishing.push(bed.send(n % 2 ? here : there).catch(() => undefined))
    if (n === 100 || n === 400) await server.kill()
    if (n === 300 || n === 500) await server.restart()
    await pause(3)
  }
  await Promise.all(publishing)
  await eventually(() => succeeds(bed.send(here))).toBe(true)

  const last = Number(await bed.rows.currentSeq(bed.church))
  await eventually(() => listeners.map(({ seen }) => seen.length)).toEqual(Array(3).fill(last))
  expect(listeners.map(({ seen }) => seen)).toEqual(Array(3).fill(seqs(last)))
  expect(bed.rows.reads.length).toBeGreaterThan(0)
})

it('what is committed during an outage arrives after it, although nothing more is sent', async () => {
  const { seen } = await bed.listen(here)
  const quiet = await bed.listen(here, { church: randomUUID() })
  await bed.send(there)
  await eventually(() => seen).toEqual(['1'])

  await server.kill()
  bed.commit(120)
  await server.restart()

  await eventually(() => seen).toEqual(seqs(121))
  expect([quiet.seen, bed.rows.reads.every(({ church }) => church === bed.church)]).toEqual([[], true])
})

it('more than a thousand committed during an outage become one resync', async () => {
  const { seen } = await bed.listen(here)

  await server.kill()
  bed.commit(1_001)
  await server.restart()
  await eventually(() => seen).toEqual(['resync'])
  await eventually(() => succeeds(bed.send(there))).toBe(true)

  await eventually(() => seen.at(-1)).toBe(await bed.rows.currentSeq(bed.church))
  expect(seen.filter((seq) => seq === 'resync')).toHaveLength(1)
})

it('a church whose rows cannot be read after an outage gets a resync', async () => {
  const { seen } = await bed.listen(here)

  await server.kill()
  bed.rows.failNext(4)
  await server.restart()

  await eventually(() => seen).toEqual(['resync'])
})

it('a sequence that went back, as after a restored backup, is a resync and counts on from there', async () => {
  let current = '500'
  const hub = bed.hub({ currentSeq: async () => current })
  const { seen } = await bed.listen(hub)

  await server.kill()
  current = '0'
  await server.restart()
  await eventually(() => seen).toEqual(['resync'])
  await eventually(() => succeeds(bed.send(there))).toBe(true)

  await eventually(() => seen[1]).toBe('1')
})

it('every church with listeners is given its own moment to catch up', async () => {
  let asked = 0
  const hub = bed.hub({ spread: () => (asked += 1) })
  const churches = Array.from({ length: 5 }, () => randomUUID())
  const listeners = await Promise.all(churches.map((church) => bed.listen(hub, { church })))

  await server.kill()
  for (const church of churches) bed.rows.commit(church)
  await server.restart()

  await eventually(() => listeners.map(({ seen }) => seen)).toEqual(Array(5).fill(['1']))
  expect(asked).toBe(5)
})

it('a church nobody listens to any more is left, and begins anew with its next listener', async () => {
  const hub = bed.hub({ lingerMs: 60_000 })
  const { sink } = await bed.listen(hub)
  await sink.return()

  await server.kill()
  bed.commit(10)
  await server.restart()
  await eventually(() => hub.counts().churches).toBe(0)
  const { seen } = await bed.listen(hub)
  await eventually(() => succeeds(bed.send(there))).toBe(true)

  await eventually(() => seen.length).toBeGreaterThan(0)
  expect(Number(seen[0])).toBeGreaterThan(10)
})

it('who begins to listen during an outage waits for its end, then hears everything', async () => {
  await server.kill()
  const waiting = [bed.listen(here), bed.listen(here), bed.listen(there)]
  await expect(bed.send(there)).rejects.toThrow()

  await server.restart()
  const listeners = await Promise.all(waiting)
  bed.commit(1)
  await eventually(() => succeeds(bed.send(there))).toBe(true)

  const last = Number(await bed.rows.currentSeq(bed.church))
  await eventually(() => listeners.map(({ seen }) => seen)).toEqual(Array(3).fill(seqs(last - 1, 2)))
})

it('a hub that closes during an outage rejects who waits, and leaves nothing behind in Redis', async () => {
  await bed.listen(here, { church: randomUUID() })
  await server.kill()
  await expect(bed.send(there)).rejects.toThrow()
  const waiting = bed.listen(here)

  await here.close()
  await expect(waiting).rejects.toThrow('closed')
  await server.restart()
  await eventually(() => succeeds(bed.transport.ping())).toBe(true)

  const admin = new Redis(server.url)
  await eventually(() => admin.pubsub('CHANNELS')).toEqual([])
  admin.disconnect()
})
