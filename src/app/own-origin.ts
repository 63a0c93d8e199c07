/** Whose pages may call the server. */
export interface Home {
  readonly baseDomain: string
  readonly isProduction: boolean
}

/**
 * Tells whether an `Origin` header (RFC 6454) names a page of ours: of the base domain, of a church's host, or, while
 * developing, of this machine. In production only pages that came over TLS count, unless the domain is this machine's.
 *
 * The seam for churches' own domains: whoever adds them asks the catalogue here too.
 */
export function ownOrigin({ baseDomain, isProduction }: Home): (origin: string) => Promise<boolean> {
  const isLocal = baseDomain === 'localhost'
  const scheme = isProduction && !isLocal ? 'https' : 'https?'
  const own = new RegExp(
    String.raw`^${scheme}://([a-z0-9-]+\.)?${baseDomain.replaceAll('.', String.raw`\.`)}(:\d{1,5})?$`,
  )
  const local = /^https?:\/\/(([a-z0-9-]+\.)?localhost|127\.0\.0\.1)(:\d{1,5})?$/
  return async (origin) => own.test(origin) || (!isProduction && local.test(origin))
}
