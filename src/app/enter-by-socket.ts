import type { IncomingMessage } from 'node:http'
import type { Catalogue, Church } from '../churches/index.js'
import { Blocked, type BlockedCode, nameTheChurch, notAllowed, notSignedIn } from '../platform/blocked.js'
import type { Instant } from '../platform/instant.js'
import { churchOfRequest, findNamed, type NamedChurch } from './church-of-request.js'
import type { Source } from './context.js'
import type { SocketOwner } from './open-sockets.js'
import { bearerToken } from './origin.js'
import type { Parts } from './parts.js'
import { readToken } from './read-token.js'
import { rememberRights, type RememberedRights } from './remember-rights.js'
import { endCtx } from './somewhere.js'

/** Somebody let in through a socket. */
export interface SocketEntry {
  readonly source: Source
  readonly owner: SocketOwner
  /** When the token ends, and the socket with it. */
  readonly expiresAt: Instant
  /** The family of refresh tokens that the token came from. */
  readonly sessionId: string
  readonly rights: RememberedRights
  /** Throws when the church may not be entered any more, or the token counts no more. */
  readonly stillOpen: () => Promise<void>
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
 * headers here. Whether the account is still there, `stillOpen` tells. Throws UNAUTHENTICATED, TOKEN_EXPIRED, FORBIDDEN
 * and the codes of `findChurch`.
 */
export async function enterBySocket(
  { parts, catalogue, baseDomain }: Door,
  request: IncomingMessage,
  parameters: Readonly<Record<string, unknown>>,
): Promise<SocketEntry> {
  const { named, sent } = readGreeting(request, baseDomain, parameters)
  const church = await findNamed(catalogue, named)
  if (!church) throw nameTheChurch()

  const token = await readToken(parts.tokens, sent && (bearerToken(sent) ?? sent), church)
  if (token.apiKey !== undefined) throw notAllowed('API keys have no live messages.')
  if (!token.claims) throw token.refused ?? notSignedIn()

  const churchNow = (): Promise<Church> => lookAgain(catalogue, church, named)
  const source = { church, token, origin: parts.originOf(request), churchNow }
  const { userId, sessionId, expiresAt } = token.claims
  const rights = rememberRights(parts, source)
  const stillOpen = async (): Promise<void> => endCtx(await rights.freshCtx())
  return { source, owner: { churchId: church.id, userId }, sessionId, expiresAt, rights, stillOpen }
}

/** On its own, so that nothing of a greeting, the token least of all, stays in memory with what outlives it. */
function readGreeting(request: IncomingMessage, baseDomain: string, parameters: Readonly<Record<string, unknown>>) {
  const sent = textOf(parameters, 'token') ?? textOf(parameters, 'authorization')
  return {
    named: churchOfRequest(request, baseDomain, textOf(parameters, 'x-church')),
    sent: sent ?? request.headers.authorization ?? null,
  }
}

/**
 * The church that was entered, as it is by now, whatever it is called by now: under its old name there may be nobody, or
 * somebody else, and nobody else is let into the conversation. Throws the codes of `findChurch`.
 */
async function lookAgain(catalogue: Catalogue, { id, placeKey }: Church, named: NamedChurch): Promise<Church> {
  const found = await findNamed(catalogue, named).catch((error: unknown) => {
    if (error instanceof Blocked && error.code === 'TENANT_NOT_FOUND') return null
    throw error
  })
  if (found?.id === id) return found
  // Its key stays with it for as long as it lives.
  const { subdomain = null } = (await catalogue.whereIs(placeKey)) ?? {}
  const renamed = subdomain === null ? null : await catalogue.findChurch(subdomain)
  if (renamed?.id === id) return renamed
  throw new Blocked('TENANT_NOT_FOUND', 'There is no such church here any more.')
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
