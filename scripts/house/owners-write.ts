import ts from 'typescript'
import { domainOf, handWritten, isForTests, type Fault, type House, type HouseFile, type Rule } from './house.js'
import { lineOf, nodesOf, parse } from './parse.js'
import { claimsOf, type Claim } from './tables.js'

const writers = new Set(['insertInto', 'updateTable', 'deleteFrom', 'mergeInto', 'replaceInto'])
const rawWrite =
  /\b(?:(?:insert|merge)\s+into|delete\s+from|truncate(?:\s+table)?)\s+([\w."]+)|\bupdate\s+(?:only\s+)?([\w."]+)(?:\s+(?:as\s+)?\w+)?\s+set\b/gi

interface Write {
  /** Undefined when the table is not written as a literal. */
  readonly table: string | undefined
  readonly line: number
}

/** A table is written only below the folder whose README owns it, never in *.queries.ts; test code may plant rows. */
export const ownersWrite: Rule = {
  name: 'owners-write',
  find: (house) =>
    handWritten(house, 'src/')
      .filter(({ path }) => !isForTests(path))
      .flatMap((file) => faultsIn(file, house)),
}

function faultsIn(file: HouseFile, house: House): Fault[] {
  const claims = claimsOf(house)
  return writesIn(file).flatMap(({ table, line }) => {
    const message = messageFor(file.path, table, claims)
    return message ? [{ path: file.path, line, message }] : []
  })
}

function messageFor(path: string, table: string | undefined, claims: readonly Claim[]): string | undefined {
  if (path.endsWith('.queries.ts')) return 'a *.queries.ts only reads: move the write into the repository.'
  if (!table) {
    return domainOf(path) ? 'name the table as a literal, so that its owner can be checked.' : undefined
  }
  const owners = claims.filter(({ name }) => bare(name) === table)
  if (owners.length === 0) return `${table} has no owner: name it on the "Tables:" line of its domain's README.md.`
  if (owners.some(({ folder }) => path.startsWith(folder))) return undefined
  const folders = owners.map(({ folder }) => folder.replace(/\/$/, '')).join(' or ')
  return `${table} is written only by ${folders}: call its use case or repository, or announce and let it listen.`
}

function writesIn(file: HouseFile): Write[] {
  const tree = parse(file)
  return nodesOf(tree).flatMap((node) => {
    if (ts.isCallExpression(node)) return builderWrites(node, tree)
    if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return []
    return [...node.getText(tree).matchAll(rawWrite)].map((match) => ({
      table: bare(match[1] ?? match[2] ?? ''),
      line: lineOf(tree, node),
    }))
  })
}

function builderWrites(call: ts.CallExpression, tree: ts.SourceFile): Write[] {
  const callee = call.expression
  if (!ts.isPropertyAccessExpression(callee) || !writers.has(callee.name.text)) return []
  const [target] = call.arguments
  const names = target && ts.isArrayLiteralExpression(target) ? [...target.elements] : [target]
  return names.map((name) => ({
    table: name && ts.isStringLiteralLike(name) ? bare(name.text) : undefined,
    line: lineOf(tree, callee.name),
  }))
}

// `church.member as m` is the table member.
const bare = (name: string): string => (name.split(/\s/)[0] ?? '').replaceAll('"', '').split('.').at(-1) ?? ''
