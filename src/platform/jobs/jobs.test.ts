import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld } from '../../testing/church-world.js'
import { eventually } from '../../testing/eventually.js'
import { createWorld } from '../../testing/world.js'
import { unaudited } from '../audit/audit-entry.js'
import { systemClock } from '../clock.js'
import { addSeconds } from '../instant.js'
import { refuse } from '../refusal.js'
import { inTransaction } from '../transaction.js'
import type { Job } from './job.js'
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
const ranFor = ({ church }: ChurchWorld): readonly Ran[] => ran.filter((one) => one.church === church.placeKey)

const note: Task = {
  task: 'note',
  run: async (ctx, data, attempt) => {
    ran.push({ church: ctx.church.placeKey, data, attempt: attempt.number, id: attempt.id })
  },
}
const failOnce: Task = {
  task: 'fail-once',
  run: async (ctx, data, attempt) => {
    await note.run(ctx, data, attempt)
    if (attempt.number === 1) throw new Error('the world is not ready')
  },
}
const hopeless: Task = {
  task: 'hopeless',
  run: async () => {
    throw new GaveUp('nobody can do this')
  },
}
const gates = new Map<string, PromiseWithResolvers<void>>()
const waitForGate: Task = {
  task: 'wait-for-gate',
  run: async (ctx, data, attempt) => {
    await note.run(ctx, data, attempt)
    await gates.get(ctx.church.placeKey)?.promise
  },
}
const nightly = { task: 'nightly', at: '0 3 * * *', ran: 0 }

beforeAll(() =>
  world.startJobs({
    tasks: [note, failOnce, hopeless, waitForGate],
    recurring: [
      {
        ...nightly,
        run: async (lobby) => {
          await lobby.catalogue.read((control) => control.selectFrom('church').select('id').limit(1).execute())
          nightly.ran += 1
        },
      },
    ],
  }),
)

const jobsOf = async ({ church }: ChurchWorld) => {
  const { rows } = await world.database.owner.query<{ state: string; attempts: number; last_error: string | null }>(
    'select state, attempts, last_error from jobs.job where church = $1',
    [church.placeKey],
  )
  return rows
}

const setStatus = ({ church }: ChurchWorld, status: string) =>
  world.database.owner.query('update control.church set status = $2 where id = $1', [church.id, status])

/** Enqueues these in one transaction of the church, which ends with `end`. */
async function enqueue(church: ChurchWorld, jobs: readonly Job[], end: () => unknown = () => ({})): Promise<void> {
  const person = await church.person('ADMIN')
  await church.as(person, (ctx) =>
    inTransaction(ctx, async (ctx) => {
      ctx.audit(unaudited('only jobs are enqueued'))
      for (const job of jobs) ctx.enqueue(job)
      return end()
    }),
  )
}

const noted = (data: Job['data'], key?: string): Job => ({ task: 'note', data, ...(key ? { key } : {}) })

describe('a job', () => {
  it('is done after the commit, in a ctx of its church', async () => {
    const church = await world.church()

    await enqueue(church, [noted({ hello: 'world' })])

    await eventually(() => ranFor(church)).toMatchObject([{ data: { hello: 'world' }, attempt: 1 }])
    await eventually(() => jobsOf(church)).toEqual([])
  })

  it('is not there when its transaction threw or refused', async () => {
    const [undone, refused, later] = [await world.church(), await world.church(), await world.church()]
    const throwing = () => {
      throw new Error('undone')
    }

    await expect(enqueue(undone, [noted(1)], throwing)).rejects.toThrow('undone')
    await enqueue(refused, [noted(1)], () => refuse('EVENT_FULL', 'There is no seat left.'))
    await enqueue(later, [noted(1)])

    await eventually(() => ranFor(later).length).toBe(1)
    expect([...ranFor(undone), ...ranFor(refused)]).toEqual([])
  })

  it('cannot be enqueued outside a transaction', async () => {
    const church = await world.church()
    const person = await church.person('ADMIN')

    await expect(church.as(person, async (ctx) => ctx.enqueue(noted(1)))).rejects.toThrow('inTransaction')
  })

  it('that fails is tried again, under the same id', async () => {
    const church = await world.church()

    await enqueue(church, [{ task: 'fail-once', data: 1 }])

    await eventually(() => ranFor(church)).toMatchObject([{ attempt: 1 }, { attempt: 2 }])
    expect(new Set(ranFor(church).map(({ id }) => id)).size).toBe(1)
    await eventually(() => jobsOf(church)).toEqual([])
  })

  it('that gives up is dead, with the reason, and is not tried again', async () => {
    const church = await world.church()

    await enqueue(church, [{ task: 'hopeless', data: null }])

    await eventually(() => jobsOf(church)).toEqual([{ state: 'DEAD', attempts: 1, last_error: 'nobody can do this' }])
  })

  it('of a task that nobody here knows waits for somebody who does', async () => {
    const [church, later] = [await world.church(), await world.church()]

    await enqueue(church, [{ task: 'from-the-future', data: null }])
    await enqueue(later, [noted(1)])

    await eventually(() => ranFor(later).length).toBe(1)
    expect(await jobsOf(church)).toMatchObject([{ state: 'WAITING', attempts: 0 }])
  })
})

