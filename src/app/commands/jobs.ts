import { churchAt } from '../../churches/index.js'
import type { ControlDesk } from '../../platform/db/handles.js'
import {
  discardJob,
  type JobState,
  type QueuedJob,
  queuedJobs,
  retryJob,
} from '../../platform/jobs/queue.repository.js'
import { ownerDesk } from '../../platform/tenancy/owner-desk.js'
import type { OpenDatabase } from '../open-database.js'
import { type ExitCode, exitCodes, table, type Terminal, WrongUsage } from './terminal.js'
import { readChurch, unknownChurch } from './which-church.js'
import { withDatabase } from './with-database.js'

/** What `jobs list` is told. */
export interface ListOptions {
  readonly dead: boolean
  readonly waiting: boolean
  readonly church: string | undefined
  readonly limit: string
  readonly json: boolean
}

/** Lists jobs. Exit code 1 when a dead one was asked for and found: a monitor can call this. */
export function jobsList(terminal: Terminal, options: ListOptions): Promise<ExitCode> {
  if (!/^[1-9]\d{0,4}$/.test(options.limit)) throw new WrongUsage('--limit has to be a whole number from 1 to 99999.')
  const states: readonly JobState[] = [
    ...(options.dead ? (['DEAD'] as const) : []),
    ...(options.waiting ? (['WAITING', 'RUNNING'] as const) : []),
  ]
  return withDatabase(terminal, async ({ database }) => {
    const church = options.church === undefined ? null : await keyOf(database, options.church)
    const found: QueuedJob[] = []
    for (const [queue, desk] of queuesOf(database)) {
      const jobs = await desk.read((control) => queuedJobs(control, { states, church, limit: Number(options.limit) }))
      found.push(...jobs.map((job) => ({ ...job, id: `${queue}-${job.id}` })))
    }
    terminal.print(options.json ? `${JSON.stringify(found)}\n` : inWords(found))
    return found.some(({ state }) => state === 'DEAD') ? exitCodes.failed : exitCodes.done
  })
}

interface Named {
  readonly job: string
  readonly json: boolean
}

/** Has a job tried again. Throws WrongUsage when there is none, or it is being done. */
export const jobRetry = (terminal: Terminal, named: Named): Promise<ExitCode> =>
  change(terminal, named, { run: retryJob, done: 'is tried again' })

/** Removes a job. Throws WrongUsage when there is none, or it is being done. */
export const jobDrop = (terminal: Terminal, named: Named): Promise<ExitCode> =>
  change(terminal, named, { run: discardJob, done: 'is removed' })

function change(
  terminal: Terminal,
  { job, json }: Named,
  { run, done }: { readonly run: typeof retryJob; readonly done: string },
): Promise<ExitCode> {
  return withDatabase(terminal, async ({ database }) => {
    const [, queue = '', id = ''] = /^([a-z0-9]+)-(\d{1,18})$/.exec(job) ?? []
    const desk = new Map(queuesOf(database)).get(queue)
    if (!desk || !(await desk.write((control) => run(control, id)))) {
      throw new WrongUsage(`There is no job "${job.slice(0, 63)}", or it is being done: \`npx faithflow jobs list\`.`)
    }
    terminal.print(json ? `${JSON.stringify({ id: job })}\n` : `The job ${job} ${done}.\n`)
    return exitCodes.done
  })
}

/** The queue of each database, as its owner. */
const queuesOf = ({ queues, cells, owner }: OpenDatabase): readonly (readonly [string, ControlDesk])[] =>
  // That of the control database is a queue of its own where no cell is beside it.
  queues.map(({ name }) => [name, ownerDesk(cells.get(name)?.owner ?? owner)])

async function keyOf({ owner }: OpenDatabase, text: string): Promise<string> {
  const church = await ownerDesk(owner).read((control) => churchAt(control, readChurch(text)))
  if (!church) throw unknownChurch(text)
  return church.placeKey
}

function inWords(jobs: readonly QueuedJob[]): string {
  if (jobs.length === 0) return 'There are none.\n'
  const rows = jobs.map(({ id, state, task, church, attempts, runAt, lastError }) => [
    ...[id, state, task, church ?? '', attempts, runAt.slice(0, 19)],
    (lastError ?? '').replaceAll(/\s+/g, ' ').slice(0, 100),
  ])
  return table(['job', 'state', 'task', 'church', 'tries', 'due', 'reason'], rows)
}
