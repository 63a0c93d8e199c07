import pg from 'pg'
import type { Migration } from '../migrations.js'
import type { Place } from '../place.js'
import { migrateChurch } from '../provision-church.js'
import { splitStatements, statementAt } from './split-statements.js'
import { type Message, otherVersion, stepMessage } from './step-message.js'

/** A church on the way to newer tables. */
export interface ChurchBehind {
  readonly place: Place
  /** What the catalogue believes; the church itself knows better. */
  readonly version: number
}

/** Why a church stays as it was. */
export interface Failure {
  /** The migration's file name; null when none of them was to blame. */
  readonly step: string | null
  /** The statement that failed; null when it cannot be told. */
  readonly statement: string | null
  readonly error: string
}

/** What became of a church. LOCKED: somebody uses its tables; nothing was changed by the step that had to wait. */
export type Outcome =
  | { readonly kind: 'DONE'; readonly version: number }
  | { readonly kind: 'LOCKED' }
  | ({ readonly kind: 'FAILED' } & Failure)

/** SQLSTATEs that say: not now. A lock that was not to be had, and a deadlock that was ended. */
const locked: ReadonlySet<string> = new Set(['55P03', '40P01'])

/** SQLSTATEs and classes that say that the connection or the server is ending, and nothing of the church. */
const gone = /^(08|57P0|53)/

/**
 * Runs the steps a church lacks, one message and one transaction each; the line in `_meta` is part of it.
 *
 * Only the step that fails is lost. Throws when the connection breaks: then nobody knows, and the next try finds out.
 */
export async function bringUp(
  client: pg.ClientBase,
  { place, version }: ChurchBehind,
  migrations: readonly Migration[],
): Promise<Outcome> {
  for (const step of migrations.slice(version)) {
    const message = stepMessage({ place, before: migrations.slice(0, step.version - 1), steps: [step] })
    const error = await failureOf(client, `${message.text}commit`)
    if (error?.code === otherVersion) return catchUp(client, place, migrations)
    if (error) return explain(client, message, error)
  }
  return { kind: 'DONE', version: Math.max(version, migrations.length) }
}

/** The catalogue's copy was wrong: a worker died after its commit, or somebody else was faster. Reads what is there. */
async function catchUp(client: pg.ClientBase, place: Place, migrations: readonly Migration[]): Promise<Outcome> {
  try {
    return { kind: 'DONE', version: await migrateChurch(client, place, migrations) }
  } catch (error) {
    if (error instanceof pg.DatabaseError && gone.test(error.code ?? '')) throw error
    if (error instanceof pg.DatabaseError && locked.has(error.code ?? '')) return { kind: 'LOCKED' }
    return {
      kind: 'FAILED',
      step: null,
      statement: null,
      error: error instanceof Error ? error.message : String(error),
    }
  }
}

async function failureOf(client: pg.ClientBase, text: string): Promise<pg.DatabaseError | null> {
  try {
    await client.query(text)
    return null
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || gone.test(error.code ?? '')) throw error
    await client.query('rollback')
    return error
  }
}

async function explain(client: pg.ClientBase, message: Message, error: pg.DatabaseError): Promise<Outcome> {
  if (locked.has(error.code ?? '')) return { kind: 'LOCKED' }
  const part = message.parts[0]
  if (!part) return { kind: 'FAILED', step: null, statement: null, error: error.message }
  const statement = error.position
    ? statementAt(part.sql, Number(error.position) - 1 - part.start)
    : await nameStatement(client, message)
  return { kind: 'FAILED', step: part.step.name, statement, error: `${error.message} (${error.code ?? 'no code'})` }
}

/** Runs the step once more, statement by statement, only to see which one fails; nothing of it stays. */
async function nameStatement(client: pg.ClientBase, { text, parts }: Message): Promise<string | null> {
  const [part] = parts
  if (!part) return null
  try {
    await client.query(text.slice(0, part.start))
    for (const { text: statement } of splitStatements(part.sql)) {
      const error = await client.query(statement).then(
        () => null,
        (failed: unknown) => failed,
      )
      if (error) return statement
    }
    return null
  } catch {
    return null
  } finally {
    await client.query('rollback')
  }
}
