import { join } from 'node:path'
import { type Catalogue, churchWithKey } from '../churches/index.js'
import { loggedPort, sendDueNotifications } from '../notifications/index.js'
import { newId } from '../platform/ids.js'
import type { RecurringTask, Task } from '../platform/jobs/task.js'
import { type Queue, type Recurring, startWorker, type Worker } from '../platform/jobs/worker.js'
import type { Log } from '../platform/log.js'
import { folderTransport } from '../platform/mail/folder-transport.js'
import { createLinkSecrets } from '../platform/mail/link-secrets.js'
import { mailTask, type MailTemplate } from '../platform/mail/mail-task.js'
import type { MailTransport } from '../platform/mail/mail-transport.js'
import { smtpTransport } from '../platform/mail/smtp-transport.js'
import { readMigrations } from '../platform/tenancy/migrations.js'
import type { Settings } from './environment.js'
import { mailTemplates } from './mail-templates.js'
import { openLobby } from './open-lobby.js'
import type { Parts } from './parts.js'
import { jobRunner } from './run-job.js'
import { endCtx } from './somewhere.js'
import { recurringTasks, tasks } from './tasks.js'

/** What a process needs to take jobs, beside what its requests share. */
export interface JobParts {
  readonly parts: Parts
  readonly catalogue: Catalogue
  readonly queues: readonly Queue[]
  readonly transport: MailTransport
  /** PKCS #8 PEM of the server's key: the secrets of mailed links follow from it. */
  readonly privateKey: string
  /** This code's own unless given. */
  readonly tasks?: readonly Task[]
  readonly recurring?: readonly RecurringTask[]
  readonly templates?: readonly MailTemplate[]
}

/** Takes jobs of every queue until it is stopped. Rejects when one cannot be reached. */
export async function startJobs(options: JobParts): Promise<Worker> {
  const { parts, queues, transport, privateKey, templates = mailTemplates } = options
  const { length: codeVersion } = await readMigrations('church')
  const sendMail = mailTask({ templates, transport, links: createLinkSecrets(privateKey) })
  const ways = { mail: transport, SMS: loggedPort('SMS'), PUSH: loggedPort('PUSH') }
  const all = [...(options.tasks ?? tasks), sendMail, sendDueNotifications(ways)]
  const findChurch = (placeKey: string) => parts.gate.catalogue().read((control) => churchWithKey(control, placeKey))
  return startWorker({
    queues,
    tasks: all.map(({ task }) => task),
    recurring: (options.recurring ?? recurringTasks).map((task) => inLobby(options, task)),
    run: jobRunner({ parts, findChurch, codeVersion, tasks: all }),
    log: parts.log,
  })
}

function inLobby({ parts, catalogue }: JobParts, { task, at, run }: RecurringTask): Recurring {
  return {
    task,
    at,
    async run() {
      const origin = { requestId: newId(parts.clock), ip: null, userAgent: null }
      const lobby = openLobby(parts, { catalogue, origin, caller: { superAdmin: null, refusedToken: null } })
      try {
        await run(lobby)
      } finally {
        await endCtx(lobby)
      }
    },
  }
}

/** The way out for mails that the settings name; without a server they become files in DATA_DIR. */
export function openMail({ mail, dataDir, isProduction }: Settings, log: Log): MailTransport {
  const { smtpUrl, from } = mail
  if (smtpUrl !== null) return smtpTransport(smtpUrl, { from })
  const folder = join(dataDir, 'mail')
  if (isProduction) log.warn({ folder }, 'mails are written to files and sent to nobody: set SMTP_URL')
  return folderTransport(folder, { from, log })
}
