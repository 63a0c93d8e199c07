import type { Ctx } from '../platform/context.js'

/** What an address of an import is made of. */
export type Whereabouts = Pick<Ctx, 'church' | 'origin' | 'page'>

/**
 * The address of something of an import. Where the client has just reached us, which need not be where the church's pages
 * are; whether by TLS is known from those alone, a proxy may end it.
 */
export function importAddress(
  { church, origin, page }: Whereabouts,
  path: `${string}/${'file' | 'refused-rows'}`,
  parameters: Readonly<Record<string, string>> = {},
): string {
  const url = new URL(page(`api/v1/imports/${path}`))
  if (origin.host) url.host = origin.host
  url.search = new URLSearchParams({ church: church.subdomain, ...parameters }).toString()
  return url.href
}
