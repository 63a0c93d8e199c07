import type { ErrorRequestHandler } from 'express'
import { Blocked } from '../platform/blocked.js'
import type { Log } from '../platform/log.js'
import { formatError, retryAfterOf, statusOf } from './format-error.js'
import type { OriginOf } from './origin.js'

/** Answers what was thrown before GraphQL took over, in the same words and codes. `maxBody` is in bytes. */
export const answerError =
  ({ log, originOf }: { readonly log: Log; readonly originOf: OriginOf }, maxBody: number): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    const fault = formatError(requestFault(error, maxBody) ?? error, { requestId: originOf(request).requestId, log })
    const wait = retryAfterOf([fault])
    if (wait !== null) response.set('retry-after', String(wait))
    response.status(statusOf([fault], null) ?? 500).json({ errors: [fault] })
  }

/** What express says of an address that cannot be read, or of a body that is too long or no JSON, in our words. */
function requestFault(error: unknown, maxBody: number): Blocked | null {
  if (error instanceof URIError) return new Blocked('BAD_USER_INPUT', 'The address could not be read: %-encode UTF-8.')
  if (!(error instanceof Error) || !('type' in error)) return null
  if (error.type === 'entity.too.large') {
    return new Blocked('BAD_USER_INPUT', `The request is longer than ${maxBody / 1024} KB.`)
  }
  return unreadableBody()
}

/** What is said of a body that is no JSON. */
export const unreadableBody = (): Blocked =>
  new Blocked('BAD_USER_INPUT', 'The request body could not be read: send JSON in UTF-8.')
