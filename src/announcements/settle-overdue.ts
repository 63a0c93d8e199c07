import { addSeconds } from '../platform/instant.js'
import { storeJobs } from '../platform/jobs/jobs.repository.js'
import type { RecurringTask } from '../platform/jobs/task.js'
import type { Lobby } from '../platform/lobby.js'
import { overdueAnnouncements } from './announcement.queries.js'
import { type OpenChurch, openChurches } from './due-churches.queries.js'
import { settleTask } from './go-public.js'

/** Seconds that a job may be late before somebody looks for it. */
const grace = 300
/** Churches that are listed at once, and announcements of one church in one sweep; what is left waits for the next. */
const batch = 500

/**
 * Finds announcements whose time has come and whose job was lost, is dead, or is late, in every church, and asks for them
 * anew. A church that cannot be read now is left for the next sweep. Readers see no difference: the times themselves count.
 */
export const settleOverdue: RecurringTask = {
  task: 'settle-overdue-announcements',
  at: '*/15 * * * *',
  async run(lobby) {
    const found = { announcements: 0, churches: 0, unread: 0 }
    let after: string | null = null
    for (;;) {
      const churches: readonly OpenChurch[] = await lobby.catalogue.read((control) =>
        openChurches(control, { after, limit: batch }),
      )
      for (const church of churches) await sweep(lobby, church, found)
      after = churches.at(-1)?.id ?? null
      if (churches.length < batch) break
    }
    if (found.announcements > 0) lobby.log.warn(found, 'announcements were overdue: their jobs are asked for anew')
    else lobby.log.debug(found, 'no announcement is overdue')
  },
}

async function sweep(
  lobby: Lobby,
  { id, place }: OpenChurch,
  found: { announcements: number; churches: number; unread: number },
): Promise<void> {
  try {
    const count = await lobby.inChurch(place, async (db) => {
      const late = await overdueAnnouncements(db, addSeconds(lobby.clock.now(), -grace), batch)
      const jobs = late.map((announcementId) => ({
        ...{ task: settleTask, data: { announcementId }, key: `${announcementId}:overdue` },
      }))
      await storeJobs(db, jobs)
      return late.length
    })
    found.announcements += count
    found.churches += count > 0 ? 1 : 0
  } catch (error) {
    found.unread += 1
    lobby.log.debug({ church: id, error: String(error) }, 'a church could not be looked through for announcements')
  }
}
