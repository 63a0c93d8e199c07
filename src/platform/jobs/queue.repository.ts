import { sql } from 'kysely'
import type { ControlDb } from '../db/handles.js'
import type { Instant } from '../instant.js'

/** Where a job is: being done, waiting for its time, or given up. */
export type JobState = 'WAITING' | 'RUNNING' | 'DEAD'

/** A job as operators see it. */
export interface QueuedJob {
  readonly id: string
  /** The key of the church's place; null for work that recurs. */
  readonly church: string | null
  readonly task: string
  readonly state: JobState
  readonly attempts: number
  readonly lastError: string | null
  readonly runAt: Instant
  readonly createdAt: Instant
}

/** The jobs in these states, of one church or of all, oldest first, up to `limit`. For the owner of the database. */
export async function queuedJobs(
  queue: ControlDb,
  { states, church, limit }: { readonly states: readonly JobState[]; readonly church: string | null; limit: number },
): Promise<readonly QueuedJob[]> {
  const { rows } = await sql<QueuedJob>`
    select id, church, task, state, attempts, last_error as "lastError", run_at as "runAt", created_at as "createdAt"
    from jobs.job
    where state = any(${states}::text[]) and (${church}::text is null or church = ${church}) order by id limit ${limit}
  `.execute(queue)
  return rows
}

/** Lets a job be tried anew, now; false when there is none, or it is running. */
export async function retryJob(queue: ControlDb, id: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select jobs.retry(${id}) as found`.execute(queue)
  return rows[0]?.found === true
}

/** Removes a job; false when there is none, or it is running. */
export async function discardJob(queue: ControlDb, id: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select jobs.discard(${id}) as found`.execute(queue)
  return rows[0]?.found === true
}

/** Removes all jobs of a church that is gone. `church` is the key of its place. */
export async function forgetJobsOf(queue: ControlDb, church: string): Promise<void> {
  await sql`select jobs.forget(${church})`.execute(queue)
}
