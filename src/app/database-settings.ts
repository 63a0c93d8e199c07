import { mainCell } from './main-cell.js'
import { WrongSetting } from './wrong-setting.js'

/** How a database is reached. */
export interface DatabaseAddress {
  readonly url: string
  /** The same database without a pooler in between, as its owner: for set-up and operators. `url` unless that is pooled. */
  readonly directUrl: string
}

/** A database that churches live in. */
export interface CellSettings extends DatabaseAddress {
  readonly name: string
  /** Whether new churches are put there. */
  readonly isOpen: boolean
}

/** Every database of an installation; control data may be in one that is a cell too. */
export interface DatabaseSettings {
  readonly control: DatabaseAddress
  /** At least one, each with a name of its own. */
  readonly cells: readonly CellSettings[]
}

/** Reads a variable; null when it is missing or empty. */
export type ReadVariable = (name: string) => string | null

const cellVariable = /^CELL_([A-Z][A-Z0-9]{0,29})_(?:DIRECT_)?DATABASE_URL$/
const cellName = /^[a-z][a-z0-9]{0,29}$/

/** Everything in one database: control data and the cell `main`. */
export const oneDatabase = (url: string, directUrl: string = url): DatabaseSettings => ({
  control: { url, directUrl },
  cells: [{ name: mainCell, isOpen: true, url, directUrl }],
})

/**
 * The databases that `names` of variables describe; null when none does, for the embedded one. Throws WrongSetting for
 * addresses that cannot be used, and for settings that contradict each other. No message repeats a value of theirs.
 */
export function readDatabases(read: ReadVariable, names: readonly string[]): DatabaseSettings | null {
  const main = readAddress(read, '')
  const separate = readAddress(read, 'CONTROL_')
  const others = cellNames(names).flatMap((name) => {
    const address = readAddress(read, `CELL_${name.toUpperCase()}_`)
    return address ? [{ name, ...address }] : []
  })
  const cells = [...(main ? [{ name: mainCell, ...main }] : []), ...others]
  if (main && others.some(({ name }) => name === mainCell)) {
    throw new WrongSetting(
      'DATABASE_URL is the cell "main" already: leave CELL_MAIN_DATABASE_URL out, or DATABASE_URL.',
    )
  }
  const closed = readClosed(
    read,
    cells.map(({ name }) => name),
  )
  const control = separate ?? main
  if (!control) {
    if (cells.length === 0) return null
    throw new WrongSetting('CELL_… names a cell, and nothing where control data are: set CONTROL_DATABASE_URL.')
  }
  if (cells.length === 0) {
    throw new WrongSetting(
      'CONTROL_DATABASE_URL needs a cell for churches: set DATABASE_URL or CELL_<NAME>_DATABASE_URL.',
    )
  }
  if (new Set(cells.map(({ directUrl }) => directUrl)).size < cells.length) {
    throw new WrongSetting('Two cells have the same database: each CELL_<NAME>_DATABASE_URL names one of its own.')
  }
  return { control, cells: cells.map((cell) => ({ ...cell, isOpen: !closed.has(cell.name) })) }
}

/** Of `CELL_WEST_DATABASE_URL` the name is `west`. Throws for a variable that looks like one and names no cell. */
function cellNames(variables: readonly string[]): readonly string[] {
  const ours = variables.filter((variable) => /^CELL_.*DATABASE_URL$/.test(variable))
  const names = ours.map((variable) => {
    const name = cellVariable.exec(variable)?.[1]
    if (name !== undefined) return name.toLowerCase()
    throw new WrongSetting(`${variable.slice(0, 80)} names no cell: write CELL_WEST_DATABASE_URL for the cell "west".`)
  })
  return [...new Set(names)].toSorted()
}

function readAddress(read: ReadVariable, prefix: string): DatabaseAddress | null {
  // `CELL_WEST_DATABASE_URL` goes with `CELL_WEST_DIRECT_DATABASE_URL`.
  const url = readUrl(read, `${prefix}DATABASE_URL`, ['postgres:', 'postgresql:'])
  const directUrl = readUrl(read, `${prefix}DIRECT_DATABASE_URL`, ['postgres:', 'postgresql:'])
  if (url === null && directUrl !== null && prefix !== '') {
    throw new WrongSetting(`${prefix}DIRECT_DATABASE_URL goes around a pooler: set ${prefix}DATABASE_URL too.`)
  }
  return url === null ? null : { url, directUrl: directUrl ?? url }
}

function readClosed(read: ReadVariable, names: readonly string[]): ReadonlySet<string> {
  const closed = (read('CLOSED_CELLS') ?? '').split(/[\s,]+/).filter((name) => name !== '')
  const unknown = closed.find((name) => !cellName.test(name) || !names.includes(name))
  if (unknown === undefined) return new Set(closed)
  throw new WrongSetting('CLOSED_CELLS must name cells of this installation, such as "main,west".')
}

/** A variable that holds a URL of one of these protocols; null when it is missing. Throws WrongSetting. */
export function readUrl(read: ReadVariable, name: string, protocols: readonly string[]): string | null {
  const text = read(name)
  if (text === null) return null
  // The value may hold a password: it is never repeated in a message.
  const isUsable = URL.canParse(text) && protocols.includes(new URL(text).protocol)
  if (!isUsable) throw new WrongSetting(`${name} must be a URL such as ${protocols[0]}//user:password@host/name.`)
  return text
}
