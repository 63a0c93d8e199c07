import { findViewer } from '../access/index.js'
import { findKeyViewer, isKeyText, keyDoesNotCount, type KeyUses, readKeyText } from '../api-keys/index.js'
import type { Catalogue, Church } from '../churches/index.js'
import { findSuperAdmin } from '../identity/index.js'
import type { AccessTokens, VerifiedClaims } from '../platform/access-tokens.js'
import { Blocked, notAllowed, notSignedIn } from '../platform/blocked.js'
import type { Clock } from '../platform/clock.js'
import type { Bearer, Ctx, Origin, Viewer } from '../platform/context.js'
import type { Dns } from '../platform/dns.js'
import type { FileLinks } from '../platform/files/file-links.js'
import type { FileStore } from '../platform/files/file-store.js'
import type { Limits } from '../platform/limits/limits.js'
import { type Throttle, throttleIn } from '../platform/limits/throttle.js'
import type { ChangeFeed } from '../platform/live/change-feed.js'
import type { Hub } from '../platform/live/hub.js'
import { Loaders } from '../platform/loaders.js'
import type { Lobby } from '../platform/lobby.js'
import { childWhenNeeded, type Log } from '../platform/log.js'
import type { Announced } from '../platform/outbox/announcement.js'
import type { Reaction } from '../platform/outbox/reaction.js'
import type { Relay } from '../platform/outbox/relay.js'
import type { RefreshCookie } from '../platform/refresh-cookie.js'
import type { Refusal } from '../platform/refusal.js'
import type { Seals } from '../platform/seals.js'
import type { Gate } from '../platform/tenancy/gate.js'
import type { WarmPool } from '../platform/tenancy/warm-pool.js'
import { refuseOutside } from '../platform/transaction.js'
import { explainMove } from './explain-move.js'
import type { FindViewerTogether } from './find-viewers-together.js'
import type { KnownViewers } from './known-viewers.js'
import type { OriginOf } from './origin.js'
import type { TrustedDocuments } from './trusted-documents.js'

/** What every ctx of a process shares. */
export interface Parts {
  readonly gate: Gate
  readonly catalogue: Catalogue
  readonly tokens: AccessTokens
  readonly seals: Seals
  readonly files: FileStore
  readonly fileLinks: FileLinks
  /** Where churches' pages are; `{church}` stands for the subdomain. */
  readonly pagesUrl: string
  readonly relay: Relay
  readonly live: Hub
  readonly changes: ChangeFeed
  /** Finds the viewers of sockets, many at once. */
  readonly findViewer: FindViewerTogether
  /** Remembers the viewers of requests. */
  readonly viewers: KnownViewers
  /** Notes when API keys are used. */
  readonly keyUses: KeyUses
  readonly pool: WarmPool
  readonly limits: Limits
  readonly originOf: OriginOf
  readonly documents: TrustedDocuments
  readonly isProduction: boolean
  /** Whether throttles, budgets and the numbers of sockets hold; what one operation may be always does. */
  readonly isRateLimited: boolean
  readonly reactions: readonly Reaction[]
  readonly clock: Clock
  readonly log: Log
  readonly dns: Dns
  readonly baseDomain: string
}

/** What a token turned out to be. */
export type TokenRead =
  | { readonly claims: VerifiedClaims; readonly refused: null; readonly bearer: Bearer; readonly apiKey?: never }
  /** With an API key that may be one of this church: whether it counts is asked when a ctx is opened. */
  | {
      readonly claims: null
      readonly refused: Blocked | null
      readonly bearer: Bearer | null
      readonly apiKey?: string
    }

/** Whose request it is and where from. */
export interface Source {
  readonly church: Church
  readonly token: TokenRead
  readonly origin: Origin
  /** Left out where no browser waits for headers. */
  readonly refreshCookie?: RefreshCookie
  /** The same church as it is later, for what outlives a request. */
  readonly churchNow?: () => Promise<Church>
  /** The viewer as they are later, for what outlives a request. */
  readonly viewerNow?: () => Promise<Viewer>
  /** Tells when the viewer's rights or groups may have changed, for what outlives a request. */
  readonly whenRightsChange?: (listener: () => void) => () => void
}

