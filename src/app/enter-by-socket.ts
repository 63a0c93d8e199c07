import type { IncomingMessage } from 'node:http'
import type { Catalogue, Church } from '../churches/index.js'
import { type Blocked, type BlockedCode, nameTheChurch, notAllowed, notSignedIn } from '../platform/blocked.js'
import type { Ctx, Viewer } from '../platform/context.js'
import { addSeconds, type Instant, isBefore } from '../platform/instant.js'
import { churchOfRequest, findNamed } from './church-of-request.js'
import { ctxFor, endCtx, openCtx, type Parts, readToken, type Source } from './context.js'
import type { SocketOwner } from './open-sockets.js'
import { bearerToken } from './origin.js'

/** How long a socket's viewer is believed to hold the same rights, in seconds (domain.md, 6.2). */
const rightsSeconds = 30

/** Somebody let in through a socket. */
export interface SocketEntry {
  readonly source: Source
  readonly owner: SocketOwner
  /** When the token ends, and the socket with it. */
  readonly expiresAt: Instant
  /** A new ctx with the viewer's rights, at most 30 seconds old. Throws UNAUTHENTICATED once the token counts no more. */
  freshCtx(): Promise<Ctx>
  /** Throws when the church may not be entered any more. */
  stillOpen(): Promise<void>
}

/** What is needed to let somebody in. */
export interface Door {
  readonly parts: Parts
  readonly catalogue: Catalogue
  readonly baseDomain: string
}

/**
 * Lets in who sends a token of the host's church as connection parameter `token` (or `authorization`, as over HTTP). On
 * the central host the church is named by the header `X-Church`, or a parameter of that name, since browsers send no
 * headers here. Throws UNAUTHENTICATED, TOKEN_EXPIRED, FORBIDDEN and the codes of `findChurch`.
 */
export async function enterBySocket(
  { parts, catalogue, baseDomain }: Door,
  request: IncomingMessage,
  parameters: Readonly<Record<string, unknown>>,
): Promise<SocketEntry> {
  const text = (name: string): string | null => textOf(parameters, name)
  const named = churchOfRequest(request, baseDomain, text('x-church'))
  const churchNow = async (): Promise<Church> => {
    const found = await findNamed(catalogue, named)
    if (!found) throw nameTheChurch()
    return found
  }
  const church = await churchNow()

  const sent = text('token') ?? text('authorization') ?? request.headers.authorization ?? null
  const token = await readToken(parts.tokens, sent && (bearerToken(sent) ?? sent), church)
  if (token.apiKey !== undefined) throw notAllowed('API keys have no live messages.')
  if (!token.claims) throw token.refused ?? notSignedIn()

  const source = { church, token, origin: parts.originOf(request), churchNow }
  const freshCtx = rememberRights(parts, source)
  // Nobody is greeted whose account is gone.
  await endCtx(await freshCtx())
  const owner = { churchId: church.id, userId: token.claims.userId }
  return { source, owner, expiresAt: token.claims.expiresAt, freshCtx, stillOpen: async () => void (await churchNow()) }
}

function rememberRights(
  parts: Parts,
  entered: Source & { readonly churchNow: () => Promise<Church> },
): () => Promise<Ctx> {
  let known: { readonly viewer: Viewer; readonly until: Instant } | null = null
  return async () => {
    // Features that were switched meanwhile, a suspension, another cell: what the catalogue knows costs nothing to ask.
    const source = { ...entered, church: await entered.churchNow() }
    const now = parts.clock.now()
    if (known && isBefore(now, known.until)) return ctxFor(parts, source, known.viewer)
    const ctx = await openCtx(parts, source)
    if (!ctx.viewer) throw ctx.refusedToken ?? notSignedIn()
    known = { viewer: ctx.viewer, until: addSeconds(now, rightsSeconds) }
    return ctx
  }
}

/** A connection parameter, whichever way its name is capitalised. */
function textOf(parameters: Readonly<Record<string, unknown>>, name: string): string | null {
  const [, value] = Object.entries(parameters).find(([key]) => key.toLowerCase() === name) ?? []
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

const closeCodes: Partial<Record<BlockedCode, number>> = {
  UNAUTHENTICATED: 4401,
  TOKEN_EXPIRED: 4403,
  FORBIDDEN: 4401,
  PASSWORD_CHANGE_REQUIRED: 4401,
  SECOND_FACTOR_REQUIRED: 4401,
  CHURCH_UPGRADING: 1013,
  SERVICE_UNAVAILABLE: 1013,
}

/** Which close code a client gets: its library retries 4403 with a new token and gives up at 4401. */
export const closeCodeOf = ({ code }: Blocked): number => closeCodes[code] ?? 4404
