import type { Needs, Viewer } from '../platform/context.js'
import type { Db } from '../platform/db/handles.js'
import type { TextRow } from '../platform/db/long-reading.js'
import type { Feature } from '../platform/feature.js'
import type { Permission } from '../platform/permission.js'

/** The files there are. */
export const exportFormats = ['CSV', 'XLSX'] as const

/** One of `exportFormats`. */
export type ExportFormat = (typeof exportFormats)[number]

/**
 * What a column's texts mean: words of people; a day `2026-03-01`; a day and time of the church `2026-03-01 10:00:00`; a
 * number of ours. What is not spelt like that is shown as it is, as words are.
 */
export type ColumnKind = 'words' | 'day' | 'moment' | 'number'

/** One column of a file. */
export interface Column {
  readonly heading: string
  readonly holds: ColumnKind
}

/** A list that can leave the church as a file: `Wanted` says which of it, `Name` names its columns. */
export interface ExportedList<Wanted extends object = object, Name extends string = string> {
  readonly kind: 'MEMBERS' | 'EVENTS' | 'PAYMENTS'
  /** What the file and its sheet are called. */
  readonly title: string
  /** The part of its routes that names it: `/api/v1/<path>/export-csv/`. */
  readonly path: string
  /** What the audit log calls it, and what of. */
  readonly audit: { readonly action: `${string}.${string}`; readonly entity: string }
  /** Who may, for the whole church. */
  readonly needs: Permission
  /** The feature without which the church has no such list. */
  readonly feature?: Feature
  /** In the order of the file. */
  readonly columns: Readonly<Record<Name, Column>>
  /** The columns of a file, where they are not these alone: what each of `columns` stands for. */
  readonly columnsIn?: (
    db: Db,
    request: { readonly wanted: Wanted; readonly columns: readonly Name[] },
  ) => Promise<readonly Column[]>
  /** Reads which of it from the parameters of a request, by `read`; each is read once or refused. */
  readonly readWanted: (read: ReadParameter) => Wanted
  /** The rows in batches, the first of them read already; `db` is that of a long reading, that of `ctx` the request's. */
  readonly rows: (
    db: Db,
    ctx: ExporterCtx,
    request: {
      readonly wanted: Wanted
      readonly columns: readonly Name[]
      /** Of the church: moments are told in it. */
      readonly timeZone: string
    },
  ) => Promise<AsyncIterable<readonly TextRow[]>>
}

/** What a list asks about whoever exports it. */
export interface ExporterCtx extends Needs<'viewer'> {
  readonly viewer: Viewer
}

/** The parameter `name` as `find` reads it; null when it was left out or is empty. Throws BAD_USER_INPUT where it finds nothing. */
export type ReadParameter = <T>(name: string, find: (text: string) => T | null | undefined) => T | null

/** Finds one of `names` in a parameter. */
export const oneOf =
  <const T extends string>(names: readonly T[]) =>
  (text: string): T | null =>
    names.find((name) => name === text) ?? null

/** An export that is asked for. */
export interface ExportRequest<Wanted extends object = object, Name extends string = string> {
  readonly format: ExportFormat
  readonly wanted: Wanted
  readonly columns: readonly Name[]
}

/** The columns called `names`, all of them for none; otherwise where in `names` the first stands that there is not, or twice. */
export function columnsCalled<Name extends string>(
  { columns }: Pick<ExportedList<object, Name>, 'columns'>,
  names: readonly string[] | null | undefined,
): readonly Name[] | number {
  // Keys of a record are its names; Object.keys forgets that.
  const all = Object.keys(columns) as unknown as readonly Name[]
  if (!names || names.length === 0) return all
  const called = names.map((name) => all.find((one) => one === name))
  const wrong = called.findIndex((one, index) => one === undefined || called.indexOf(one) !== index)
  return wrong >= 0 ? wrong : called.flatMap((one) => one ?? [])
}