/** What stands for no token at all. */
export const noToken: TokenRead = { claims: null, refused: null, bearer: null }

/**
 * Reads an access token for `church`; null stands for none. One that cannot be used is remembered, not thrown: signing in
 * must work with an old token in the header. Throws FORBIDDEN at once when it belongs to another church.
 */
export async function readToken(tokens: AccessTokens, token: string | null, church: Church): Promise<TokenRead> {
  if (token === null) return noToken
  if (isKeyText(token)) return readKey(token, church)
  try {
    const claims = await tokens.verify(token)
    if (claims.churchId !== church.id) throw notAllowed('The token belongs to another church than the host or header.')
    return { claims, refused: null, bearer: claims }
  } catch (error) {
    if (!(error instanceof Blocked) || error.code === 'FORBIDDEN') throw error
    const past = error.code === 'TOKEN_EXPIRED' ? await tokens.verifyEvenOver(token) : null
    return { claims: null, refused: error, bearer: past?.churchId === church.id ? past : null }
  }
}

/** Like `readToken`, for an API key; FORBIDDEN for another church's is read off the key, whether it exists or not. */
function readKey(apiKey: string, church: Church): TokenRead {
  const read = readKeyText(apiKey, church.id)
  if (read === 'ANOTHER') throw notAllowed('The API key belongs to another church than the host or header.')
  return read === 'MALFORMED'
    ? { claims: null, bearer: null, refused: keyDoesNotCount() }
    : { claims: null, bearer: null, refused: null, apiKey }
}

/** A ctx with the rights its viewer holds now. Whoever opens one ends it with `endCtx`. */
export async function openCtx(parts: Parts, source: Source): Promise<Ctx> {
  const { church, token } = source
  const { claims, apiKey } = token
  const known = claims && parts.viewers.known(church, claims)
  const ctx = ctxFor(parts, source, known)
  if (known || (!claims && apiKey === undefined)) return ctx
  try {
    if (claims) return { ...ctx, viewer: await parts.viewers.read(church, claims, () => findViewer(ctx, claims)) }
    return { ...ctx, viewer: await letKeyIn(parts, ctx, apiKey ?? '') }
  } catch (error) {
    if (error instanceof Blocked) return { ...ctx, refusedToken: error }
    await endCtx(ctx)
    throw error
  }
}

async function letKeyIn({ keyUses }: Parts, ctx: Ctx, apiKey: string): Promise<Viewer> {
  const { viewer, lastUsedAt } = await findKeyViewer(ctx, apiKey)
  keyUses.used({ churchId: ctx.church.id, id: viewer.userId, lastUsedAt })
  return viewer
}

/** What happens is told where it is committed. */
const outsideTransactions = {
  announce: refuseOutside,
  audit: refuseOutside,
  deliver: refuseOutside,
  enqueue: refuseOutside,
} as const

/** A ctx for a viewer whose rights are known, without asking for them again. */
export function ctxFor(parts: Parts, source: Source, viewer: Viewer | null): Ctx {
  const { church, origin, token } = source
  const place = { cell: church.cell, key: church.placeKey }
  const session = parts.gate.church(place)
  return {
    church,
    get db() {
      return session.db
    },
    longReading: () => parts.gate.longReading(place),
    control: parts.gate.control(church.id),
    page: (path) => new URL(path, `${parts.pagesUrl.replaceAll('{church}', church.subdomain)}/`).href,
    viewer,
    refusedToken: token.refused,
    bearer: token.bearer,
    origin,
    refreshCookie: source.refreshCookie ?? null,
    ...{ tokens: parts.tokens, seals: parts.seals, limits: parts.limits, throttle: throttleOf(parts, church.id) },
    ...{ files: parts.files, fileLinks: parts.fileLinks },
    ...{ clock: parts.clock, dns: parts.dns, baseDomain: parts.baseDomain },
    log: childWhenNeeded(parts.log, { church: church.subdomain, requestId: origin.requestId }),
    loaders: new Loaders(),
    ...outsideTransactions,
    ...laterIn(source, viewer),
    afresh: (work) => afresh(parts, source, work),
    live: parts.live,
    changes: parts.changes,
    unit: {
      session,
      answer: (inner, announced) => answer(parts.reactions, inner, announced),
      committed: (stored) => parts.relay.committed(church.cell, stored),
      explain: (error) => explainMove(parts.catalogue, church, error),
      current: null,
    },
  }
}

