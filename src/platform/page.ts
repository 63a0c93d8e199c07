import { Blocked } from './blocked.js'

/** What a client asks of a list: how many, and after which place. */
export interface PageRequest {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
}

/** One page of a list, with its counts still to be asked for. */
export interface Page<Node> {
  readonly nodes: readonly Node[]
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  /** How many entries the whole list has, counted to one past the limit at most. Asked of the database once. */
  readonly count: () => Promise<number>
}

/** The key values of the last row seen, in the order of the sort; the id comes last. Null stands for itself. */
export type Keys = readonly (string | number | null)[]

/** Entries of a page when the client does not say. */
const defaultPageSize = 25

/** The most entries a page may have. */
export const maxPageSize = 100

/** How many rows are counted at most: counting on would cost more than anybody learns from it. */
export const countLimit = 10_000

/** The page size asked for. Throws BAD_USER_INPUT outside 1 to 100. */
export function pageSize({ first }: PageRequest): number {
  const size = first ?? defaultPageSize
  if (size < 1 || size > maxPageSize) {
    throw new Blocked('BAD_USER_INPUT', `\`first\` must be 1 to ${maxPageSize}, not ${size}.`, ['first'])
  }
  return size
}

/** The cursor of a row: opaque to clients, readable to us. `sort` names the order it belongs to. */
export const encodeCursor = (sort: string, keys: Keys): string =>
  Buffer.from(JSON.stringify({ v: 1, s: sort, k: keys })).toString('base64url')

/** What a key of a sort may be: how the text of a forged cursor is kept away from the database. */
export type KeyCheck = (key: string | number | null) => boolean

/**
 * The keys inside `after`, or null when it is absent. Throws BAD_CURSOR unless it is a cursor of this very order, with
 * one key for each of `checks`.
 */
export function decodeCursor({ after }: PageRequest, sort: string, checks: readonly KeyCheck[]): Keys | null {
  if (after === null || after === undefined) return null
  const keys = readCursor(after, sort)
  const fits = keys?.length === checks.length && keys.every((key, index) => checks[index]?.(key))
  if (!keys || !fits) {
    throw new Blocked('BAD_CURSOR', '`after` is not a cursor of this list and order: start again without it.', [
      'after',
    ])
  }
  return keys
}

/** The keys inside a cursor of this order, whatever they are; null for anything else. */
export function readCursor(after: string, sort: string): Keys | null {
  try {
    const cursor: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    if (typeof cursor !== 'object' || cursor === null) return null
    if (!('v' in cursor && cursor.v === 1 && 's' in cursor && cursor.s === sort && 'k' in cursor)) return null
    const keys = cursor.k
    if (!Array.isArray(keys)) return null
    return keys.every((key) => key === null || typeof key === 'string' || typeof key === 'number') ? keys : null
  } catch {
    return null
  }
}

/**
 * A page out of `rows`, read one beyond `size` to know whether there are more.
 * `cursorOf` gives a row's place; `count` is asked at most once.
 */
export function makePage<Node>(
  rows: readonly Node[],
  size: number,
  list: { readonly cursorOf: (row: Node) => string; readonly count: () => Promise<number> },
): Page<Node> {
  const nodes = rows.slice(0, size)
  const last = nodes.at(-1)
  let counted: Promise<number> | null = null
  return {
    nodes,
    // Written when they are asked for: most clients need the last cursor alone, or none.
    get edges() {
      return nodes.map((node) => ({ cursor: list.cursorOf(node), node }))
    },
    pageInfo: {
      hasNextPage: rows.length > size,
      get endCursor() {
        return last === undefined ? null : list.cursorOf(last)
      },
    },
    count: () => (counted ??= list.count()),
  }
}
