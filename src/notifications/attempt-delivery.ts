import { unaudited } from '../platform/audit/audit-entry.js'
import type { Ctx } from '../platform/context.js'
import { WrongMail } from '../platform/mail/mail.js'
import { inTransaction } from '../platform/transaction.js'
import { buryAddress, type DueItem, type Ending, endDeliveries, failTry } from './deliveries.repository.js'

/** Something to be handed over, and what it is about. */
export interface HandOver {
  readonly items: readonly DueItem[]
  /** Where it goes, if that is an address that may be dead. */
  readonly address: string | null
  readonly send: () => Promise<void>
}

/** Runs `work` in a transaction about deliveries alone. */
export const settle = <Outcome>(ctx: Ctx, work: (ctx: Ctx) => Promise<Outcome>): Promise<Outcome> =>
  inTransaction(ctx, async (inner) => {
    inner.audit(unaudited('only the deliveries of what was told'))
    return work(inner)
  })

/** Ends the deliveries of these items. */
export async function end(
  ctx: Ctx,
  items: readonly DueItem[],
  ending: Pick<Ending, 'status' | 'error'>,
): Promise<void> {
  if (items.length === 0) return
  await settle(ctx, ({ db, clock }) => endDeliveries(db, { ...ending, ids: idsOf(items), now: clock.now() }))
}

/** Makes a try and writes down how it ended; what the server of an address refuses for good ends the address, too. */
export async function attempt(ctx: Ctx, { items, address, send }: HandOver): Promise<void> {
  try {
    await send()
  } catch (error) {
    const reason = String(error).slice(0, 500)
    ctx.log.warn({ why: reason, deliveries: idsOf(items) }, 'a delivery failed')
    if (!(error instanceof WrongMail)) return settle(ctx, ({ db }) => failTry(db, idsOf(items), reason))
    if (!isAboutTheAddress(error)) return end(ctx, items, { status: 'FAILED', error: reason })
    if (address !== null) await settle(ctx, ({ db }) => buryAddress(db, address, reason))
    return end(ctx, items, { status: 'SUPPRESSED', error: reason })
  }
  await end(ctx, items, { status: 'SENT', error: null })
}

/** The envelope was refused: nobody is there. */
const isAboutTheAddress = ({ cause }: Error): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'EENVELOPE'

const idsOf = (items: readonly DueItem[]): readonly string[] => items.map(({ id }) => id)
