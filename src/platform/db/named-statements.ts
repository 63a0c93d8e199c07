import { LRUCache } from 'lru-cache'
import type { Pool, QueryConfig } from 'pg'
import type { PlacesMet } from './places-met.js'

/** A statement is worth a name when it came so often. */
const timesSeen = 20
/** So many have names. */
const mostNames = 80

/** The name to send a statement under on one connection; undefined for one that has none. */
export type NameOf = (text: string) => string | undefined

/**
 * The statements of a pool that are sent so often that its connections keep them under a name: PostgreSQL then reads and
 * plans each once, and not with every request. Unnamed again for good when that turns out not to work.
 */
export class NamedStatements {
  readonly #names = new Map<string, string>()
  readonly #seen = new LRUCache<string, { times: number }>({ max: 500 })
  #isOn = true

  /** Whether statements are sent under names. */
  get isOn(): boolean {
    return this.#isOn
  }

  /** The names on a connection that has met these places, at one of them. */
  at(met: PlacesMet, place: string): NameOf {
    return (text) => {
      const name = this.nameOf(text)
      return name === undefined ? undefined : met.nameAt(place, name)
    }
  }

  /** The name of this statement; undefined for one that has none. */
  nameOf(text: string): string | undefined {
    if (!this.#isOn) return undefined
    const name = this.#names.get(text)
    if (name !== undefined) return name
    this.#count(text)
    return undefined
  }

  /**
   * Whether this failure of a statement that was sent while `isOn` came of its name: it may be sent again, without one. So it is behind a pooler
   * that hands a connection from one to the other, and between churches whose columns differ in type.
   */
  gaveUpAt(error: unknown): boolean {
    const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : null
    const isOfTheName = code === '0A000' || code === '26000' || code === '42P05'
    if (isOfTheName) this.#isOn = false
    return isOfTheName
  }

  #count(text: string): void {
    // One plan for all patterns would be wrong for most.
    if (this.#names.size >= mostNames || / like /i.test(text)) return
    const seen = this.#seen.get(text) ?? { times: 0 }
    seen.times += 1
    this.#seen.set(text, seen)
    if (seen.times >= timesSeen) this.#names.set(text, `s${this.#names.size}`)
  }
}

/** A statement as pg sends it. */
export function statementOf(text: string, parameters: readonly unknown[], nameOf: NameOf | null): QueryConfig {
  const statement: QueryConfig & { values: unknown[] } = { text, values: [...parameters] }
  if (!nameOf) return statement
  sendOneAsOne(statement)
  const name = nameOf(statement.text)
  if (name !== undefined) statement.name = name
  return statement
}

const amongThese = /= any\(\$(\d+)::(\w+)\[\]\)/g

/**
 * Asks for a list of one as for one: what PostgreSQL plans for any list is a plan for ten, which looks so much dearer than
 * one for this list that it would plan anew each time. That takes five times as long as to answer. Each placeholder stands
 * in a statement once, as kysely writes them.
 */
function sendOneAsOne(statement: { text: string; values: unknown[] }): void {
  const { values } = statement
  if (!values.some(isOne)) return
  statement.text = statement.text.replace(amongThese, (whole, place: string, type: string) => {
    const list = values[Number(place) - 1]
    if (!isOne(list)) return whole
    values[Number(place) - 1] = list[0]
    return `= $${place}::${type}`
  })
}

const isOne = (value: unknown): value is readonly [unknown] => Array.isArray(value) && value.length === 1

const pools = new WeakMap<Pool, NamedStatements>()

/** Lets the connections of this pool keep statements; not for one behind a pooler. */
export const nameStatementsOf = (pool: Pool): void => void pools.set(pool, new NamedStatements())

/** The named statements of a pool; null for one without. */
export const namedStatementsOf = (pool: Pool): NamedStatements | null => pools.get(pool) ?? null
