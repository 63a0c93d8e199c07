import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { Blocked, blockedStatus, notAllowed } from '../platform/blocked.js'
import { isOwnOrigin } from './allowed-origins.js'
import { churchOfRequest, findNamed } from './church-of-request.js'
import type { Door } from './enter-by-socket.js'

/** What a connection must fit to become a socket. */
export interface Threshold extends Door {
  readonly isProduction: boolean
}

/**
 * Why a connection cannot become a socket; null when it can: the wrong path, a page that is none of ours (browsers tell,
 * and CORS does not guard sockets), an unknown church. Whose token it is shows only after the greeting.
 */
export async function whyNotUpgrade(threshold: Threshold, request: IncomingMessage): Promise<Blocked | null> {
  const path = (request.url ?? '').split('?')[0]
  if (path !== '/graphql') return new Blocked('NOT_FOUND', 'Sockets are served at /graphql.')
  const { origin } = request.headers
  try {
    if (origin !== undefined && !(await isOwnOrigin(threshold, request, origin)))
      return notAllowed('Pages of this site may not.')
    await findNamed(threshold.catalogue, churchOfRequest(request, threshold.baseDomain))
    return null
  } catch (error) {
    if (error instanceof Blocked) return error
    threshold.parts.log.error({ err: error }, 'a church could not be looked up')
    return new Blocked('SERVICE_UNAVAILABLE', 'The church could not be looked up: try again.')
  }
}

/** Answers a connection that cannot become a socket, and ends it. */
export function refuseUpgrade(socket: Duplex, { code, message }: Blocked): void {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] })
  const status = blockedStatus[code]
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
