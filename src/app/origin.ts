import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Origin } from '../platform/context.js'

/** Where a request came from. The address is the peer's: no header is believed. */
export const originOf = (request: IncomingMessage): Origin => ({
  requestId: randomUUID(),
  ip: request.socket.remoteAddress ?? null,
  userAgent: request.headers['user-agent']?.slice(0, 500) ?? null,
})

/** The token of an `Authorization: Bearer` header (RFC 6750); null when it is none. */
export const bearerToken = (header: string | undefined): string | null =>
  /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? null
