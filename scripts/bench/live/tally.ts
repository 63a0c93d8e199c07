import type { Bed } from '../bed.js'
import type { Heard } from './crowd.js'
import type { StagedChurch } from './stage.js'

/** What clients received, counted against the rows of the database. */
export interface Tally {
  readonly expected: number
  readonly lost: number
  readonly doubled: number
  /** Of another church, or of none. */
  readonly foreign: number
  readonly disordered: number
}

/** The newest sequence number of each church, by its schema. */
export async function newestOf({ database }: Bed, churches: readonly StagedChurch[]) {
  const { rows } = await database.owner.query<{ schema: string; seq: string }>(
    churches
      .map(
        ({ schema }) => `select '${schema}' as schema, coalesce(max(seq), 0)::text as seq from ${schema}.notification`,
      )
      .join(' union all '),
  )
  return new Map(rows.map(({ schema, seq }) => [schema, seq]))
}

/** Counts what was heard of everything that was committed behind `after`. */
export async function tallyOf(
  { database }: Bed,
  heard: readonly Heard[],
  after: ReadonlyMap<string, string>,
): Promise<Tally> {
  const tally = { expected: 0, lost: 0, doubled: 0, foreign: 0, disordered: 0 }
  for (const [{ schema }, sockets] of Map.groupBy(heard, ({ church }) => church)) {
    const { rows } = await database.owner.query<{ key: string }>(
      `select seq || ' ' || id as key from ${schema}.notification where seq > $1 order by seq`,
      [after.get(schema) ?? '0'],
    )
    const committed = rows.map(({ key }) => key)
    for (const { messages } of sockets)
      countOne(
        tally,
        committed,
        messages.map(({ seq, id }) => `${seq} ${id}`),
      )
  }
  return tally
}

function countOne(
  tally: { -readonly [Key in keyof Tally]: number },
  committed: readonly string[],
  got: readonly string[],
) {
  const [wanted, distinct] = [new Set(committed), new Set(got)]
  tally.expected += committed.length
  tally.lost += without(wanted, distinct)
  tally.doubled += got.length - distinct.size
  tally.foreign += without(distinct, wanted)
  const places = got.map((key) => committed.indexOf(key))
  tally.disordered += places.filter((place, at) => at > 0 && place < (places[at - 1] ?? 0)).length
}

const without = (some: ReadonlySet<string>, others: ReadonlySet<string>): number =>
  [...some].filter((one) => !others.has(one)).length

/** Several counts as one. */
export const sumOf = (tallies: readonly Tally[]): Tally => ({
  expected: tallies.reduce((sum, { expected }) => sum + expected, 0),
  lost: tallies.reduce((sum, { lost }) => sum + lost, 0),
  doubled: tallies.reduce((sum, { doubled }) => sum + doubled, 0),
  foreign: tallies.reduce((sum, { foreign }) => sum + foreign, 0),
  disordered: tallies.reduce((sum, { disordered }) => sum + disordered, 0),
})

/** The counts in words. */
export const inWords = ({ expected, lost, doubled, foreign, disordered }: Tally): string =>
  `${lost} lost, ${doubled} doubled, ${foreign} foreign, ${disordered} out of order, of ${expected}`

/** Whether every client has everything, in order, exactly once. */
export const isWhole = ({ lost, doubled, foreign, disordered }: Tally): boolean =>
  lost + doubled + foreign + disordered === 0

/** Milliseconds from the writing of each row to each client's reading of it. */
export const delaysOf = (heard: readonly Heard[]): readonly number[] =>
  heard.flatMap(({ messages }) => messages.map(({ at, sent }) => at - sent))