/** Runs `work` in a ctx of its own, for the church and the viewer as they are at that moment. */
async function afresh<T>(parts: Parts, source: Source, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const fresh = await openCtx(parts, { ...source, church: (await source.churchNow?.()) ?? source.church })
  try {
    if ((source.token.claims ?? source.token.apiKey) && !fresh.viewer) throw fresh.refusedToken ?? notSignedIn()
    return await work(fresh)
  } finally {
    await endCtx(fresh)
  }
}

const throttleOf = ({ isRateLimited, limits }: Parts, church: string | null): Throttle =>
  isRateLimited ? throttleIn(limits, church) : async () => undefined

/** What a ctx can learn of the time after its request; a request's own ctx lasts too short to learn anything. */
const laterIn = ({ church, churchNow, viewerNow, whenRightsChange }: Source, viewer: Viewer | null) => ({
  churchNow: churchNow ?? (async () => church),
  viewerNow: viewerNow ?? (async () => viewer),
  whenRightsChange: whenRightsChange ?? (() => () => undefined),
})

/** Runs every reaction to what was announced, in the transaction that `ctx` stands in. */
async function answer(reactions: readonly Reaction[], ctx: object, announced: Announced): Promise<Refusal | null> {
  for (const { to, react } of reactions) {
    // inTransaction hands on the ctx it was given, which was made here.
    const no = to === announced.kind ? await react(ctx as Ctx, announced.body) : null
    if (no) return no
  }
  return null
}

/** What an operation runs in: a church, or the lobby before one. */
export type Somewhere = Ctx | Lobby

/** Who asks in the lobby: nobody, a super-admin, or somebody whose token makes him none. */
export type Caller = Pick<Lobby, 'superAdmin' | 'refusedToken'>

/** Finds out whether `token` is a super-admin's, by the account as it is now; null stands for none. Never throws a no. */
export async function findCaller({ gate, tokens }: Parts, token: string | null): Promise<Caller> {
  if (token === null) return { superAdmin: null, refusedToken: null }
  try {
    return { superAdmin: await findSuperAdmin(gate.platform(), await tokens.verify(token)), refusedToken: null }
  } catch (error) {
    if (error instanceof Blocked) return { superAdmin: null, refusedToken: error }
    throw error
  }
}

/** Where a lobby is opened, and for whom. */
export interface Arrival {
  readonly catalogue: Catalogue
  readonly origin: Origin
  readonly caller: Caller
}

/** The lobby for one request. Whoever opens one ends it with `endCtx`: a church may have been entered meanwhile. */
export function openLobby(parts: Parts, { catalogue, origin, caller }: Arrival): Lobby {
  const { gate, tokens, clock, pool } = parts
  return {
    church: null,
    origin,
    ...caller,
    tokens,
    limits: parts.limits,
    throttle: throttleOf(parts, null),
    clock,
    log: childWhenNeeded(parts.log, { requestId: origin.requestId }),
    files: parts.files,
    catalogue: gate.catalogue(),
    platform: gate.platform(),
    accountsOf: (churchId) => gate.control(churchId),
    inChurch: (place, work) => gate.church(place).transaction(work, () => true),
    openCells: () => pool.openCells(),
    buildWarmChurch: () => pool.build(),
    refill: () => pool.refill(),
    async enter(subdomain) {
      catalogue.forget(subdomain)
      const church = await catalogue.findChurch(subdomain)
      // GraphQL hands one value to the whole operation (Apollo, a copy of it): from here on it is the ctx of the church.
      Object.assign(this, ctxFor(parts, { church, token: noToken, origin }, null))
      return church
    },
  }
}

/** Gives back what a ctx holds. May be called more than once; never throws. */
export async function endCtx(somewhere: Somewhere): Promise<void> {
  if ('unit' in somewhere) await somewhere.unit.session.end()
}
