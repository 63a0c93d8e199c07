import DataLoader from 'dataloader'
import type { Needs } from './context.js'
import type { Db } from './db/handles.js'

/** The most keys in one statement: more would plan and parse longer than it saves. */
export const maxBatchSize = 1000

/** A by-id read: concurrent calls of one ctx share a statement, and each id is read once per ctx. */
export interface Batched<Row> {
  (ctx: Needs<'db' | 'loaders'>, id: string): Promise<Row>
  /** Puts a row that is already known where the next read by `id` finds it. */
  prime(ctx: Needs<'db' | 'loaders'>, id: string, row: Row): void
}

/** Turns a read of many rows by their ids into a read by one id; null when there is no such row. */
export function batchedById<Row extends { readonly id: string }>(
  readMany: (db: Db, ids: readonly string[]) => Promise<readonly Row[]>,
): Batched<Row | null> {
  return batched(async (db, ids) => {
    const rows = new Map((await readMany(db, ids)).map((row) => [row.id, row]))
    return (id) => rows.get(id) ?? null
  })
}

/** Turns a read of the rows that belong to many owners into a read of one owner's rows, in the order read. */
export function batchedByOwner<Row>(
  ownerOf: (row: Row) => string,
  readMany: (db: Db, ownerIds: readonly string[]) => Promise<readonly Row[]>,
): Batched<readonly Row[]> {
  return batched(async (db, ids) => {
    const rows = Map.groupBy(await readMany(db, ids), ownerOf)
    return (id) => rows.get(id) ?? []
  })
}

/** The same where one row belongs to several owners. */
export function batchedByOwners<Row>(
  ownersOf: (row: Row) => readonly string[],
  readMany: (db: Db, ownerIds: readonly string[]) => Promise<readonly Row[]>,
): Batched<readonly Row[]> {
  return batched(async (db, ids) => {
    const rows = new Map<string, Row[]>()
    for (const row of await readMany(db, ids)) {
      for (const owner of ownersOf(row)) {
        const theirs = rows.get(owner)
        if (theirs) theirs.push(row)
        else rows.set(owner, [row])
      }
    }
    return (id) => rows.get(id) ?? []
  })
}

function batched<Row>(read: (db: Db, ids: readonly string[]) => Promise<(id: string) => Row>): Batched<Row> {
  const loaderOf = (ctx: Needs<'db' | 'loaders'>) =>
    ctx.loaders.of(
      read,
      () => new DataLoader<string, Row>(async (ids) => ids.map(await read(ctx.db, ids)), { maxBatchSize }),
    )

  const load = (ctx: Needs<'db' | 'loaders'>, id: string) => loaderOf(ctx).load(id)
  const prime = (ctx: Needs<'db' | 'loaders'>, id: string, row: Row) => void loaderOf(ctx).prime(id, row)
  return Object.assign(load, { prime })
}
