import type { Ctx } from '../platform/context.js'
import type { FileLink } from '../platform/files/file-links.js'
import { fromEpochSeconds, type Instant, toEpochSeconds } from '../platform/instant.js'

/** How long a link counts at most, in seconds; and how long one stays the same, so that browsers know it again. */
const linkSeconds = 300
const sameFor = 60

/** A link, and when it is over. */
export interface SignedLink {
  readonly url: string
  readonly expiresAt: Instant
}

/**
 * A link to a document of this church, good for four to five minutes without any token. Where the client has just reached
 * us; whether by TLS is known from the church's pages alone, a proxy may end it.
 */
export function linkTo(
  { church, clock, fileLinks, origin, page }: Pick<Ctx, 'church' | 'clock' | 'fileLinks' | 'origin' | 'page'>,
  { use, documentId }: Pick<FileLink, 'use' | 'documentId'>,
): SignedLink {
  const now = toEpochSeconds(clock.now())
  const expires = now - (now % sameFor) + linkSeconds
  const signature = fileLinks.sign({ use, churchId: church.id, documentId, expires })
  const url = new URL(page(`api/v1/photos/${documentId}`))
  if (origin.host) url.host = origin.host
  url.search = new URLSearchParams({ church: church.subdomain, expires: String(expires), signature }).toString()
  return { url: url.href, expiresAt: fromEpochSeconds(expires) }
}

/** Whether a link that somebody follows is ours, of this church, and not over. */
export function isOpen(
  { church, clock, fileLinks }: Pick<Ctx, 'church' | 'clock' | 'fileLinks'>,
  { signature, ...link }: Omit<FileLink, 'churchId'> & { readonly signature: string },
): boolean {
  const isOurs = fileLinks.isSigned({ ...link, churchId: church.id }, signature)
  return isOurs && toEpochSeconds(clock.now()) < link.expires
}
