import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Catalogue, Church } from '../churches/index.js'
import { Blocked, notAllowed } from '../platform/blocked.js'

/** Which church a request names: by its host, or on the central host by the header `X-Church`. */
export interface NamedChurch {
  /** The name in host or header; null when there is neither, as on the central host without a header. */
  readonly subdomain: string | null
  /** A host outside the platform's domain, for the catalogue to know; null at the platform's hosts. */
  readonly host: string | null
}

/**
 * Reads the church's name from a request; `parameter` stands for a header that was not sent. On a church's own host the header must be absent or the same.
 * Throws TENANT_NOT_FOUND for a host of the platform that is none, BAD_USER_INPUT for two, FORBIDDEN when host and header name different churches.
 */
export function churchOfRequest(
  request: IncomingMessage,
  baseDomain: string,
  parameter: string | null = null,
): NamedChurch {
  // RFC 9112, 3.2: a proxy in front may have read the other one.
  if (namesTwoHosts(request)) throw new Blocked('BAD_USER_INPUT', 'Send one `Host` header, not two.')
  const sent = request.headers['x-church']
  const header = foldName(Array.isArray(sent) ? sent[0] : sent) ?? foldName(parameter)
  return churchNamed({ host: foldHost(request.headers.host ?? ''), header, baseDomain })
}

function namesTwoHosts({ rawHeaders }: IncomingMessage): boolean {
  let hosts = 0
  // Names and values in turn.
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1
  }
  return hosts > 1
}

/** As `churchOfRequest`, of a folded host and header. */
function churchNamed({ host, header, baseDomain }: { host: string; header: string | null; baseDomain: string }) {
  if (isCentral(host, baseDomain)) return { subdomain: header, host: null }
  if (!host.endsWith(`.${baseDomain}`)) return { subdomain: header, host }

  const subdomain = host.slice(0, -baseDomain.length - 1)
  if (!subdomain || subdomain.includes('.')) throw new Blocked('TENANT_NOT_FOUND', 'There is no church at this host.')
  if (header !== null && header !== subdomain) throw differ()
  return { subdomain, host: null }
}

/**
 * The church that may be entered; null when none is named. Throws FORBIDDEN when it is another than its header names, and
 * the codes of `findChurch`.
 */
export async function findNamed(catalogue: Catalogue, { subdomain, host }: NamedChurch): Promise<Church | null> {
  if (host === null) return subdomain === null ? null : catalogue.findChurch(subdomain)
  const church = await catalogue.findChurchAtHost(host)
  if (subdomain !== null && subdomain !== church.subdomain) throw differ()
  return church
}

/** The same of the page that calls, by its `Origin`; null for one that is at no name. */
export function churchOfOrigin(origin: string, baseDomain: string): NamedChurch | null {
  const { protocol, hostname } = URL.canParse(origin) ? new URL(origin) : nowhere
  if (!['https:', 'http:'].includes(protocol) || isAddress(hostname)) return null
  try {
    return churchNamed({ host: foldHost(hostname), header: null, baseDomain })
  } catch {
    return null
  }
}

const nowhere = { protocol: '', hostname: '' }

const differ = (): Blocked => notAllowed('Host and X-Church name different churches.')

// Bare addresses and the base domain itself are doors without a name on them: the header decides.
const isCentral = (host: string, baseDomain: string): boolean =>
  host === `api.${baseDomain}` || host === baseDomain || isAddress(host)

const isAddress = (host: string): boolean => isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0

const foldHost = (host: string): string => host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '')

const foldName = (name: string | null | undefined): string | null => name?.trim().toLowerCase() || null
