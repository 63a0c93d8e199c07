import type { AuditEntry, Unaudited } from './audit/audit-entry.js'
import { changesOf } from './audit/changes-of.js'
import { auditStatement } from './audit/store-audit.js'
import type { Needs } from './context.js'
import type { LastStatement } from './db/writing.js'
import type { Job } from './jobs/job.js'
import { jobStatement } from './jobs/jobs.repository.js'
import { Loaders } from './loaders.js'
import type { Announced, Delivery, Stored } from './outbox/announcement.js'
import { deliveryStatement, type Kept } from './outbox/outbox.repository.js'
import { isRefusal, type Refusal } from './refusal.js'
import type { Current } from './unit.js'

/**
 * Does `work` entirely or not at all, on the tables of this church.
 *
 * Commits when `work` returns an outcome; rolls back when it throws **or returns a refusal**, which is then returned.
 * Inside a transaction it joins that one. What was announced is answered by the newer domains just before the commit, and
 * what was delivered leaves after it, as do jobs that were enqueued. Afterwards the outer loaders read anew.
 *
 * What a newer domain refuses when it answers is returned as if `work` had refused it.
 *
 * Throws when nobody told the audit log what was done, nor why there is nothing to tell, and when a refusal that a joined
 * use case returned was dropped by its caller: half the work would be committed. Throws CHURCH_MOVING while the church is on
 * its way to another cell.
 */
export async function inTransaction<Slice extends Needs<never>, Outcome>(
  ctx: Slice,
  work: (ctx: Slice) => Promise<Outcome>,
): Promise<Outcome> {
  const { unit } = ctx
  if (unit.current) return join(ctx, unit.current, work)

  const current: Current = {
    ...{ announced: [], delivered: [], enqueued: [], audited: [] },
    ...{ isUnaudited: false, isRefused: false },
  }
  const write = async (db: Slice['db']): Promise<Outcome> => {
    const inner = inside(ctx, db, current)
    const result = await work(inner)
    if (isRefusal(result)) return result
    const no = await answerAnnouncements(inner, current)
    // A refusal is an outcome that every caller of a use case expects, also one that it has no code for.
    if (no) return no as Outcome
    if (current.isRefused) throw new Error('A refusal was dropped inside a transaction: return it instead.')
    assertAudited(current)
    return result
  }
  const stored: Stored[] = []
  const outcome = await unit.session
    .transaction(
      write,
      (result) => !isRefusal(result),
      (db) => gathered({ ...ctx, db }, current, stored),
    )
    .catch(async (error: unknown) => {
      throw await unit.explain(error)
    })

  ctx.loaders.clear()
  if (stored.length > 0) unit.committed(stored)
  return outcome
}

/** What has gathered, as the last statements of its transaction; messages are `stored` once that is committed. */
function gathered(ctx: Needs<never>, current: Current, stored: Stored[]): readonly LastStatement[] {
  const { db } = ctx
  const deliveries = [...current.delivered, ...changesOf(current.audited)].map((delivery) => ({
    query: deliveryStatement(db, delivery),
    // The statement answers with nothing else.
    answered: (rows: readonly unknown[]) => stored.push(...rows.map((row) => ({ ...(row as Kept), ...delivery }))),
  }))
  const jobs = current.enqueued.map((job) => ({ query: jobStatement(db, job) }))
  // Behind all others: it locks what every other transaction of this church will lock.
  const audit = current.audited.length > 0 ? [{ query: auditStatement(ctx, current.audited) }] : []
  return [...deliveries, ...jobs, ...audit]
}

async function join<Slice, Outcome>(
  ctx: Slice,
  current: Current,
  work: (ctx: Slice) => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = await work(ctx)
  if (isRefusal(outcome)) current.isRefused = true
  return outcome
}

function inside<Slice extends Needs<never>>(ctx: Slice, db: Slice['db'], current: Current): Slice {
  return {
    ...ctx,
    db,
    loaders: new Loaders(),
    announce: (announced: Announced) => void current.announced.push(announced),
    audit: (entry: AuditEntry | Unaudited) => {
      if ('unaudited' in entry) current.isUnaudited = true
      else current.audited.push(entry)
    },
    deliver: (delivery: Delivery) => void current.delivered.push(delivery),
    enqueue: (job: Job) => void current.enqueued.push(job),
    unit: { ...ctx.unit, current },
  }
}

/** Reactions may announce in their turn; the loop ends when nobody has anything to add. */
async function answerAnnouncements(ctx: Needs<never>, { announced }: Current): Promise<Refusal | null> {
  for (const one of announced) {
    const no = await ctx.unit.answer(ctx, one)
    if (no) return no
  }
  return null
}

function assertAudited({ audited, isUnaudited }: Current): void {
  if (audited.length > 0 || isUnaudited) return
  throw new Error(
    'Tell the audit log what this transaction does: ctx.audit({ action, … }), or ctx.audit(unaudited(why)).',
  )
}

/** What a ctx outside of any transaction answers to an attempt to announce, audit, deliver or enqueue. */
export function refuseOutside(): never {
  throw new Error('Telling what happened belongs inside inTransaction(): it must be committed with what it tells of.')
}
