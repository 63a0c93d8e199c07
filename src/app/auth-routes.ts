import type { Request, RequestHandler, Response } from 'express'
import type { Catalogue } from '../churches/index.js'
import { refreshByCookie, signOutByCookie } from '../identity/index.js'
import { nameTheChurch } from '../platform/blocked.js'
import type { Ctx } from '../platform/context.js'
import { isRefusal } from '../platform/refusal.js'
import { churchOfRequest, findNamed } from './church-of-request.js'
import { ctxFor } from './context.js'
import { judgeEntry } from './judge-operation.js'
import type { Parts } from './parts.js'
import { noToken } from './read-token.js'
import { assertOwnPage, refreshCookieOf, tokenInCookie } from './refresh-cookie.js'
import { endCtx } from './somewhere.js'

/** What the routes of the refresh cookie lead to. */
export interface AuthOptions {
  readonly parts: Parts
  readonly catalogue: Catalogue
  readonly baseDomain: string
  readonly isProduction: boolean
}

/**
 * `POST /auth/refresh`: a new access token for a browser whose refresh token is in the cookie, which is renewed with it.
 * Answers `{ token, expiresAt }`, or errors as GraphQL does: UNAUTHENTICATED (401) when there is none that counts,
 * NOT_ALLOWED_NOW (409) when another tab was faster, FORBIDDEN (403) to pages that are not this church's, THROTTLED (429)
 * to an address that has nothing left in its budget.
 */
export const refreshRoute = (options: AuthOptions): RequestHandler =>
  withCookie(options, async (ctx, token, response) => {
    const refreshed = token === null ? null : await refreshByCookie(ctx, token)
    if (refreshed && !isRefusal(refreshed)) {
      response.json(refreshed)
      return
    }
    const code = refreshed?.errors[0].code === 'NOT_ALLOWED_NOW' ? 'NOT_ALLOWED_NOW' : 'UNAUTHENTICATED'
    const message = refreshed?.errors[0].message ?? 'There is no refresh token in a cookie: sign in.'
    response.status(code === 'UNAUTHENTICATED' ? 401 : 409).json({ errors: [{ message, extensions: { code } }] })
  })

/** `POST /auth/sign-out`: ends the session whose refresh token is in the cookie, and clears it. Answers 204. */
export const signOutRoute = (options: AuthOptions): RequestHandler =>
  withCookie(options, async (ctx, token, response) => {
    if (token !== null) await signOutByCookie(ctx, token)
    response.status(204).end()
  })

type CookieWork = (ctx: Ctx, token: string | null, response: Response) => Promise<void>

function withCookie({ parts, catalogue, baseDomain, isProduction }: AuthOptions, work: CookieWork): RequestHandler {
  return async (request: Request, response) => {
    const church = await findNamed(catalogue, churchOfRequest(request, baseDomain))
    if (!church) throw nameTheChurch()
    const door = { subdomain: church.subdomain, catalogue, baseDomain, isProduction }
    await assertOwnPage(request, door)
    const refreshCookie = refreshCookieOf(request, response, door)
    const ctx = ctxFor(parts, { church, token: noToken, origin: parts.originOf(request), refreshCookie }, null)
    try {
      response.set('cache-control', 'no-store')
      await judgeEntry(parts, ctx)
      await work(ctx, tokenInCookie(request), response)
    } finally {
      await endCtx(ctx)
    }
  }
}
