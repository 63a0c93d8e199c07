import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Catalogue } from '../churches/index.js'
import { notAllowed } from '../platform/blocked.js'
import { asDate } from '../platform/instant.js'
import type { RefreshCookie } from '../platform/refresh-cookie.js'
import { churchOfOrigin } from './church-of-request.js'

const name = 'faithflow_refresh'

/** Where the cookie is sent to, and nowhere else. */
const path = '/auth'

/** Whose pages may have a browser keep its refresh token here. */
export interface CookieDoor {
  /** The church's subdomain. */
  readonly subdomain: string
  readonly catalogue: Catalogue
  readonly baseDomain: string
  readonly isProduction: boolean
}

/**
 * The cookie of the browser behind a request: HttpOnly, SameSite=Strict, for this host and `/auth` only; Secure but at
 * localhost, where there is no TLS.
 */
export function refreshCookieOf(request: IncomingMessage, response: ServerResponse, door: CookieDoor): RefreshCookie {
  const put = (value: string, expires: string): void => {
    const secure = isAtHome(door) ? '' : '; Secure'
    response.appendHeader(
      'set-cookie',
      `${name}=${value}; Path=${path}; Expires=${expires}; HttpOnly; SameSite=Strict${secure}`,
    )
  }
  return {
    assertOwnPage: () => assertOwnPage(request, door),
    keep: (token, until) => put(token, asDate(until).toUTCString()),
    forget: () => put('', 'Thu, 01 Jan 1970 00:00:00 GMT'),
  }
}

/** The refresh token in the request's cookie; null when there is none. */
export function tokenInCookie(request: IncomingMessage): string | null {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([key]) => key === name)?.[1] || null
}

/**
 * Throws FORBIDDEN unless the request comes from a page of this church, at its subdomain or a domain of its own. SameSite
 * alone is not enough: other churches' pages have the same site. Browsers send `Origin` with every POST, and scripts
 * cannot change it.
 */
export async function assertOwnPage(request: IncomingMessage, door: CookieDoor): Promise<void> {
  const origin = request.headers.origin ?? ''
  const page = URL.canParse(origin) ? new URL(origin) : null
  // While developing, the page comes from some other port of this machine.
  if (!door.isProduction && page !== null && ['localhost', '127.0.0.1'].includes(page.hostname)) return
  const isSafe = page?.protocol === 'https:' || isAtHome(door)
  if (isSafe && (await subdomainOfPage(door, origin)) === door.subdomain) return
  throw notAllowed('The refresh cookie is for pages of this church only (header `Origin`).')
}

async function subdomainOfPage({ catalogue, baseDomain }: CookieDoor, origin: string): Promise<string | null> {
  const named = churchOfOrigin(origin, baseDomain)
  if (!named || named.host === null) return named?.subdomain ?? null
  // No church at this host: nobody's page.
  const church = await catalogue.findChurchAtHost(named.host).catch(() => null)
  return church?.subdomain ?? null
}

const isAtHome = ({ baseDomain }: CookieDoor): boolean =>
  baseDomain === 'localhost' || baseDomain.endsWith('.localhost')
