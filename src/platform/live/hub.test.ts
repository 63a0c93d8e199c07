import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { arrayRows } from '../../testing/array-rows.js'
import { eventually } from '../../testing/eventually.js'
import { LiveBed, seqs } from '../../testing/live-bed.js'
import { type RedisServer, startRedisServer } from '../../testing/redis-server.js'
import type { Hub } from './hub.js'

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

describe('two processes on one Redis', () => {
  it('bring a message published by one to the listeners of both', async () => {
    const [near, far] = [await bed.listen(here), await bed.listen(there)]

    await bed.send(here)
    await bed.send(there)

    await eventually(() => [near.seen, far.seen]).toEqual([seqs(2), seqs(2)])
  })

  it('begin at the newest message, even in a church that has never sent one', async () => {
    bed.commit(5)
    const { seen } = await bed.listen(here)
    const fresh = await bed.listen(here, { church: randomUUID() })

    await bed.send(there)

    await eventually(() => seen).toEqual(['6'])
    expect(fresh.seen).toEqual([])
  })

  it('hand all listeners the same frozen message', async () => {
    const sink = await here.listen({ church: bed.church, userId: 'user', audiences: ['CHURCH'] })
    bed.commit(1)
    await bed.send(there)

    for (const seq of ['1', '2']) {
      const { value } = await sink.next()
      expect(value).toMatchObject({ kind: 'message', message: { seq, body: { n: Number(seq) - 1 } } })
      expect(value?.kind === 'message' && Object.isFrozen(value.message.body)).toBe(true)
    }
  })
})

describe('audiences', () => {
  it('decide who hears a message, each listener once', async () => {
    const inRole = await bed.listen(here, { audiences: ['CHURCH', 'ROLE:1'] })
    const inBoth = await bed.listen(here, { audiences: ['CHURCH', 'ROLE:1', 'MEMBER:2'] })
    const inNeither = await bed.listen(here, { audiences: ['CHURCH', 'ROLE:3'] })

    await bed.send(there, { audiences: ['ROLE:1', 'MEMBER:2'] })
    await bed.send(there, { audiences: ['MEMBER:2'] })
    await bed.send(there)

    await eventually(() => [inRole, inBoth, inNeither].map(({ seen }) => seen)).toEqual([['1', '3'], seqs(3), ['3']])
  })

  it('leave out the user who is excepted, on every socket of theirs', async () => {
    const actors = [await bed.listen(here, { userId: 'actor' }), await bed.listen(there, { userId: 'actor' })]
    const other = await bed.listen(here)

    await bed.send(here, { exceptUser: 'actor' })
    await bed.send(here)

    await eventually(() => [...actors, other].map(({ seen }) => seen)).toEqual([['2'], ['2'], seqs(2)])
  })

  it('can change under an open sink, which learns that it gained one', async () => {
    const { sink, seen } = await bed.listen(here, { audiences: ['ROLE:old'] })
    await bed.send(there, { audiences: ['ROLE:old'] })
    await eventually(() => seen).toEqual(['1'])

    here.changeAudiences(sink, ['ROLE:new'])
    await bed.send(there, { audiences: ['ROLE:old'] })
    await bed.send(there, { audiences: ['ROLE:new'] })

    await eventually(() => seen).toEqual(['1', 'resync', '3'])
  })

  it('change nothing for a sink that has ended', async () => {
    const { sink } = await bed.listen(here)
    await sink.return()

    here.changeAudiences(sink, ['CHURCH'])

    expect(here.counts().sockets).toBe(0)
  })
})

describe('the church next door', () => {
  it('gets nothing of ours, and its sinks are not even visited', async () => {
    const neighbour = randomUUID()
    const theirs = [await bed.listen(here, { church: neighbour }), await bed.listen(here, { church: neighbour })]
    const ours = await bed.listen(here)
    const bystander = await bed.listen(here, { audiences: ['ROLE:1'] })

    for (let n = 0; n < 10; n += 1) await bed.send(there)
    await eventually(() => ours.seen).toEqual(seqs(10))

    expect(here.counts()).toEqual({ sockets: 4, churches: 2, visits: 10 })
    await bed.send(there, {}, neighbour)
    await eventually(() => theirs.map(({ seen }) => seen)).toEqual([['1'], ['1']])
    expect([here.counts().visits, bystander.seen]).toEqual([12, []])
  })
})

describe('the sequence', () => {
  it('puts messages in order that overtook one another', async () => {
    const { seen } = await bed.listen(here)
    const [m1, m2, m3, m4, m5, m6] = bed.commit(6)

    for (const message of [m2, m1, m4, m3, m6, m5]) if (message) await there.publish(bed.church, message)
    await bed.send(there)

    await eventually(() => seen).toEqual(seqs(7))
  })

  it('drops what comes twice', async () => {
    const { seen } = await bed.listen(here)
    const messages = bed.commit(3)

    for (const message of [...messages, ...messages]) await there.publish(bed.church, message)
    await bed.send(there)

    await eventually(() => seen).toEqual(seqs(4))
    expect(bed.rows.reads).toEqual([])
  })

  it('shows that messages were lost, and exactly those are read from the rows', async () => {
    const { seen } = await bed.listen(here)
    await bed.send(there)

    bed.commit(3)
    await bed.send(there)

    await eventually(() => seen).toEqual(seqs(5))
    expect(bed.rows.reads).toEqual([{ church: bed.church, after: '1', upTo: '4', limit: 50 }])
  })

  it('is not held up by rows deleted since', async () => {
    const hub = bed.hub({ readMissed: async () => [] })
    const { seen } = await bed.listen(hub)

    bed.commit(3)
    await bed.send(there)
    await bed.send(there)

    await eventually(() => seen).toEqual(['4', '5'])
  })

  it('passes 2^53 unharmed', async () => {
    const far = new LiveBed(server.url, arrayRows(9_007_199_254_740_990n))
    const hub = far.hub()
    const { seen } = await far.listen(hub)

    for (let n = 0; n < 3; n += 1) await far.send(hub)
    far.commit(2)
    await far.send(hub)

    await eventually(() => seen.map((seq) => seq.slice(-3))).toEqual(['990', '991', '992', '993', '994', '995'])
    await far.close()
  })

  it('drops what is no live message, with a line in the log, and goes on', async () => {
    const { seen } = await bed.listen(here)
    await bed.send(there)
    const damaged = [
      null,
      'text',
      { v: 2, seq: '2' },
      { v: 1, seq: 2, audiences: ['CHURCH'], exceptUser: null, body: 1 },
    ]

    for (const message of damaged) await bed.transport.publish(`ntf:${bed.church}`, message)
    await bed.send(there)

    await eventually(() => seen).toEqual(seqs(2))
    await eventually(() => bed.log.lines).toEqual(Array(4).fill('warn: dropped a live message that cannot be read'))
  })
})
