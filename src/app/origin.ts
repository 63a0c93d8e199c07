import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Origin } from '../platform/context.js'

const known = new WeakMap<IncomingMessage, Origin>()

/**
 * Where a request came from, with the same id whoever asks for it. The address is the peer's: no header is believed.
 */
export function originOf(request: IncomingMessage): Origin {
  const origin = known.get(request) ?? {
    requestId: randomUUID(),
    ip: request.socket.remoteAddress ?? null,
    userAgent: request.headers['user-agent']?.slice(0, 500) ?? null,
  }
  known.set(request, origin)
  return origin
}

/** The token of an `Authorization: Bearer` header (RFC 6750); null when it is none. */
export const bearerToken = (header: string | undefined): string | null =>
  /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? null
