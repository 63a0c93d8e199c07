import type { Needs } from '../platform/context.js'
import type { ControlDb } from '../platform/db/handles.js'
import { refuse } from '../platform/refusal.js'
import { inTransaction } from '../platform/transaction.js'
import { changeOwnChurch } from './change-church.js'
import { changeChurch, renameOwnChurch } from './church-change.repository.js'
import { type ChurchProfile, churchProfileFaults, tidyChurchProfile } from './church-profile.js'
import { changeFiscalStart, lockChurchSettings } from './church-settings.repository.js'

/** What becomes of the fields named. */
export interface UpdateChurch extends ChurchProfile {
  readonly expectedVersion?: number | null
}

/**
 * Changes what the church says of itself. A new denomination changes defaults of features, not choices. Currency and
 * fiscal year may change as long as nothing was paid, which is always, until payments exist.
 *
 * Refuses REQUIRED, TOO_LONG, INVALID for all faulty fields at once; STALE_VERSION when `expectedVersion` is sent and old;
 * SUBDOMAIN_TAKEN, also while another church is about to take it, and NOT_ALLOWED_NOW for a second subdomain within thirty
 * days. Locks the church.
 */
export async function updateChurch(ctx: Needs<'control'>, { expectedVersion, ...input }: UpdateChurch) {
  const profile = tidyChurchProfile(input)
  const faults = churchProfileFaults(profile)
  if (faults) return faults

  const { subdomain, fiscalStartMonth, ...written } = profile
  const changeRow = () =>
    changeOwnChurch(ctx, { action: 'church.update', expectedVersion }, async (control) => {
      const refused = subdomain ? await rename(control, subdomain) : undefined
      if (refused) return refused
      await changeChurch(control, ctx.church.id, { ...written, now: ctx.clock.now() })
      return undefined
    })
  if (!fiscalStartMonth) return changeRow()
  // Around the other: whoever holds a church's connection may wait for the catalogue, not the other way round.
  return inTransaction(ctx, async (ctx) => {
    await changeFiscal(ctx, fiscalStartMonth)
    return changeRow()
  })
}

async function changeFiscal({ db, clock, audit, church }: Needs<never>, month: number): Promise<void> {
  const { fiscalStartMonth } = await lockChurchSettings(db)
  await changeFiscalStart(db, { month, now: clock.now() })
  const images = { before: { fiscalStartMonth }, after: { fiscalStartMonth: month } }
  audit({ action: 'church.changeFiscalYear', entity: 'church', entityId: church.id, ...images })
}

async function rename(control: ControlDb, subdomain: string) {
  switch (await renameOwnChurch(control, subdomain)) {
    case 'TAKEN':
      return refuse('SUBDOMAIN_TAKEN', 'Another church has this subdomain.', ['subdomain'])
    case 'TOO_SOON':
      return refuse('NOT_ALLOWED_NOW', 'A subdomain changes once in thirty days.', ['subdomain'])
    case 'UNKNOWN':
      throw new Error('A church vanished while it was locked.')
    case 'RENAMED':
    default:
      return undefined
  }
}
