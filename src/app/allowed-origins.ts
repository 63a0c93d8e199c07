import type { IncomingMessage } from 'node:http'
import type { CorsOptionsDelegate } from 'cors'
import type { Catalogue } from '../churches/index.js'
import { churchOfOrigin, churchOfRequest, type NamedChurch } from './church-of-request.js'

/** Where a page may have come from. */
export interface OriginOptions {
  readonly catalogue: Catalogue
  readonly baseDomain: string
  readonly isProduction: boolean
}

/**
 * Which pages of other hosts may call: the platform's, and those of the church that the request is for, at its subdomain
 * or its own domains. At the central host a preflight does not say which church that is: there, those of any church. While
 * developing, any page of this machine.
 */
export function allowedOrigins(options: OriginOptions): CorsOptionsDelegate<IncomingMessage> {
  return (request, answer) => {
    const { origin } = request.headers
    if (origin === undefined) return answer(null, { origin: false })
    isOwnOrigin(options, request, origin).then(
      (isOwn) =>
        answer(null, {
          ...{ origin: isOwn, credentials: true, maxAge: 600 },
          exposedHeaders: ['x-request-id', 'retry-after'],
        }),
      answer,
    )
  }
}

const local = /^https?:\/\/(([a-z0-9-]+\.)?localhost|127\.0\.0\.1)(:\d+)?$/

/** Whether a page at `origin` may send this request, or open a socket by it; one that cannot be looked up may not. */
export const isOwnOrigin = (options: OriginOptions, request: IncomingMessage, origin: string): Promise<boolean> =>
  // The request itself is answered by what comes next.
  isAllowed(options, request, origin).catch(() => false)

async function isAllowed(
  { catalogue, baseDomain, isProduction }: OriginOptions,
  request: IncomingMessage,
  origin: string,
): Promise<boolean> {
  if (!isProduction && local.test(origin)) return true
  const page = churchOfOrigin(origin, baseDomain)
  // Whoever sits on the wire of plain HTTP can be any page.
  if (!page || (page.host !== null && isProduction && !origin.startsWith('https:'))) return false
  const theirs = await subdomainOf(catalogue, page)
  const asked = await subdomainOf(catalogue, churchOfRequest(request, baseDomain))
  return theirs === null || asked === null || asked === theirs
}

// By name alone where that is enough: a page of a suspended church may read that it is suspended.
const subdomainOf = async (catalogue: Catalogue, { host, subdomain }: NamedChurch): Promise<string | null> =>
  host === null ? subdomain : (await catalogue.findChurchAtHost(host)).subdomain
