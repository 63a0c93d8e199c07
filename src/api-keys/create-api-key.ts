import { requireViewer } from '../access/index.js'
import { tellAudit } from '../platform/audit/tell-audit.js'
import type { Needs } from '../platform/context.js'
import { newId } from '../platform/ids.js'
import type { Instant } from '../platform/instant.js'
import { refuseAll, type Refusal, type sharedRefusals } from '../platform/refusal.js'
import { textFaults, trimmed } from '../platform/text.js'
import { type ApiKey, type apiKeyRefusals, expiryFaults, scopeFaults } from './api-key.js'
import { addApiKey } from './api-keys.repository.js'
import { newKeyText } from './key-text.js'

/** A key to be made. */
export interface CreateApiKey {
  readonly name: string
  readonly scopes: readonly string[]
  readonly expiresAt: Instant
}

/** A key that was made. `key` is the secret itself: it is shown this once. */
export interface CreatedApiKey {
  readonly apiKey: ApiKey
  readonly key: string
}

/**
 * Makes a key for a program, with rights that the viewer holds in all of the church.
 *
 * Refuses REQUIRED, TOO_LONG, INVALID (no such right; expired, or later than in 365 days) and GRANT_EXCEEDED, all faults at
 * once. The audit log is told with the key: there is none that nobody was told of.
 */
export async function createApiKey(
  ctx: Needs<'control' | 'refusedToken'>,
  input: CreateApiKey,
): Promise<CreatedApiKey | Refusal<keyof typeof sharedRefusals | keyof typeof apiKeyRefusals>> {
  const viewer = requireViewer(ctx)
  const name = trimmed(input.name)
  const now = ctx.clock.now()
  const faults = refuseAll([
    ...textFaults({ name }, [{ field: 'name', maximum: 255, isRequired: true }]),
    ...scopeFaults(input.scopes, viewer),
    ...expiryFaults(input.expiresAt, now),
  ])
  if (faults) return faults

  const { text, prefix, hash } = newKeyText(ctx.church.id)
  const scopes = [...new Set(input.scopes)].toSorted()
  const key = { id: newId(ctx.clock), churchId: ctx.church.id, name: name ?? '', prefix, hash, scopes }
  const times = { createdBy: viewer.userId, createdAt: now, expiresAt: input.expiresAt }
  const apiKey = await ctx.control.write(async (control) => {
    const after = await addApiKey(control, { ...key, ...times })
    await tellAudit(ctx, control, { action: 'apiKey.create', entity: 'apiKey', entityId: after.id, after })
    return after
  })
  return { apiKey, key: text }
}
