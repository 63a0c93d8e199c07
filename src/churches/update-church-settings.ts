import type { Needs } from '../platform/context.js'
import { isRefusal, refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { changeChurchSettings, churchSettings, lockChurchSettings } from './church-settings.repository.js'
import { readSettingsChange } from './settings-faults.js'
import type { SettingsChange } from './settings.js'

/** One group of settings, and what becomes of those named. */
export interface UpdateChurchSettings extends SettingsChange {
  readonly expectedVersion?: number | null
}

/**
 * Changes the named settings of one group.
 *
 * Refuses INVALID unless exactly one group is named, REQUIRED, TOO_LONG and INVALID for all faulty settings at once, and
 * STALE_VERSION when `expectedVersion` is sent and old. Locks the settings.
 */
export async function updateChurchSettings(ctx: Needs<never>, input: UpdateChurchSettings) {
  const { expectedVersion, ...groups } = input
  const change = readSettingsChange(groups)
  if (isRefusal(change)) return change

  return inTransaction(ctx, async (ctx) => {
    const before = await lockChurchSettings(ctx.db)
    const { version } = before
    if ((expectedVersion ?? version) !== version) {
      return refuse('STALE_VERSION', 'Somebody else changed the settings meanwhile.', ['expectedVersion'])
    }
    await changeChurchSettings(ctx.db, { values: change.values, now: ctx.clock.now() })
    const after = await churchSettings(ctx.db)
    const { group } = change
    const images = { before: { ...before[group], version }, after: { ...after[group], version: after.version } }
    ctx.audit({ action: 'church.updateSettings', entity: 'church', entityId: ctx.church.id, ...images })
    return after
  })
}
