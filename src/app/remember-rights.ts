import type { Church } from '../churches/index.js'
import { notSignedIn } from '../platform/blocked.js'
import type { Ctx, Viewer } from '../platform/context.js'
import { addSeconds, type Instant, isBefore } from '../platform/instant.js'
import { ctxFor, type Source } from './context.js'
import { rightsSeconds } from './known-viewers.js'
import type { Parts } from './parts.js'
import type { RightsChange } from './socket-rights.js'

/** What a socket knows of its viewer. */
export interface RememberedRights {
  /** A new ctx with the viewer's rights as last heard. Throws UNAUTHENTICATED or TOKEN_EXPIRED once the token counts no more. */
  freshCtx(): Promise<Ctx>
  /** The viewer as last read; null before that and after `forget`. */
  known(): Viewer | null
  /** Reads the viewer anew next time; when the person changed, tells whoever asked for it by `whenRightsChange`. */
  forget(changed: RightsChange): void
}

/**
 * Remembers the rights of one viewer for as long as nothing is heard of a change.
 *
 * Not in the memory of requests (`KnownViewers`), which forgets all of a church with each of its writes: every message
 * follows a write, and each would have all sockets of its church read their viewers anew. A socket is told whose rights
 * changed, and forgets those alone.
 */
export function rememberRights(
  parts: Parts,
  entered: Omit<Source, 'whenRightsChange' | 'viewerNow'> & Pick<Required<Source>, 'churchNow'>,
): RememberedRights {
  let kept: { readonly viewer: Viewer; readonly until: Instant } | null = null
  let changes = 0
  const listeners = new Set<() => void>()
  const whenRightsChange = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

  const viewerIn = async (church: Church): Promise<Viewer> => {
    const now = parts.clock.now()
    if (kept && isBefore(now, kept.until)) return kept.viewer
    const seen = changes
    const { claims, refused } = entered.token
    if (!claims) throw refused ?? notSignedIn()
    const viewer = await parts.findViewer({ church, claims })
    // What was read while it changed may be the old.
    if (seen === changes) kept = { viewer, until: addSeconds(now, rightsSeconds) }
    return viewer
  }
  const viewerNow = async (): Promise<Viewer> => viewerIn(await entered.churchNow())

  return {
    known: () => kept?.viewer ?? null,
    forget(changed) {
      changes += 1
      kept = null
      if (changed === 'person') for (const listener of listeners) listener()
    },
    async freshCtx() {
      // Features that were switched meanwhile, a suspension: what the catalogue knows costs nothing to ask.
      const church = await entered.churchNow()
      return ctxFor(parts, { ...entered, church, whenRightsChange, viewerNow }, await viewerIn(church))
    },
  }
}
