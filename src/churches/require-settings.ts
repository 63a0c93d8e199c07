import { notAllowed, notSignedIn } from '../platform/blocked.js'
import type { Ctx } from '../platform/context.js'
import { mayManageSettings, mayReadSettings } from './settings.policy.js'

/** Hands `ctx` on to a use case that reads settings. Throws UNAUTHENTICATED, or FORBIDDEN without `settings.read`. */
export function asReaderOfSettings(ctx: Ctx): Ctx {
  if (!ctx.viewer) throw ctx.refusedToken ?? notSignedIn()
  if (!mayReadSettings(ctx.viewer)) throw notAllowed('This needs the right settings.read, for the whole church.')
  return ctx
}

/** Hands `ctx` on to a use case that changes settings. Throws UNAUTHENTICATED, or FORBIDDEN without `settings.manage`. */
export function asManagerOfSettings(ctx: Ctx): Ctx {
  if (!ctx.viewer) throw ctx.refusedToken ?? notSignedIn()
  if (!mayManageSettings(ctx.viewer)) throw notAllowed('This needs the right settings.manage, for the whole church.')
  return ctx
}
