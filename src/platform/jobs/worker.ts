import { EventEmitter } from 'node:events'
import { type JobHelpers, parseCronItems, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import { type JobConnections, openJobConnections } from '../db/job-connections.js'
import { withoutValues } from '../db/without-values.js'
import type { Json } from '../json.js'
import type { Log } from '../log.js'
import { churchSlots } from './church-slots.js'
import { keepRunning, type Run } from './keep-running.js'
import { libraryLog } from './library-log.js'
import { type Attempt, GaveUp, NotYet } from './task.js'

/** A queue that a worker takes jobs from: one a database. */
export interface Queue {
  /** Part of the ids of its jobs. */
  readonly name: string
  /** The workers' login, without a pooler in between. */
  readonly url: string
}

/** A job in the hands of this process. */
export interface TakenJob {
  readonly task: string
  /** The key of the church's place. */
  readonly church: string
  readonly data: Json
  readonly attempt: Attempt
}

/** Work by the clock; its queue is the first one. */
export interface Recurring {
  readonly task: string
  readonly at: string
  readonly run: () => Promise<void>
}

/** What a worker is started with. */
export interface WorkerOptions {
  readonly queues: readonly Queue[]
  /** The tasks this process knows; jobs of others wait for a process that does. */
  readonly tasks: readonly string[]
  readonly recurring: readonly Recurring[]
  /** Does a job; a throw fails it, `GaveUp` for good, and `NotYet` puts it off. */
  readonly run: (job: TakenJob) => Promise<void>
  readonly log: Log
  /** Milliseconds between two looks for jobs of workers that died. */
  readonly lookForDeadEvery?: number
  /** Milliseconds between two looks for jobs that were put off, or missed in a gap; of others a worker hears at once. */
  readonly lookEvery?: number
}

/** Takes jobs, each at least once, until it is stopped. */
export interface Worker {
  /** Takes no more, waits for those under way, and lets go of the database. */
  stop(): Promise<void>
}

/** How many jobs a process does at a time, in each queue, and how many of one church. */
const slots = 5
const slotsOfChurch = 2

/** Starts a worker. Resolves when it takes jobs; rejects when a queue cannot be reached. */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const started: Worker[] = []
  const stop = async (): Promise<void> => void (await Promise.all(started.map((worker) => worker.stop())))
  try {
    for (const [index, queue] of options.queues.entries()) {
      started.push(await startOn(queue, index === 0 ? options : { ...options, recurring: [] }))
    }
    return { stop }
  } catch (error) {
    await stop()
    throw error
  }
}

const startOn = (queue: Queue, options: WorkerOptions): Promise<Worker> =>
  keepRunning(() => runOn(queue, options), {
    tell: (error) =>
      options.log.warn({ queue: queue.name, error: String(error) }, 'jobs cannot be taken; trying again'),
  })

async function runOn(queue: Queue, options: WorkerOptions): Promise<Run> {
  const { log, recurring, lookForDeadEvery = 5000, lookEvery = 2000 } = options
  const connections = openJobConnections({ url: queue.url, max: slots + 2, log })
  const churches = churchSlots(slotsOfChurch)
  const runner = await run({
    pgPool: connections.pool,
    events: livingEvents(queue, connections, log),
    logger: libraryLog(log),
    taskList: taskList({ queue, options, connections, churches }),
    parsedCronItems: parseCronItems(recurring.map(({ task, at }) => ({ task, match: at }))),
    concurrency: slots,
    pollInterval: lookEvery,
    // Those of a church that has all it may have are left to wait in the queue.
    forbiddenFlags: () => churches.full().map((church) => `church:${church}`),
    noHandleSignals: true,
    // Without batches the library awaits nobody's answer: an error of the database would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  }).catch(async (error: unknown) => {
    await connections.close()
    throw error
  })
  const timer = setInterval(() => void freeDead(queue, connections, log), lookForDeadEvery)
  const ended = endOf(runner, () => {
    clearInterval(timer)
    // With them goes the lock that says we live: what is still in our hands is free.
    return connections.close()
  })
  return {
    ended,
    async stop() {
      // One that broke by itself has stopped already.
      await runner.stop().catch(() => undefined)
      await ended
    },
  }
}

async function endOf(runner: Runner, letGo: () => Promise<void>): Promise<void> {
  await runner.promise.catch(() => undefined)
  await letGo()
}

/** Says that this worker lives whenever it listens anew. */
function livingEvents(queue: Queue, connections: JobConnections, log: Log): WorkerEvents {
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:listen:success', ({ workerPool, client }) => {
    // Told before the library listens on it: its turn is first.
    client.once('drain', () => {
      connections.stayAlive(client, workerPool.id).catch((error: unknown) => {
        log.warn({ queue: queue.name, error: String(error) }, 'a worker could not say that it lives')
      })
    })
  })
  return events
}

async function freeDead(queue: Queue, connections: JobConnections, log: Log): Promise<void> {
  try {
    const workers = await connections.freeDead()
    if (workers > 0) log.warn({ queue: queue.name, workers }, 'jobs of workers that died are done by others')
  } catch (error) {
    log.warn({ queue: queue.name, error: String(error) }, 'the queue of jobs could not be looked through')
  }
}

interface Running {
  readonly queue: Queue
  readonly options: WorkerOptions
  readonly connections: JobConnections
  readonly churches: ReturnType<typeof churchSlots>
}

function taskList(running: Running): TaskList {
  const { tasks, recurring } = running.options
  const ofChurches = tasks.map((task): [string, TaskList[string]] => [
    task,
    (payload, helpers) => runJob(running, payload as Payload, helpers),
  ])
  const byTheClock = recurring.map(({ task, run: work }): [string, TaskList[string]] => [task, () => work()])
  return Object.fromEntries([...ofChurches, ...byTheClock])
}

/** What `jobs.add` made, and nobody else can. */
interface Payload {
  readonly church: string
  readonly data: Json
}

async function runJob(running: Running, { church, data }: Payload, { job }: JobHelpers): Promise<void> {
  const { queue, options, connections, churches } = running
  const log = options.log.child({ queue: queue.name, job: job.id, task: job.task_identifier, church })
  // The moment too: a queue that is made anew counts from 1 again.
  const id = `${queue.name}-${job.id}-${job.created_at.getTime().toString(36)}`
  const attempt = { id, number: job.attempts, isLast: job.attempts >= job.max_attempts }
  // Several may have been taken at one moment: those too many go back, and leave their place to other churches.
  const giveBack = churches.take(church)
  try {
    if (!giveBack) throw new NotYet('The church has all the places it may have.', 1)
    await options.run({ task: job.task_identifier, church, data, attempt })
  } catch (error) {
    const why = withoutValues(error, String(error))
    if (error instanceof NotYet) {
      await connections.postpone(job.id, error.seconds)
      log.debug({ why: error.message, seconds: error.seconds }, 'a job waits')
    } else if (error instanceof GaveUp || attempt.isLast) {
      await connections.giveUp(job.id)
      log.error({ why, attempt: attempt.number }, 'a job is dead: see `npx faithflow jobs list --dead`')
    } else {
      log.warn({ why, attempt: attempt.number }, 'a job failed and is tried again')
    }
    // The library keeps its message with the job.
    throw error instanceof Error ? new Error(withoutValues(error, error.message)) : error
  } finally {
    giveBack?.()
  }
}
