import { Logger } from 'graphile-worker'
import type { Log } from '../log.js'

/**
 * What graphile-worker says, in our log. Nothing there is an error in our sense: it comes back by itself. Its fields are
 * left out, because they hold payloads; failed jobs are told by `startWorker`.
 */
export const libraryLog = (log: Log): Logger =>
  new Logger(() => (level, message, fields) => {
    if ('failure' in fields) return
    if (level === 'error' || level === 'warning') log.warn({ library: 'graphile-worker' }, message)
    else log.debug({ library: 'graphile-worker' }, message)
  })
