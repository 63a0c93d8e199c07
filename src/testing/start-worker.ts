import { buildApp } from '../app/build-app.js'
import { oneDatabase } from '../app/database-settings.js'
import { openWarmPool } from '../app/found-churches.js'
import { openPools } from '../app/open-database.js'
import { startJobs } from '../app/start-jobs.js'
import { newPrivateKey } from '../platform/access-tokens.js'
import { systemClock } from '../platform/clock.js'
import { folderStore } from '../platform/files/folder-store.js'
import { createInProcessLimits } from '../platform/limits/in-process-limits.js'
import { createLog } from '../platform/log.js'
import type { MailTemplate } from '../platform/mail/mail-task.js'
import { smtpTransport } from '../platform/mail/smtp-transport.js'
import { createInProcessPubSub } from '../platform/redis/in-process-pub-sub.js'
import { createSeals } from '../platform/seals.js'

// A worker of its own, for tests that kill it: told the owner's URL of the database and the URL of a mail server.

const [ownerUrl = '', smtpUrl = ''] = process.argv.slice(2)

/** Sends a letter to the address in its data. */
const letter: MailTemplate = {
  template: 'letter',
  render: async (ctx, data) => ({
    to: { address: data as string },
    subject: ctx.church.name,
    text: 'Grace and peace.',
  }),
}

const log = createLog('warn')
const stop = async (): Promise<void> => undefined
const database = await openPools({ databases: oneDatabase(ownerUrl), isProduction: true, stop }, log)
const app = await buildApp({
  ...{
    gate: database.gate,
    pubSub: createInProcessPubSub({ log }),
    pool: openWarmPool(database, 0, log),
    limits: createInProcessLimits(),
    seals: createSeals({ key: Buffer.alloc(32) }),
    files: folderStore('/nowhere'),
  },
  ...{ privateKey: newPrivateKey(), baseDomain: 'localhost', isProduction: true, clock: systemClock, log },
})
await startJobs({
  ...{ parts: app.parts, catalogue: app.catalogue, queues: database.queues, templates: [letter] },
  transport: smtpTransport(smtpUrl, { from: { address: 'no-reply@faithflow.example' } }),
  privateKey: newPrivateKey(),
})
process.stdout.write('taking jobs\n')
