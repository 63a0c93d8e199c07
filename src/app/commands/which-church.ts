import { foldSubdomain, subdomainFault } from '../../churches/index.js'
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
