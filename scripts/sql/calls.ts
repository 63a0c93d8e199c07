import type { CompiledQuery, Kysely } from 'kysely'
import { formatSql } from './format-sql.js'
import { recordingHandle } from './record-sql.js'

/** What asks, or writes down for somebody else to ask. */
type Query = (db: never, ...rest: never) => Promise<unknown> | CompiledQuery
type Rest<Function> = Function extends (db: never, ...rest: infer Others) => unknown ? Others : never
type Cases<Arguments> = Readonly<Record<string, Arguments>>

/**
 * For each function of a module that asks the database: what it is called with after the handle, or several such calls by
 * name. A function without a sample does not compile.
 */
export type Samples<Module> = {
  readonly [Name in keyof Module as Module[Name] extends Query ? Name : never]:
    | Rest<Module[Name]>
    | Cases<Rest<Module[Name]>>
}

/** One call of a query function. */
export interface Call {
  readonly title: string
  readonly run: (db: Kysely<never>) => Promise<unknown>
}

/** The calls that samples describe, in their order. */
export function callsOf<Module extends object>(module: Module, samples: Samples<Module>): readonly Call[] {
  const functions = new Map(Object.entries(module) as [string, (...all: readonly unknown[]) => Promise<unknown>][])
  return Object.entries(samples).flatMap(([name, sample]) =>
    Object.entries(casesOf(sample)).map(([title, rest]) => ({
      title: title ? `${name}, ${title}` : name,
      run: async (db: Kysely<never>) => functions.get(name)?.(db, ...rest),
    })),
  )
}

// The type above admits nothing but these two.
const casesOf = (sample: unknown) => (Array.isArray(sample) ? { '': sample } : sample) as Cases<readonly unknown[]>

/** The SQL of `calls`, one after the other, as the text of a file. Throws for a call that asks nothing of the database. */
export async function printCalls(calls: readonly Call[], answer: object): Promise<string> {
  const parts: string[] = []
  for (const { title, run } of calls) {
    const { db, statements: asked } = recordingHandle(answer)
    const outcome = await run(db)
    // A page is counted only when somebody asks.
    if (hasCount(outcome)) await outcome.count()
    const statements = isStatement(outcome) ? [...asked, outcome.sql] : asked
    if (statements.length === 0) throw new Error(`${title} asked nothing of the database: give it another sample.`)
    parts.push(`-- ${title}\n${statements.map((sql) => `${formatSql(sql)};\n`).join('\n')}`)
  }
  return `${header}\n${parts.join('\n')}`
}

const header = '-- Printed by scripts/print-sql.ts. Change the query beside it, never this file.\n'

const isStatement = (outcome: unknown): outcome is CompiledQuery =>
  typeof outcome === 'object' && outcome !== null && 'sql' in outcome && typeof outcome.sql === 'string'

const hasCount = (outcome: unknown): outcome is { readonly count: () => Promise<number> } =>
  typeof outcome === 'object' && outcome !== null && 'count' in outcome && typeof outcome.count === 'function'
