import { listenTo } from '../platform/db/listen.js'
import type { Log } from '../platform/log.js'
import type { App } from './build-app.js'

/** Where changes are told. */
export interface ChangesOptions {
  readonly app: Pick<App, 'churchChanged' | 'accountChanged' | 'rightsChanged'>
  /** The control database and every cell, without a pooler in between. */
  readonly controlUrl: string
  readonly cellUrls: readonly string[]
  readonly log: Log
}

/** Lets an app hear of each change of churches, accounts and rights, whoever made it. Resolves when it listens. */
export async function listenToChanges({
  app,
  controlUrl,
  cellUrls,
  log,
}: ChangesOptions): Promise<() => Promise<void>> {
  const listeners = await Promise.all([
    listenTo({ url: controlUrl, channel: 'church_changed', hear: app.churchChanged, log }),
    listenTo({ url: controlUrl, channel: 'account_changed', hear: app.accountChanged, log }),
    ...cellUrls.map((url) => listenTo({ url, channel: 'rights_changed', hear: app.rightsChanged, log })),
  ])
  return async () => void (await Promise.all(listeners.map((listener) => listener.close())))
}
