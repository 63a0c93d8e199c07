import type { Migration } from '../migrations.js'

/** One table in a copy: the file `<name>.copy` of its folder, in COPY's text format. */
export interface CopiedTable {
  readonly name: string
  /** Those of the file, in its order; computed ones are left out. */
  readonly columns: readonly string[]
  readonly rows: number
  /** Of the file, hexadecimal. */
  readonly sha256: string
}

/** What a church's tables held at one moment. */
export interface ChurchCopy {
  /** The migrations its tables had had. */
  readonly steps: readonly Pick<Migration, 'version' | 'name' | 'checksum'>[]
  readonly tables: readonly CopiedTable[]
  /** How far its sequences had counted; null for those that had not begun. */
  readonly sequences: readonly { readonly name: string; readonly last: string | null }[]
}

/** The file of a table. Throws for what is not the name of one. */
export const fileOf = (table: string): string => `${plainName(table)}.copy`

/** A name, between quotes for SQL. Throws for what is not the name of a table, column or sequence of ours. */
export const quoted = (name: string): string => `"${plainName(name)}"`

/** Whether a table, column or sequence of ours can have this name. */
export const isPlainName = (name: string): boolean => /^[a-z_][a-z0-9_]{0,62}$/.test(name)

function plainName(name: string): string {
  if (!isPlainName(name)) throw new Error(`"${name}" is not the name of a table or column of ours.`)
  return name
}
