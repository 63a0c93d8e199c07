import { expect, inject, it, onTestFinished } from 'vitest'
import { createLog } from '../log.js'
import type { Loan } from './lending-pool.js'
import { createPool, type PoolOptions } from './pool.js'

function pool(options: Partial<PoolOptions> = {}) {
  const opened = createPool({
    ...{ url: inject('postgresUrl'), max: 2, log: createLog('silent'), pipeline: true },
    ...options,
  })
  onTestFinished(() => opened.end())
  return opened
}

const pidOf = async ({ client }: Loan): Promise<number> =>
  (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid ?? 0

/** Goes to each place and comes back, one after the other; resolves to the connection that was lent for each. */
async function visit(lent: ReturnType<typeof pool>, places: readonly string[]): Promise<readonly number[]> {
  const pids: number[] = []
  for (const place of places) {
    const loan = await lent.lend(place)
    loan.met.meet(place)
    pids.push(await pidOf(loan))
    lent.giveBack(loan)
  }
  return pids
}

/** Two connections, of which one has met each place. */
async function oneForEach(lent: ReturnType<typeof pool>, places: readonly [string, string]) {
  const loans = [await lent.lend(places[0]), await lent.lend(places[1])] as const
  const pids = await Promise.all(loans.map(pidOf))
  for (const [at, loan] of loans.entries()) {
    loan.met.meet(places[at] ?? '')
    lent.giveBack(loan)
  }
  return pids
}

it('lends whoever comes again the connection that has been there', async () => {
  const lent = pool()
  const [first, second] = await oneForEach(lent, ['grace', 'hope'])

  expect(await visit(lent, ['grace', 'grace', 'hope', 'grace', 'hope'])).toEqual([first, first, second, first, second])
})

it('keeps to one connection while that has room, and opens another before it is crowded', async () => {
  const lent = pool()
  const places = Array.from({ length: 60 }, (_, at) => `church ${at}`)

  const pids = await visit(lent, places)

  expect(new Set(pids.slice(0, 30)).size).toBe(1)
  expect([new Set(pids.slice(30)).size, pids[30] === pids[0]]).toEqual([1, false])
  expect(await visit(lent, places)).toEqual(pids)
})

it('replaces a connection that has kept as much as it may of places and their statements', async () => {
  const lent = pool({ max: 1, mostKept: 1 })
  const pids = await visit(lent, ['a', 'b', 'c', 'd', 'd'])
  const loan = await lent.lend('d')
  for (let at = 0; at < 40; at += 1) loan.met.nameAt('d', `s${at}`)
  lent.giveBack(loan)

  const [afterwards] = await visit(lent, ['d'])

  expect([new Set(pids.slice(0, 4)).size, pids[4] === pids[3]]).toEqual([1, false])
  expect(afterwards).not.toBe(pids[4])
  expect(lent.totalCount).toBe(1)
})

it('hands on what is owed to whoever comes at once, and settles it where nobody does', async () => {
  const lent = pool({ max: 1 })
  const first = await lent.lend('here')
  await first.client.query('begin')
  lent.giveBack(first, 'commit')

  const second = await lent.lend('here')
  const taken = second.owed
  lent.giveBack(second, taken)
  await new Promise((resolve) => void setImmediate(resolve))
  const third = await lent.lend('here')

  expect([taken, third.owed]).toEqual(['commit', ''])
  expect(await pidOf(third)).toBe(await pidOf(first))
  expect(third.client.getTransactionStatus()).toBe('I')
  lent.giveBack(third)
})

it('lets whoever comes for a place that another is at wait a moment for that connection, and no longer', async () => {
  const lent = pool()
  const [home] = await oneForEach(lent, ['grace', 'hope'])
  const held = await lent.lend('grace')
  const soon = lent.lend('grace')
  lent.giveBack(held)
  const second = await soon
  const late = await lent.lend('grace')

  expect([await pidOf(second), (await pidOf(late)) === home]).toEqual([home, false])
  lent.giveBack(second)
  lent.giveBack(late)
})

it('gives a place another connection once two wait for the one that has been there', async () => {
  const lent = pool()
  const [home] = await oneForEach(lent, ['grace', 'hope'])
  const held = await lent.lend('grace')
  const patient = [lent.lend('grace'), lent.lend('grace')]

  const third = await lent.lend('grace')

  expect(await pidOf(third)).not.toBe(home)
  lent.giveBack(held)
  for (const one of patient) {
    const loan = await one
    expect(await pidOf(loan)).toBe(home)
    lent.giveBack(loan)
  }
  lent.giveBack(third)
})

it('serves whoever waits for a place that is known first, yet nobody waits for more than sixteen of them', async () => {
  const lent = pool({ max: 1 })
  const held = await lent.lend('home')
  held.met.meet('home')
  const served: string[] = []
  const go = async (place: string): Promise<void> => {
    const loan = await lent.lend(place)
    served.push(place)
    lent.giveBack(loan)
  }
  const all = [go('elsewhere'), ...Array.from({ length: 20 }, () => go('home'))]

  lent.giveBack(held)
  await Promise.all(all)

  expect(served.indexOf('elsewhere')).toBe(16)
  expect(served).toHaveLength(21)
})

it('does not lend a connection that broke while it rested', async () => {
  const lent = pool({ max: 1 })
  const other = pool({ max: 1 })
  const [pid] = await visit(lent, ['here'])
  const ended = new Promise((resolve) => void lent.once('remove', resolve))
  const loan = await other.lend('here')

  await loan.client.query('select pg_terminate_backend($1)', [pid])
  await ended

  const [next] = await visit(lent, ['here'])
  expect(next).not.toBe(pid)
  expect([lent.totalCount, lent.restingCount]).toEqual([1, 1])
  other.giveBack(loan)
})

it('opens a connection for whoever waits when one in use had to be closed', async () => {
  const lent = pool({ max: 1 })
  const broken = await lent.lend('here')
  const waiting = lent.lend('here')

  lent.drop(broken)

  const loan = await waiting
  expect(await pidOf(loan)).toBeGreaterThan(0)
  lent.giveBack(loan)
})

it('refuses whoever still waits when it ends', async () => {
  const lent = createPool({ url: inject('postgresUrl'), max: 1, log: createLog('silent'), pipeline: true })
  const held = await lent.lend('here')
  const waiting = lent.lend('here')

  const ended = lent.end()
  lent.giveBack(held)

  await expect(waiting).rejects.toThrow('after calling end')
  await ended
})
