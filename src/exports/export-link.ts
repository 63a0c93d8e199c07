import type { AccessClaims } from '../platform/access-tokens.js'
import { Blocked, notAllowed } from '../platform/blocked.js'
import type { Ctx } from '../platform/context.js'
import { addSeconds, type Instant, isBefore } from '../platform/instant.js'
import type { ExportedList, ExportRequest } from './exported-list.js'

/** How long a link counts, in seconds: long enough to be handed to a browser, too short to be kept. */
const linkSeconds = 300

/** What a link stands for: who asked, in which session, for what. */
interface Sealed {
  /** Of the list: kinds are shared. */
  readonly path: string
  readonly request: ExportRequest
  readonly claims: AccessClaims
  readonly expiresAt: Instant
}

/** What an export's link leads to. */
export interface OpenedLink<Wanted extends object, Name extends string> {
  readonly request: ExportRequest<Wanted, Name>
  /** Whose link it is; whether that session and account still count is asked by whoever follows it. */
  readonly claims: AccessClaims & { readonly expiresAt: Instant }
}

// Bound to the church: what was sealed for one cannot be opened for another.
const placeIn = (churchId: string) => ({ column: 'export.link', rowId: churchId })

/** A link to `request` of `list`, good for five minutes: it says nothing to whoever reads it, searches neither. */
export function sealLink(
  {
    church,
    clock,
    seals,
    bearer,
    origin,
    page,
  }: Pick<Ctx, 'church' | 'clock' | 'seals' | 'bearer' | 'origin' | 'page'>,
  { path }: Pick<ExportedList, 'path'>,
  request: ExportRequest,
): { readonly url: string; readonly expiresAt: Instant } {
  if (!bearer) throw notAllowed('This is for people: an API key asks for the file itself.')
  const { userId, sessionId, epoch } = bearer
  const expiresAt = addSeconds(clock.now(), linkSeconds)
  const sealed: Sealed = { path, request, claims: { userId, sessionId, epoch, churchId: church.id }, expiresAt }
  const link = seals.seal(JSON.stringify(sealed), placeIn(church.id)).toString('base64url')
  // Where the client has just reached us; whether by TLS is known from the church's pages alone, a proxy may end it.
  const pages = new URL(page(''))
  const url = new URL(`/api/v1/${path}/${routeOf(request.format)}/`, `${pages.protocol}//${origin.host ?? pages.host}`)
  url.search = new URLSearchParams({ church: church.subdomain, link }).toString()
  return { url: url.href, expiresAt }
}

/** The last part of the route of a format. */
export const routeOf = (format: ExportRequest['format']): string => (format === 'CSV' ? 'export-csv' : 'export-excel')

/**
 * What `link` leads to. Throws UNAUTHENTICATED for one of another church, list or format, or that was changed, and
 * TOKEN_EXPIRED when its time is over.
 */
export function openLink<Wanted extends object, Name extends string>(
  { church, clock, seals }: { readonly church: { readonly id: string } } & Pick<Ctx, 'clock' | 'seals'>,
  { list, format }: { readonly list: ExportedList<Wanted, Name>; readonly format: ExportRequest['format'] },
  link: string,
): OpenedLink<Wanted, Name> {
  const sealed = opened(() => seals.open(Buffer.from(link, 'base64url'), placeIn(church.id)))
  if (sealed?.path !== list.path || sealed.request.format !== format) {
    throw new Blocked('UNAUTHENTICATED', 'This link is not valid: ask for a new one.')
  }
  const { request, claims, expiresAt } = sealed
  if (!isBefore(clock.now(), expiresAt)) throw new Blocked('TOKEN_EXPIRED', 'This link has expired: ask for a new one.')
  // Sealed by us for this list: what it was asked for by is what it is.
  return { request: request as ExportRequest<Wanted, Name>, claims: { ...claims, expiresAt } }
}

function opened(open: () => string): Sealed | null {
  try {
    // Only what we sealed opens at all.
    return JSON.parse(open()) as Sealed
  } catch {
    return null
  }
}
