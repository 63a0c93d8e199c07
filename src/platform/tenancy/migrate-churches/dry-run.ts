import { performance } from 'node:perf_hooks'
import pg, { type ClientBase } from 'pg'
import type { Migration } from '../migrations.js'
import { namesOf } from '../place.js'
import type { ChurchBehind } from './bring-up.js'
import { splitStatements } from './split-statements.js'
import { type Message, stepMessage } from './step-message.js'

/** A lock that the steps hold until their end. */
export interface HeldLock {
  /** The table's name in the church's schema. */
  readonly relation: string
  /** PostgreSQL's name: AccessExclusiveLock also stops those who only read. */
  readonly mode: string
}

/** What the steps did in one church before they were undone. */
export interface DryRun {
  /** Milliseconds of the whole transaction, up to the commit that did not come. */
  readonly milliseconds: number
  readonly locks: readonly HeldLock[]
}

/** The steps would fail in this church, as one line that says where and why. Nothing was changed. */
export class StepsFail extends Error {
  override readonly name = 'StepsFail'
}

/**
 * Runs the steps a church lacks in one transaction, looks at what they lock, and undoes everything. Throws StepsFail with
 * the step, the statement and the reason, also when the church has had other steps than the catalogue says.
 *
 * For that moment the church is locked as it will be in the run.
 */
export async function dryRun(
  client: ClientBase,
  { place, version }: ChurchBehind,
  migrations: readonly Migration[],
): Promise<DryRun> {
  const message = stepMessage({ place, before: migrations.slice(0, version), steps: migrations.slice(version) })
  // What the steps make is nobody else's yet: only tables that stood before are asked for.
  const { rows: stood } = await client.query<{ oid: number }>(
    `select oid from pg_class where relnamespace = $1::regnamespace and relkind in ('r', 'p') and relname <> '_meta'`,
    [namesOf(place.key).schema],
  )
  try {
    const begun = performance.now()
    await client.query(message.text)
    const milliseconds = performance.now() - begun
    const { rows } = await client.query<HeldLock>(
      `select relname as relation, mode from pg_locks join pg_class c on c.oid = relation
       where pid = pg_backend_pid() and c.oid = any($1) and mode <> 'AccessShareLock' order by relname, mode`,
      [stood.map(({ oid }) => oid)],
    )
    return { milliseconds, locks: rows }
  } catch (error) {
    throw error instanceof pg.DatabaseError ? await failureIn(client, message, error) : error
  } finally {
    await client.query('rollback')
  }
}

/** Runs the steps once more, statement by statement, only to see which one fails. */
async function failureIn(
  client: ClientBase,
  { text, parts }: Message,
  { message, code }: pg.DatabaseError,
): Promise<StepsFail> {
  const why = `${message} (${code ?? 'no code'})`
  const works = (statement: string): Promise<boolean> =>
    client.query(statement).then(
      () => true,
      () => false,
    )
  await client.query('rollback')
  if (!(await works(text.slice(0, parts[0]?.start ?? 0)))) return new StepsFail(why)
  for (const { step, sql } of parts) {
    for (const { text: statement } of splitStatements(sql)) {
      if (await works(statement)) continue
      return new StepsFail(`${step.name}: ${why} in ${statement.replaceAll(/\s+/g, ' ')}`)
    }
  }
  return new StepsFail(why)
}
