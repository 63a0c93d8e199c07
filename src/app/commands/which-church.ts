import { foldSubdomain, subdomainFault } from '../../churches/index.js'
import type { OpenCell, OpenDatabase } from '../open-database.js'
import { WrongUsage } from './terminal.js'

/** A church's subdomain as somebody typed it, folded. Throws WrongUsage for what no church can be called. */
export function readChurch(text: string): string {
  const subdomain = foldSubdomain(text)
  // A reserved name has the form of one, and is simply nobody's.
  if (subdomainFault(subdomain) === 'MALFORMED') throw unknownChurch(text)
  return subdomain
}

/** What is said of a church that there is not. */
export const unknownChurch = (church: string): WrongUsage =>
  new WrongUsage(`There is no church "${church.slice(0, 63)}": \`npx faithflow church list\` names them.`)

/** What is said of a church that somebody moves, or that is on its way to another cell. */
export const busyChurch = (church: string): WrongUsage =>
  new WrongUsage(
    `The church "${church}" is being moved: let that end, or run \`npx faithflow church move ${church} --back\`.`,
  )

/** A cell of these settings by its name. Throws WrongUsage for one that there is not. */
export function readCell(database: OpenDatabase, name: string): OpenCell {
  const cell = database.cells.get(name)
  if (cell) return cell
  throw new WrongUsage(`There is no cell "${name.slice(0, 63)}": there is ${[...database.cells.keys()].join(', ')}.`)
}
