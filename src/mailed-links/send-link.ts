import type { Clock } from '../platform/clock.js'
import type { ControlDb } from '../platform/db/handles.js'
import { addSeconds } from '../platform/instant.js'
import { enqueueJob } from '../platform/jobs/jobs.repository.js'
import { mailJob } from '../platform/mail/mail-task.js'
import { linkSeconds, linkTemplates } from './mailed-link.js'
import { addLink, type NewLink } from './mailed-links.repository.js'

/** What is to be mailed, and to whom. */
export type WantedLink = Pick<NewLink, 'id' | 'churchId' | 'userId' | 'purpose' | 'newEmail' | 'ip'>

/** Has a link mailed with whatever else `control` changes. The same id twice is one link and one mail. */
export async function sendLink(control: ControlDb, clock: Clock, wanted: WantedLink): Promise<void> {
  const now = clock.now()
  const isNew = await addLink(control, { ...wanted, expiresAt: addSeconds(now, linkSeconds[wanted.purpose]), now })
  if (isNew)
    await enqueueJob(control, mailJob({ template: linkTemplates[wanted.purpose], data: { linkId: wanted.id } }))
}
