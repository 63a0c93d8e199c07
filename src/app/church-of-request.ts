import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { Blocked, notAllowed } from '../platform/blocked.js'

/** Which church a request names: by its host, or on the central host by the header `X-Church`. */
export interface NamedChurch {
  /** Null when the central host was called without a header. */
  readonly subdomain: string | null
}

/**
 * Reads the church's name from a request. On a church's own host the header must be absent or the same.
 * Throws TENANT_NOT_FOUND for a host that is none of ours, BAD_USER_INPUT for two, FORBIDDEN when host and header name different churches.
 */
export function churchOfRequest(request: IncomingMessage, baseDomain: string): NamedChurch {
  // RFC 9112, 3.2: a proxy in front may have read the other one.
  if ((request.headersDistinct['host']?.length ?? 0) > 1) throw new Blocked('BAD_USER_INPUT', 'Name one host, not two.')
  const host = hostOf(request)
  const header = headerOf(request)
  if (isCentral(host, baseDomain)) return { subdomain: header }

  const subdomain = host.endsWith(`.${baseDomain}`) ? host.slice(0, -baseDomain.length - 1) : null
  if (!subdomain || subdomain.includes('.')) throw new Blocked('TENANT_NOT_FOUND', 'There is no church at this host.')
  if (header !== null && header !== subdomain) throw notAllowed('Host and X-Church name different churches.')
  return { subdomain }
}

// Bare addresses and the base domain itself are doors without a name on them: the header decides.
const isCentral = (host: string, baseDomain: string): boolean =>
  host === `api.${baseDomain}` || host === baseDomain || isIP(host.replace(/^\[(.*)\]$/, '$1')) !== 0

function hostOf(request: IncomingMessage): string {
  const host = (request.headers.host ?? '').toLowerCase()
  return host.replace(/:\d+$/, '').replace(/\.$/, '')
}

function headerOf(request: IncomingMessage): string | null {
  const header = request.headers['x-church']
  const name = Array.isArray(header) ? header[0] : header
  return name?.trim().toLowerCase() || null
}
