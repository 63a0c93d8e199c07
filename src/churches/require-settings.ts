import { notAllowed, notSignedIn } from '../platform/blocked.js'
import type { Ctx, Viewer } from '../platform/context.js'
import { mayManageSettings, mayReadSettings } from './settings.policy.js'

/** A ctx whose viewer has been asked for the right. */
type Entitled = Ctx & { readonly viewer: Viewer }

/** Hands `ctx` on to a use case that reads settings. Throws UNAUTHENTICATED, or FORBIDDEN without `settings.read`. */
export function asReaderOfSettings(ctx: Ctx): Entitled {
  const viewer = viewerOf(ctx)
  if (!mayReadSettings(viewer)) throw notAllowed('This needs the right settings.read, for the whole church.')
  return { ...ctx, viewer }
}

/** Hands `ctx` on to a use case that changes settings. Throws UNAUTHENTICATED, or FORBIDDEN without `settings.manage`. */
export function asManagerOfSettings(ctx: Ctx): Entitled {
  const viewer = viewerOf(ctx)
  if (!mayManageSettings(viewer)) throw notAllowed('This needs the right settings.manage, for the whole church.')
  return { ...ctx, viewer }
}

function viewerOf({ viewer, refusedToken }: Ctx): Viewer {
  if (!viewer) throw refusedToken ?? notSignedIn()
  return viewer
}
