import type { Compilable, CompiledQuery, Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'

/** Stands for an argument while a statement is written. */
class Placeholder {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * A statement that is written once and sent often: `write` is called a single time, and what it made of its arguments is
 * filled in for each call. So it may put them into the statement and look at none of them.
 *
 * For what every request asks, writing a statement takes longer than answering it.
 */
export function compiledOnce<Tables, Arguments extends Readonly<Record<string, unknown>>, Row>(
  write: (db: Kysely<Tables>, given: Arguments) => Compilable<Row>,
): (db: Kysely<Tables>, given: Arguments) => Promise<Row[]> {
  const written = writtenOnce(write)
  return async (db, given) => (await db.executeQuery(written(db, given))).rows
}

/** The same statement, for whoever sends it later. */
export function writtenOnce<Tables, Arguments extends Readonly<Record<string, unknown>>, Row>(
  write: (db: Kysely<Tables>, given: Arguments) => Compilable<Row>,
): (db: Kysely<Tables>, given: Arguments) => CompiledQuery<Row> {
  let compiled: CompiledQuery<Row> | null = null
  return (db, given) => {
    compiled ??= write(db, placeholders<Arguments>()).compile()
    const parameters = compiled.parameters.map((one) => (one instanceof Placeholder ? given[one.name] : one))
    return { ...compiled, parameters }
  }
}

/**
 * Like `compiledOnce`, for a statement that names as many columns as it is given: `write` is called once for each set of
 * names, of which the last hundred are kept.
 */
export function compiledForNames<Tables, Arguments extends Readonly<Record<string, unknown>>, Row>(
  write: (db: Kysely<Tables>, given: Arguments) => Compilable<Row>,
): (db: Kysely<Tables>, given: Arguments) => Promise<Row[]> {
  const known = new LRUCache<string, (db: Kysely<Tables>, given: Arguments) => Promise<Row[]>>({ max: 100 })
  return async (db, given) => {
    const names = Object.keys(given)
    const key = names.join()
    const ask =
      known.get(key) ??
      compiledOnce<Tables, Arguments, Row>((handle) =>
        // Each is put into the statement, which takes any value.
        write(handle, Object.fromEntries(names.map((name) => [name, new Placeholder(name)])) as Arguments),
      )
    known.set(key, ask)
    return ask(db, given)
  }
}

/** Arguments of which each is its own placeholder. They are put into a statement, which takes any value. */
const placeholders = <Arguments>(): Arguments =>
  new Proxy({}, { get: (_none, name) => new Placeholder(String(name)) }) as Arguments
