import { type Expression, type QueryExecutorProvider, type RawBuilder, sql, type SqlBool } from 'kysely'
import { isId } from '../ids.js'
import { parseInstant, parseLocalDate } from '../instant.js'
import {
  countLimit,
  decodeCursor,
  encodeCursor,
  type KeyCheck,
  type Keys,
  makePage,
  type Page,
  type PageRequest,
  pageSize,
} from '../page.js'
import { countCharacters } from '../text.js'

/** One key of an order. Where a day may be null, rows without one come last, whichever the direction. */
export interface SortKey<Row> {
  readonly column: keyof Row & string
  readonly direction: 'asc' | 'desc'
  /** `length` compares how long the text is: before its `text`, it lets number 10000 follow 9999. */
  readonly kind: keyof typeof keyChecks
  readonly isNullable?: boolean
}

const isText = (key: string | number | null): key is string => typeof key === 'string' && !key.includes('\0')

/** What the text of a key must look like before it reaches the database. */
const keyChecks = {
  id: (key) => isText(key) && isId(key),
  text: isText,
  instant: (key) => isText(key) && parseInstant(key) !== null,
  day: (key) => key === null || (isText(key) && parseLocalDate(key) !== null),
  flag: (key) => key === 'true' || key === 'false',
  sequence: (key) => isText(key) && /^\d{1,18}$/.test(key),
  length: (key) => typeof key === 'number' && /^\d{1,9}$/.test(String(key)),
} satisfies Record<string, KeyCheck>

/**
 * The order of a list and the pages in it. Keys are columns of the selected row; the last one must be unique, so that no
 * row is skipped or repeated however many share the others.
 */
export interface KeysetOrder<Row> {
  /** The rows after the cursor `after`; null from the start. Throws BAD_CURSOR. */
  readonly after: (request: PageRequest) => RawBuilder<SqlBool> | null
  readonly orderBy: RawBuilder<unknown>
  readonly cursorOf: (row: Row) => string
}

/** An order by `keys`; `prefix` is put before each column in SQL. */
export function keysetOrder<Row extends object>(keys: readonly SortKey<Row>[], prefix: string): KeysetOrder<Row> {
  const name = keys
    .map(({ column, direction, kind }) => `${column}:${direction}${kind === 'length' ? ':length' : ''}`)
    .join(',')
  const columns = keys.map((key) => {
    const reference = sql.ref(`${prefix}.${toSnake(key.column)}`)
    // As the index has it: a null would break off the comparison of rows.
    if (key.isNullable) return sql`coalesce(${reference}, ${sql.lit(endOf(key))}::date)`
    return key.kind === 'length' ? sql`length(${reference})` : reference
  })

  return {
    after(request) {
      const cursor = decodeCursor(
        request,
        name,
        keys.map(({ kind }) => keyChecks[kind]),
      )
      return cursor && rowsAfter(keys, columns, cursor)
    },
    orderBy: sql.join(keys.map(({ direction }, index) => sql`${columns[index]} ${sql.raw(direction)}`)),
    cursorOf: (row) =>
      encodeCursor(
        name,
        keys.map(({ column, kind }) => {
          // The sort kinds admit text columns only; a null stands for a row without a value.
          if (kind === 'flag') return String(row[column])
          const text = row[column] as string | null
          return kind === 'length' && text !== null ? countCharacters(text) : text
        }),
      ),
  }
}

/** What stands for no day: behind all days, in the direction of the order. */
const endOf = ({ direction }: { readonly direction: 'asc' | 'desc' }): string =>
  direction === 'asc' ? 'infinity' : '-infinity'

/**
 * `(a, b) > (x, y)`, which an index answers, where all keys go one way; else `a >= x and (a > x or (a = x and b < y) …)`,
 * whose beginning an index answers.
 */
function rowsAfter<Row>(
  keys: readonly SortKey<Row>[],
  columns: readonly RawBuilder<unknown>[],
  cursor: Keys,
): RawBuilder<SqlBool> {
  const values = keys.map((key, index) => cursor[index] ?? endOf(key))
  const beyond = keys.map(({ direction }) => sql.raw(direction === 'desc' ? '<' : '>'))
  if (keys.every(({ direction }) => direction === keys[0]?.direction)) {
    return sql<SqlBool>`(${sql.join(columns)}) ${beyond[0]} (${sql.join(values)})`
  }
  const branches = keys.map((_key, index) => {
    const before = columns.slice(0, index).map((other, at) => sql`${other} = ${values[at]}`)
    return sql`(${sql.join([...before, sql`${columns[index]} ${beyond[index]} ${values[index]}`], sql` and `)})`
  })
  return sql<SqlBool>`(${columns[0]} ${beyond[0]}= ${values[0]} and (${sql.join(branches, sql` or `)}))`
}

const toSnake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** How many rows, written into the statement: for a number that it does not know PostgreSQL plans anew each time. */
export type Limit = RawBuilder<number>

/** A page of `list`: reads one row more than asked for, and counts only when asked. Throws BAD_CURSOR, BAD_USER_INPUT. */
export async function readPage<Row extends object>(
  request: PageRequest,
  order: KeysetOrder<Row>,
  list: {
    /** Reads up to `limit` rows that come after `after`, in the order given. */
    readonly rows: (after: RawBuilder<SqlBool>, limit: Limit) => Promise<readonly Row[]>
    readonly count: () => Promise<number>
  },
): Promise<Page<Row>> {
  const size = pageSize(request)
  const after = order.after(request) ?? sql<SqlBool>`true`
  return makePage(await list.rows(after, sql.lit(size + 1)), size, { cursorOf: order.cursorOf, count: list.count })
}

/** How many rows `query` has, counted to one past the limit of counts at most. */
export async function countUpTo(db: QueryExecutorProvider, query: Expression<unknown>): Promise<number> {
  const limited = sql<{ total: string }>`select count(*) as total from (${query} limit ${countLimit + 1}) as counted`
  const { rows } = await limited.execute(db)
  return Number(rows[0]?.total ?? 0)
}
