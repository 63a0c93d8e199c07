import ts from 'typescript'
import type { Fault, House } from './house.js'
import { lineOf, nodesOf, parse } from './parse.js'

/** Where the generated table types stand; the list of tables that exist is read from there. */
export const tablesPath = 'src/platform/db/tables.generated.ts'

/** One table that exists; `schema` is the group it is migrated in. */
export interface Table {
  readonly schema: 'church' | 'control' | 'outbox'
  readonly name: string
  readonly line: number
}

/** One table named in a README's `Tables:` line, as written: `event` or `control.church`. */
export interface Claim {
  readonly name: string
  readonly folder: string
  readonly path: string
  readonly line: number
}

const groups: ReadonlyMap<string, Table['schema']> = new Map([
  ['ChurchTables', 'church'],
  ['ControlTables', 'control'],
  ['OutboxTables', 'outbox'],
])

/** Every table of the generated types; undefined when they have not been generated. */
export function tablesOf(house: House): Table[] | undefined {
  const file = house.files.find(({ path }) => path === tablesPath)
  if (!file) return undefined
  const tree = parse(file)
  return nodesOf(tree).flatMap((node) => {
    const schema = ts.isInterfaceDeclaration(node) ? groups.get(node.name.text) : undefined
    if (!schema || !ts.isInterfaceDeclaration(node)) return []
    return node.members.flatMap(({ name }) =>
      name && (ts.isIdentifier(name) || ts.isStringLiteral(name))
        ? [{ schema, name: name.text, line: lineOf(tree, name) }]
        : [],
    )
  })
}

/** Every backticked name on a line that starts with `Tables:`, in the README of a domain or of a platform folder. */
export const claimsOf = (house: House): Claim[] =>
  house.files
    .filter(({ path }) => path.startsWith('src/') && path.endsWith('/README.md'))
    .flatMap(({ path, text }) => {
      const folder = path.slice(0, -'README.md'.length)
      return text
        .split('\n')
        .flatMap((line, index) =>
          line.startsWith('Tables:')
            ? [...line.matchAll(/`([^`]+)`/g)].map((match) => ({ name: match[1] ?? '', folder, path, line: index + 1 }))
            : [],
        )
    })

/** True when `name`, with or without its schema, means this table. */
export const means = (name: string, table: Table): boolean =>
  name === table.name || name === `${table.schema}.${table.name}`

/** A fault at a claim, or at a table in the generated types. */
export const faultOn = (where: { readonly path?: string; readonly line: number }, message: string): Fault => ({
  path: where.path ?? tablesPath,
  line: where.line,
  message,
})
