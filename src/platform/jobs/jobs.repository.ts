import { type CompiledQuery, sql } from 'kysely'
import type { ControlDb, Db } from '../db/handles.js'
import type { Job } from './job.js'

/** Puts jobs into the queue with the church's own change; see `jobStatement`. They keep their order. */
export async function storeJobs(db: Db, jobs: readonly Job[]): Promise<void> {
  for (const job of jobs) await db.executeQuery(jobStatement(db, job))
}

/**
 * The statement that puts a job into the queue with the church's own change, through the one function its role may call
 * there: the church is taken from the role, so no argument can forge it.
 */
export function jobStatement(db: Db, { task, data, key, runAt }: Job): CompiledQuery {
  const what = sql`${task}, ${JSON.stringify(data)}::json, ${key ?? null}`
  return sql`select jobs.enqueue(${what}, ${runAt ?? null}::timestamptz)`.compile(db)
}

/**
 * Enqueues a job with a change of accounts, in their transaction: for the church that it named, which no argument can
 * forge. Throws where none was named.
 */
export async function enqueueJob(control: ControlDb, { task, data, key }: Job): Promise<void> {
  await sql`select enqueue(${task}, ${JSON.stringify(data)}::json, ${key ?? null})`.execute(control)
}
