import { Blocked } from '../platform/blocked.js'
import type { Needs, Viewer } from '../platform/context.js'
import type { Instant } from '../platform/instant.js'
import { grantsOf } from './api-key.js'
import { findLiveKey } from './api-keys.repository.js'
import { hashOf } from './key-text.js'

/** A key that asks, as a viewer. */
export interface KeyViewer {
  readonly viewer: Viewer
  readonly lastUsedAt: Instant | null
}

/** What a key is answered that does not count, whatever the reason. */
export const keyDoesNotCount = (): Blocked => new Blocked('UNAUTHENTICATED', 'This API key is not valid here.')

/**
 * The viewer behind an API key of this church, in one look-up; what it may do stands in the key. Throws UNAUTHENTICATED for
 * one that is unknown, over or revoked, alike.
 */
export async function findKeyViewer(ctx: Needs<'control'>, text: string): Promise<KeyViewer> {
  const key = await ctx.control.read((control) => findLiveKey(control, hashOf(text), ctx.clock.now()))
  if (!key) throw keyDoesNotCount()
  const viewer = {
    ...{ userId: key.id, apiKeyId: key.id, sessionId: key.id, name: key.name, email: '' },
    ...{ memberId: null, roles: [], roleIds: [], grants: grantsOf(key.scopes) },
  }
  return { viewer, lastUsedAt: key.lastUsedAt }
}
