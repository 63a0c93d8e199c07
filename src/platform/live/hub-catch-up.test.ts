import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import { LiveBed, seqs } from '../../testing/live-bed.js'
import { readAll } from '../../testing/read-sink.js'
import { type RedisServer, startRedisServer } from '../../testing/redis-server.js'
import type { Hub } from './hub.js'
import { compareSeq } from './live-message.js'
import { replayThenLive } from './replay-then-live.js'

let server: RedisServer
let bed: LiveBed
let here: Hub
let there: Hub

beforeAll(async () => {
  server = await startRedisServer()
})
afterAll(() => server.stop())
beforeEach(() => {
  bed = new LiveBed(server.url)
  here = bed.hub()
  there = bed.hub()
})
afterEach(() => bed.close())

describe('when messages were lost', () => {
  it('replays up to a thousand of them to a reader who keeps up', async () => {
    const { seen } = await bed.listen(here)

    bed.commit(1_000)
    await bed.send(there)

    await eventually(() => seen).toEqual(seqs(1_001))
  })

  it('sends one resync for more than a thousand, and what follows is live', async () => {
    const { seen } = await bed.listen(here)

    bed.commit(1_001)
    await bed.send(there)
    await bed.send(there)

    await eventually(() => seen).toEqual(['resync', '1003'])
    expect(bed.rows.reads).toEqual([])
  })

  it('tries again when the rows cannot be read', async () => {
    const { seen } = await bed.listen(here)
    bed.rows.failNext(3)

    bed.commit(1)
    await bed.send(there)

    await eventually(() => seen).toEqual(seqs(2))
  })

  it('sends every listener a resync when they cannot be read at all, and goes on', async () => {
    const listeners = [await bed.listen(here), await bed.listen(here, { audiences: ['ROLE:1'] })]
    bed.rows.failNext(4)

    bed.commit(1)
    await bed.send(there)
    await bed.send(there)

    await eventually(() => listeners.map(({ seen }) => seen)).toEqual([['resync', '3'], ['resync']])
  })

  it('keeps what arrives meanwhile waiting its turn, and holds no other church up', async () => {
    const neighbour = randomUUID()
    const [ours, theirs] = [await bed.listen(here), await bed.listen(here, { church: neighbour })]
    const release = bed.rows.hold(bed.church)

    bed.commit(1)
    for (let n = 0; n < 5; n += 1) await bed.send(there)
    for (let n = 0; n < 5; n += 1) await bed.send(there, {}, neighbour)
    await eventually(() => theirs.seen).toEqual(seqs(5))
    const whileHeld = [...ours.seen]
    release()

    await eventually(() => ours.seen).toEqual(seqs(6))
    expect([whileHeld, bed.rows.reads.length]).toEqual([[], 1])
  })

  it('reads none of what waits, in whatever order it came', async () => {
    const { seen } = await bed.listen(here)
    const release = bed.rows.hold(bed.church)
    const [, m2, m3, m4, m5] = bed.commit(5)
    for (const message of [m2, m5, m4, m3]) if (message) await there.publish(bed.church, message)
    const last = await bed.listen(here, { church: randomUUID() })
    await bed.send(there, {}, last.church)
    await eventually(() => last.seen).toEqual(['1'])

    release()

    await eventually(() => seen).toEqual(seqs(5))
    expect(bed.rows.reads).toEqual([{ church: bed.church, after: '0', upTo: '1', limit: 50 }])
  })

  it('lets at most a thousand wait: beyond that the rows are read again', async () => {
    const { seen } = await bed.listen(here)
    const release = bed.rows.hold(bed.church)
    bed.commit(1)
    await bed.send(there)
    const messages = bed.commit(1_001)
    await Promise.all(messages.map((message) => there.publish(bed.church, message)))
    const last = await bed.listen(here, { church: randomUUID() })
    await bed.send(there, {}, last.church)
    await eventually(() => last.seen).toEqual(['1'])

    release()

    await eventually(() => seen).toEqual(['1', '2', 'resync'])
    await bed.send(there)
    await eventually(() => seen).toEqual(['1', '2', 'resync', '1004'])
  })
})

describe('readers', () => {
  it('who keep up lose nothing of a burst', async () => {
    const { seen } = await bed.listen(here)

    await Promise.all(bed.commit(800).map((message) => there.publish(bed.church, message)))

    await eventually(() => seen).toEqual(seqs(800))
  })

  it('who are slow get a resync, and hold up nobody', async () => {
    const fast = await bed.listen(here)
    const slow = await here.listen({ church: bed.church, userId: 'slow', audiences: ['CHURCH'] })
    const stuck = await here.listen({ church: bed.church, userId: 'stuck', audiences: ['CHURCH'] })
    const first = await Promise.all([slow.next(), bed.send(there)])

    for (const message of bed.commit(300)) await there.publish(bed.church, message)
    await eventually(() => fast.seen).toEqual(seqs(301))
    const second = await slow.next()
    await bed.send(there)
    const third = await slow.next()

    expect([first[0].value, second.value, third.value]).toMatchObject([
      { kind: 'message', message: { seq: '1' } },
      { kind: 'resync' },
      { kind: 'message', message: { seq: '302' } },
    ])
    await stuck.return()
  })
})

it('misses and repeats nothing for listeners who join with a replay in the midst of the traffic', async () => {
  const { church, rows } = bed
  const joined: { readonly seen: readonly string[] }[] = []
  const join = async (hub: Hub) => {
    const sink = await hub.listen({ church, userId: randomUUID(), audiences: ['CHURCH'] })
    const readPage = async (after: string) => {
      const newest = await rows.currentSeq(church)
      const messages = await rows.readMissed({ church, after, upTo: newest, limit: 20 })
      const reachedEnd = messages.length < 20
      return { messages, reachedEnd, lastSeq: reachedEnd ? newest : (messages.at(-1)?.seq ?? newest) }
    }
    joined.push(readAll(replayThenLive({ sink, after: '0', readPage })))
  }

  const joining: Promise<void>[] = []
  for (let n = 1; n <= 300; n += 1) {
    const message = rows.commit(church)
    // Every seventh publish is lost on the way, every fifth comes twice.
    if (n % 7 !== 0) await (n % 2 ? here : there).publish(church, message)
    if (n % 5 === 0) await there.publish(church, message)
    if (n % 10 === 0) joining.push(join(n % 20 ? here : there))
  }
  await Promise.all(joining)
  await bed.send(there)

  await eventually(() => joined.map(({ seen }) => seen)).toEqual(Array(30).fill(seqs(301)))
  expect(joined.every(({ seen }) => seen.every((seq, n) => n === 0 || compareSeq(seen[n - 1] ?? '', seq) < 0))).toBe(
    true,
  )
})
