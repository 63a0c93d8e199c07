import { findViewer } from '../access/index.js'
import { findKeyViewer } from '../api-keys/index.js'
import type { Church } from '../churches/index.js'
import { Blocked, notSignedIn } from '../platform/blocked.js'
import type { Ctx, Origin, Viewer } from '../platform/context.js'
import { Loaders } from '../platform/loaders.js'
import { childWhenNeeded } from '../platform/log.js'
import type { Announced } from '../platform/outbox/announcement.js'
import type { Reaction } from '../platform/outbox/reaction.js'
import type { RefreshCookie } from '../platform/refresh-cookie.js'
import type { Refusal } from '../platform/refusal.js'
import { refuseOutside } from '../platform/transaction.js'
import { explainMove } from './explain-move.js'
import { type Parts, throttleOf } from './parts.js'
import type { TokenRead } from './read-token.js'
import { endCtx } from './somewhere.js'

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
    tokens: parts.tokens,
    seals: parts.seals,
    limits: parts.limits,
    throttle: throttleOf(parts, church.id),
    files: parts.files,
    fileLinks: parts.fileLinks,
    clock: parts.clock,
    dns: parts.dns,
    baseDomain: parts.baseDomain,
    log: childWhenNeeded(parts.log, { church: church.subdomain, requestId: origin.requestId }),
    loaders: new Loaders(),
    ...outsideTransactions,
    churchNow: source.churchNow ?? (async () => church),
    viewerNow: source.viewerNow ?? (async () => viewer),
    // A request's own ctx lasts too short to learn anything.
    whenRightsChange: source.whenRightsChange ?? (() => () => undefined),
    afresh: (work) => afresh(parts, source, work),
    live: parts.live,
    changes: parts.changes,
    unit: unitOf(parts, church, session),
  }
}

/** What transactions of a ctx run in. */
const unitOf = (parts: Parts, church: Church, session: Ctx['unit']['session']): Ctx['unit'] => ({
  session,
  answer: (inner, announced) => answer(parts.reactions, inner, announced),
  committed: (stored) => parts.relay.committed(church.cell, stored),
  explain: (error) => explainMove(parts.catalogue, church, error),
  current: null,
})

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

/** Runs every reaction to what was announced, in the transaction that `ctx` stands in. */
async function answer(reactions: readonly Reaction[], ctx: object, announced: Announced): Promise<Refusal | null> {
  for (const { to, react } of reactions) {
    // inTransaction hands on the ctx it was given, which was made here.
    const no = to === announced.kind ? await react(ctx as Ctx, announced.body) : null
    if (no) return no
  }
  return null
}
