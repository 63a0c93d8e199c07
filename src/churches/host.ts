import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'

/** A label of a host name (RFC 1123). */
const label = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?'
const hostPattern = new RegExp(String.raw`^${label}(\.${label})+$`)

/** Whether folded text is the name of a host below some domain: labels of letters, digits and inner hyphens, no address. */
export const isHost = (host: string): boolean =>
  host.length <= 253 && hostPattern.test(host) && !/\.\d+$/.test(host) && isIP(host) === 0

/**
 * A host as it is kept, compared and sent by browsers: lower case, ASCII (`grâce.org` is `xn--grce-coa.org`), without the
 * dot of the root. Empty for what cannot be one; an address with a path or a port stays one, and is no host.
 */
export const foldHost = (text: string): string =>
  /[/:?#@[\]\\%\s]/.test(text.trim()) ? text.trim() : domainToASCII(text.trim()).replace(/\.$/, '')

// Names that never lead to a church on the internet (RFC 6761, 6762, 7686, 8375, 9476; ICANN for `internal`).
const special = ['localhost', 'local', 'internal', 'test', 'example', 'invalid', 'onion', 'arpa', 'alt', 'home', 'lan']

/** The longest host that leaves room for the name of its proof, `_faithflow.<host>`, in the 253 bytes of a name. */
const maxHost = 242

/** What keeps a folded host from being a church's own; null when nothing does. */
export function hostFault(host: string, baseDomain: string): 'MALFORMED' | 'OURS' | 'RESERVED' | null {
  if (!isHost(host) || host.length > maxHost) return 'MALFORMED'
  // A domain above ours would be ours as well.
  if (isBelow(host, baseDomain) || isBelow(baseDomain, host)) return 'OURS'
  return special.some((domain) => isBelow(host, domain)) ? 'RESERVED' : null
}

const isBelow = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`)
