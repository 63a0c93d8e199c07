import { beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import { createWorld } from '../../testing/world.js'
import { unaudited } from '../audit/audit-entry.js'
import { refuse } from '../refusal.js'
import { inTransaction } from '../transaction.js'
import { enqueueJob } from './jobs.repository.js'
import { GaveUp, type Task } from './task.js'

const world = await createWorld()

interface Ran {
  readonly church: string
  readonly data: unknown
  readonly attempt: number
  readonly id: string
}
const ran: Ran[] = []
const ranFor = (church: string): readonly Ran[] => ran.filter((one) => one.church === church)

const note: Task = {
  task: 'note',
  run: async (ctx, data, attempt) => {
    ran.push({ church: ctx.church.placeKey, data, attempt: attempt.number, id: attempt.id })
  },
}
const failTwice: Task = {
  task: 'fail-twice',
  run: async (ctx, data, attempt) => {
    await note.run(ctx, data, attempt)
    if (attempt.number < 2) throw new Error('the world is not ready')
  },
}
const hopeless: Task = {
  task: 'hopeless',
  run: async () => {
    throw new GaveUp('nobody can do this')
  },
}

beforeAll(() => world.startJobs({ tasks: [note, failTwice, hopeless] }))

const jobsOf = async (church: string) => {
  const { rows } = await world.database.owner.query<{
    id: string
    state: string
    attempts: number
    last_error: string
  }>('select id, state, attempts, last_error from jobs.job where church = $1', [church])
  return rows
}

/** A church, and an enqueueing transaction of it that ends with `end`. */
async function enqueueing(end: () => unknown = () => ({})) {
  const church = await world.church()
  const person = await church.person('ADMIN')
  const work = church.as(person, (ctx) =>
    inTransaction(ctx, async (ctx) => {
      ctx.audit(unaudited('a test'))
      ctx.enqueue({ task: 'note', data: { hello: 'world' } })
      return end()
    }),
  )
  await work.catch(() => undefined)
  return church
}

describe('a job', () => {
  it('is done after the commit, within a second, in a ctx of its church', async () => {
    const { church } = await enqueueing()

    await eventually(() => ranFor(church.placeKey)).toMatchObject([{ data: { hello: 'world' }, attempt: 1 }])
    await eventually(() => jobsOf(church.placeKey)).toEqual([])
  })

  it('is not there when its transaction threw or refused', async () => {
    const thrown = await enqueueing(() => {
      throw new Error('undone')
    })
    const refused = await enqueueing(() => refuse('EVENT_FULL', 'There is no seat left.'))
    const later = await enqueueing()

    await eventually(() => ranFor(later.church.placeKey).length).toBe(1)
    expect([...ranFor(thrown.church.placeKey), ...ranFor(refused.church.placeKey)]).toEqual([])
  })
})

describe("an account's transaction", () => {
  it('enqueues for the church that it named', async () => {
    const { church } = await world.church()

    await world.database.gate.control(church.id).write((control) => enqueueJob(control, { task: 'note', data: 1 }))

    await eventually(() => ranFor(church.placeKey)).toMatchObject([{ data: 1 }])
  })
})
