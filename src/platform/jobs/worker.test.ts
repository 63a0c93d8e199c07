import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../../testing/eventually.js'
import { type OwnDatabase, ownDatabase } from '../../testing/own-database.js'
import { asLogin } from '../../testing/worker-database.js'
import { createLog } from '../log.js'
import { workerLogin } from '../tenancy/set-up-database.js'
import { startWorker, type TakenJob, type Worker, type WorkerOptions } from './worker.js'

// Over a queue of its own: what a worker does with jobs, whatever they are about.

let database: OwnDatabase
beforeAll(async () => {
  database = await ownDatabase()
}, 60_000)

const running: Worker[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
  await database.owner.query('delete from graphile_worker._private_jobs')
})

async function work(run: WorkerOptions['run'], looks: Pick<WorkerOptions, 'lookEvery'> = {}): Promise<Worker> {
  const queue = { name: 'main', url: asLogin(database.url, workerLogin('main')) }
  const rest = { tasks: ['note'], recurring: [], log: createLog('silent'), lookForDeadEvery: 200, ...looks }
  const worker = await startWorker({ queues: [queue], run, ...rest })
  running.push(worker)
  return worker
}

async function add(church = 'aaaaaaaaaaaaaaaa'): Promise<string> {
  const { rows } = await database.owner.query<{ id: string }>(`select jobs.add($1, 'note', '1', null) as id`, [church])
  return rows[0]?.id ?? ''
}

const states = async () =>
  (await database.owner.query<{ state: string }>('select state from jobs.job order by id')).rows.map(
    ({ state }) => state,
  )

const breakConnections = () =>
  database.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = $1 and datname = current_database()`,
    [workerLogin('main')],
  )

/** As a job looks in the hands of somebody who took it a while ago. */
const handTo = (id: string, worker: string) =>
  database.owner.query(
    `update graphile_worker._private_jobs set locked_by = $2, attempts = 1, locked_at = now() - interval '1 minute' where id = $1`,
    [id, worker],
  )

describe('a worker', () => {
  it('hears of a job at once', async () => {
    const done: TakenJob[] = []
    await work(async (job) => void done.push(job), { lookEvery: 3_600_000 })
    await add()
    await eventually(() => done.length).toBe(1)

    // It looks once when it starts; what comes later it only hears of.
    await add()

    await eventually(() => done.length).toBe(2)
  })

  it('goes on after its connections were broken', async () => {
    const done: TakenJob[] = []
    await work(async (job) => void done.push(job))
    await breakConnections()

    await add()

    await eventually(() => done.length).toBe(1)
    await eventually(states).toEqual([])
  })

  it('loses no job that was under way when its connections were broken', async () => {
    const gate = Promise.withResolvers<void>()
    const done: TakenJob[] = []
    await work(async (job) => {
      done.push(job)
      await gate.promise
    })
    await add()
    await eventually(() => done.length).toBe(1)

    await breakConnections()
    gate.resolve()

    await eventually(states).toEqual([])
    expect(new Set(done.map(({ attempt }) => attempt.id)).size).toBe(1)
  })

  it('stops after the job that is under way, and takes no other', async () => {
    const gate = Promise.withResolvers<void>()
    const done: TakenJob[] = []
    const worker = await work(async (job) => {
      done.push(job)
      await gate.promise
    })
    await add()
    await eventually(() => done.length).toBe(1)

    let hasStopped = false
    const stopped = worker.stop().then(() => (hasStopped = true))
    await add('bbbbbbbbbbbbbbbb')
    expect(hasStopped).toBe(false)
    gate.resolve()
    await stopped
    await add('cccccccccccccccc')

    // The second may have been asked for just before: then it is done too.
    expect(new Set(await states())).toEqual(new Set(['WAITING']))
    expect(done.length + (await states()).length).toBe(3)
    running.splice(0)
  })

  it('does the jobs of one that died, and leaves those of one that lives', async () => {
    const [orphan, taken] = [await add('aaaaaaaaaaaaaaaa'), await add('bbbbbbbbbbbbbbbb')]
    const living = await database.owner.connect()
    await living.query(`select jobs.stay_alive('pool-alive')`)
    await handTo(orphan, 'pool-dead')
    await handTo(taken, 'pool-alive')
    const done: TakenJob[] = []

    await work(async (job) => void done.push(job))

    await eventually(() => done.map(({ church }) => church)).toEqual(['aaaaaaaaaaaaaaaa'])
    await eventually(states).toEqual(['RUNNING'])
    living.release(true)
    await eventually(() => done.length).toBe(2)
  })

  it('gives up after the last try, and keeps why', async () => {
    const id = await add()
    await database.owner.query('update graphile_worker._private_jobs set max_attempts = 1 where id = $1', [id])
    const attempts: boolean[] = []

    await work(async ({ attempt }) => {
      attempts.push(attempt.isLast)
      throw new Error('the world is not ready')
    })

    await eventually(states).toEqual(['DEAD'])
    expect(attempts).toEqual([true])
  })
})
