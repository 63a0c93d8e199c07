import { notSignedIn } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'

/** The viewer; throws UNAUTHENTICATED (or TOKEN_EXPIRED) when nobody is signed in. */
export function requireViewer(ctx: Needs<'viewer' | 'refusedToken'>): Viewer {
  if (!ctx.viewer) throw ctx.refusedToken ?? notSignedIn()
  return ctx.viewer
}
