import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Catalogue, Church } from '../churches/index.js'
import type { Ctx } from '../platform/context.js'
import { openCtx } from './context.js'
import { bearerToken } from './origin.js'
import type { Parts } from './parts.js'
import { readToken } from './read-token.js'
import { refreshCookieOf } from './refresh-cookie.js'

/** Where requests of GraphQL come in. */
export interface HttpDoor {
  readonly parts: Parts
  readonly catalogue: Catalogue
  readonly baseDomain: string
  readonly isProduction: boolean
}

/** A request for a church, and where its browser is told of cookies. */
export interface Visit {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly church: Church
}

/** The ctx of a request in its church, with whom its token stands for. Throws FORBIDDEN for a token of another church. */
export async function enterByHttp(
  { parts, catalogue, baseDomain, isProduction }: HttpDoor,
  { request, response, church }: Visit,
): Promise<Ctx> {
  const token = await readToken(parts.tokens, bearerToken(request.headers.authorization), church)
  const door = { subdomain: church.subdomain, catalogue, baseDomain, isProduction }
  const refreshCookie = refreshCookieOf(request, response, door)
  return openCtx(parts, { church, token, origin: parts.originOf(request), refreshCookie })
}
