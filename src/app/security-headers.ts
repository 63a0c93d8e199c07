import type { RequestHandler } from 'express'

const year = 31_536_000

const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
}
const inProduction = { ...always, 'strict-transport-security': `max-age=${year}; includeSubDomains` }

/**
 * What every answer tells browsers, errors included: it is data, never a page; it is kept by nobody and shown in no frame
 * (OWASP REST Security). In production also: come back by TLS only (RFC 6797). Pages say otherwise for themselves.
 */
export const securityHeadersOf = (isProduction: boolean): Readonly<Record<string, string>> =>
  isProduction ? inProduction : always

/** Writes them on every answer. */
export const securityHeaders =
  (isProduction: boolean): RequestHandler =>
  (_request, response, next) => {
    response.set(securityHeadersOf(isProduction))
    next()
  }
