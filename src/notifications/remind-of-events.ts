import { activePlaces } from '../churches/index.js'
import { eventAtOccurrence, lockEvent } from '../events/index.js'
import { unaudited } from '../platform/audit/audit-entry.js'
import type { Ctx } from '../platform/context.js'
import { isBefore } from '../platform/instant.js'
import { storeJobs } from '../platform/jobs/jobs.repository.js'
import type { RecurringTask, Task } from '../platform/jobs/task.js'
import { inTransaction } from '../platform/transaction.js'
import { membersWithPlace } from '../registrations/index.js'
import { type DueReminder, dueReminders } from './due-reminders.queries.js'
import { notificationOfReminder } from './reminder-notices.js'
import { tell } from './tell.js'

const task = 'remind-of-events'

/** Occurrences that are looked up at once. */
const batch = 100

/**
 * Reminds those who have a place at what is near (domain.md, 8.2 EVENT_REMINDER), of each occurrence once; nobody while the
 * church has no events. Whatever was told stays told, so it may be done twice, at once, and after it was killed.
 */
export const remindOfEvents: Task = {
  task,
  async run(ctx: Ctx) {
    if (!ctx.church.features.has('events')) return
    for (;;) {
      const due = await dueReminders(ctx.db, { now: ctx.clock.now(), limit: batch })
      for (const one of due) await remind(ctx, one)
      if (due.length < batch) return
    }
  },
}

/** Under the lock of the event: whoever cancels meanwhile comes first and is not reminded, or comes after it. */
const remind = (ctx: Ctx, { startsAt, dedupKey, ...key }: DueReminder): Promise<void> =>
  inTransaction(ctx, async (ctx) => {
    ctx.audit(unaudited('only what members are reminded of'))
    await lockEvent(ctx.db, key.eventId)
    const event = await eventAtOccurrence(ctx.db, key)
    // What was moved while we waited has another key: it is found anew, once it is due at its new time.
    if (event?.status !== 'SCHEDULED' || event.startsAt !== startsAt) return
    if (!isBefore(ctx.clock.now(), startsAt)) return
    const memberIds = await membersWithPlace(ctx.db, key)
    await tell(ctx, notificationOfReminder(event, { memberIds, dedupKey }), event)
  })

/** Looks, church by church, for occurrences that are near, and has their members reminded. Between the quarters of hours. */
export const findDueReminders: RecurringTask = {
  task: 'find-due-reminders',
  at: '5,15,25,35,45,55 * * * *',
  async run({ catalogue, clock, inChurch, log }) {
    for (const place of await catalogue.read(activePlaces)) {
      try {
        await inChurch(place, async (db) => {
          const [due] = await dueReminders(db, { now: clock.now(), limit: 1 })
          if (due) await storeJobs(db, [{ task, data: {}, key: task }])
        })
      } catch (error) {
        // Such as one that is on its way to another cell: the next sweep finds it there.
        log.warn({ err: error, church: place.key }, 'reminders of a church were not looked for')
      }
    }
  },
}
