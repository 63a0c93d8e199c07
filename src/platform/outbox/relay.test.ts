import { describe, expect, it, vi } from 'vitest'
import { createWorld } from '../../testing/world.js'
import { unaudited } from '../audit/audit-entry.js'
import { createLog } from '../log.js'
import { inTransaction } from '../transaction.js'
import type { Stored } from './announcement.js'
import { type Publish, startRelay } from './relay.js'

// The world's own relay looks only for notifications: these topics are left to the relays that the tests start.

const world = await createWorld()
const { gate } = world.database
const log = createLog('silent')

const relayFor = (topics: Readonly<Record<string, Publish>>) =>
  startRelay({ cells: gate.cells, openOutbox: (cell) => gate.outbox(cell), topics, log, sweepEvery: 3_600_000 })

/** Stores a message of this topic as a church's transaction does; resolves to what the transaction told. */
async function store(topic: string): Promise<readonly Stored[]> {
  const church = await world.church()
  const person = await church.person('ADMIN')
  return church.as(person, async (ctx) => {
    const told: Stored[] = []
    const unit = { ...ctx.unit, committed: (stored: readonly Stored[]) => void told.push(...stored) }
    await inTransaction({ ...ctx, unit }, async (ctx) => {
      ctx.audit(unaudited('a test'))
      ctx.deliver({ topic, body: { hello: 'world' } })
    })
    return told
  })
}

const waiting = async (topic: string): Promise<number> => {
  const { rows } = await world.database.owner.query('select 1 from outbox.message where topic = $1', [topic])
  return rows.length
}

/** Lets the messages of a topic look as old as those that a dead process left. */
const age = (topic: string) =>
  world.database.owner.query(`update outbox.message set created_at = now() - interval '1 minute' where topic = $1`, [
    topic,
  ])

describe('the relay', () => {
  it('publishes at once what was committed, and then forgets it', async () => {
    const published: Stored[] = []
    const relay = relayFor({ 'at-once': async (message) => void published.push(message) })
    const stored = await store('at-once')

    relay.committed('main', stored)
    await relay.close()

    expect(published).toMatchObject([{ topic: 'at-once', body: { hello: 'world' } }])
    expect(await waiting('at-once')).toBe(0)
  })

  it('keeps what the transport did not take, and sends it later', async () => {
    const publish = vi.fn<Publish>().mockRejectedValueOnce(new Error('the transport is away'))
    const relay = relayFor({ 'sent-later': publish })
    relay.committed('main', await store('sent-later'))
    await vi.waitFor(() => expect(publish).toHaveBeenCalledOnce())
    await age('sent-later')

    expect(await relay.sweep('main')).toBe(1)

    expect(publish).toHaveBeenCalledTimes(2)
    expect(await waiting('sent-later')).toBe(0)
    await relay.close()
  })

  it('leaves alone what is still in the hands of its own process', async () => {
    const relay = relayFor({ young: async () => undefined })
    await store('young')

    expect(await relay.sweep('main')).toBe(0)
    expect(await waiting('young')).toBe(1)
    await relay.close()
  })

  it('is not held up by messages that only a newer version understands', async () => {
    const relay = relayFor({ known: async () => undefined })
    await store('from-the-future')
    await store('known')
    await age('from-the-future')
    await age('known')

    expect(await relay.sweep('main')).toBe(1)

    expect([await waiting('from-the-future'), await waiting('known')]).toEqual([1, 0])
    await relay.close()
  })

  it('lets two processes share the work without sending twice', async () => {
    const published: string[] = []
    const publish: Publish = async ({ id }) => void published.push(id)
    const relays = [relayFor({ shared: publish }), relayFor({ shared: publish })]
    await Promise.all([store('shared'), store('shared'), store('shared')])
    await age('shared')

    await Promise.all(relays.map((relay) => relay.sweep('main')))

    expect(new Set(published).size).toBe(published.length)
    expect(await waiting('shared')).toBe(0)
    await Promise.all(relays.map((relay) => relay.close()))
  })
})
