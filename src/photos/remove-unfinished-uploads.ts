import { openChurches } from '../churches/index.js'
import { addSeconds } from '../platform/instant.js'
import { storeJobs } from '../platform/jobs/jobs.repository.js'
import type { RecurringTask } from '../platform/jobs/task.js'
import { jobsToRemove } from './drop-documents.js'
import { removeDocuments, unfinishedBefore } from './photos.repository.js'

/** A link is good for five minutes; whoever is still sending then has long been cut off an hour later. */
const patience = 3600

/**
 * Removes uploads that were never finished, of every church, and has what bytes of them there are removed by jobs that commit
 * with that: once the rows are gone nobody else knows of them.
 */
export const removeUnfinishedUploads: RecurringTask = {
  task: 'remove-unfinished-uploads',
  at: '40 3 * * *',
  async run({ catalogue, inChurch, clock, log }) {
    const before = addSeconds(clock.now(), -patience)
    let removed = 0
    for (const place of await catalogue.read(openChurches)) {
      try {
        removed += await inChurch(place, async (db) => {
          const names = await removeDocuments(db, await unfinishedBefore(db, before))
          await storeJobs(db, jobsToRemove(names))
          return names.length
        })
      } catch (error) {
        // One that is being moved, upgraded or closed has its turn another night.
        log.warn({ err: error, church: place.key }, 'uploads that were never finished are left for the next night')
      }
    }
    log.info({ removed }, 'removed uploads that were never finished')
  },
}