describe('a job with a time', () => {
  it('waits until it comes; asked for again under its key, the later time counts', async () => {
    const church = await world.church()
    const soon = addSeconds(systemClock.now(), 1)

    await enqueue(church, [
      { ...noted('planned', 'k'), runAt: '2099-01-01T00:00:00Z' },
      { ...noted('soon', 'l'), runAt: soon },
    ])
    await eventually(() => ranFor(church)).toMatchObject([{ data: 'soon' }])
    const doneAt = systemClock.now()
    const waiting = await jobsOf(church)
    await enqueue(church, [{ ...noted('sooner', 'k'), runAt: systemClock.now() }])

    expect(doneAt >= soon).toBe(true)
    expect(waiting).toMatchObject([{ state: 'WAITING', attempts: 0 }])
    await eventually(() => ranFor(church).map(({ data }) => data)).toEqual(['soon', 'sooner'])
    await eventually(() => jobsOf(church)).toEqual([])
  })
})

describe('two jobs with one key', () => {
  it('are the later one, while they wait', async () => {
    const church = await world.church()

    await enqueue(church, [noted('first', 'k'), noted('second', 'k'), noted('other', 'l')])

    await eventually(() => jobsOf(church)).toEqual([])
    expect(ranFor(church).map(({ data }) => data)).toEqual(expect.arrayContaining(['second', 'other']))
    expect(ranFor(church)).toHaveLength(2)
  })

  it('are two in two churches', async () => {
    const [one, other] = [await world.church(), await world.church()]
    const waiting: Job = { task: 'from-the-future', data: null, key: 'k' }

    await enqueue(one, [waiting])
    await enqueue(other, [waiting])

    expect([await jobsOf(one), await jobsOf(other)]).toMatchObject([[{ state: 'WAITING' }], [{ state: 'WAITING' }]])
  })
})

describe('a transaction on accounts', () => {
  it('enqueues for the church that it named', async () => {
    const church = await world.church()

    await world.database.gate.control(church.church.id).write((control) => enqueueJob(control, noted(1)))

    await eventually(() => ranFor(church)).toMatchObject([{ data: 1 }])
  })

  it('enqueues nothing when it is undone, or when it named no church', async () => {
    const church = await world.church()
    const { gate } = world.database

    const undone = gate.control(church.church.id).write(async (control) => {
      await enqueueJob(control, noted(1))
      throw new Error('undone')
    })

    await expect(undone).rejects.toThrow('undone')
    await expect(gate.catalogue().write((control) => enqueueJob(control, noted(1)))).rejects.toThrow(
      /faithflow\.church|uuid/,
    )
    expect(ranFor(church)).toEqual([])
  })
})

describe('a church', () => {
  it.each(['ARCHIVED', 'ERASED'])('that is %s has its jobs dropped', async (status) => {
    const church = await world.church()
    await setStatus(church, status)
    await world.database.owner.query(`select jobs.add($1, 'note', '1', null)`, [church.church.placeKey])

    await eventually(() => jobsOf(church)).toEqual([])
    expect(ranFor(church)).toEqual([])
  })

  it('that is suspended has its jobs wait, and no try is counted', async () => {
    const church = await world.church()
    await setStatus(church, 'SUSPENDED')
    await world.database.owner.query(`select jobs.add($1, 'note', '1', null)`, [church.church.placeKey])

    await eventually(() => jobsOf(church)).toMatchObject([{ last_error: 'The church is suspended.' }])
    const [job] = await jobsOf(church)
    await setStatus(church, 'ACTIVE')
    await world.database.owner.query('select jobs.retry(id) from jobs.job where church = $1', [church.church.placeKey])

    expect(job).toMatchObject({ state: 'WAITING', attempts: 0 })
    await eventually(() => ranFor(church)).toMatchObject([{ attempt: 1 }])
  })

  it('does not keep the others waiting with what it has to do', async () => {
    const [busy, other] = [await world.church(), await world.church()]
    const gate = Promise.withResolvers<void>()
    gates.set(busy.church.placeKey, gate)
    await enqueue(
      busy,
      Array.from({ length: 12 }, (_, index) => ({ task: 'wait-for-gate', data: index })),
    )
    await eventually(() => ranFor(busy).length).toBe(2)
    await eventually(() => jobsOf(busy).then((jobs) => jobs.filter(({ state }) => state === 'RUNNING').length)).toBe(2)

    await enqueue(other, [noted(1)])

    await eventually(() => ranFor(other).length).toBe(1)
    expect(ranFor(busy).length).toBe(2)
    gate.resolve()
    await eventually(() => ranFor(busy).length).toBe(12)
  })
})

describe('work by the clock', () => {
  it('is known to the queue, and runs in the lobby', async () => {
    const { owner } = world.database

    const { rows } = await owner.query('select identifier from graphile_worker._private_known_crontabs')
    await owner.query(`select graphile_worker.add_job('nightly', '{}')`)

    // Other tests of this worker's database leave their own.
    expect(rows).toContainEqual({ identifier: 'nightly' })
    await eventually(() => nightly.ran).toBe(1)
  })
})
