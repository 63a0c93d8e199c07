import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import proxyAddress from 'proxy-addr'
import type { Origin } from '../platform/context.js'
import type { Log } from '../platform/log.js'

/**
 * Whose `X-Forwarded-For` is believed: as many proxies in a row, or those with these addresses and networks (`10.0.0.0/8`,
 * `loopback`). 0 and none believe nobody.
 */
export type TrustedProxies = number | readonly string[]

/** Where a request came from, with the same id whoever asks for it. */
export type OriginOf = (request: IncomingMessage) => Origin

/**
 * Reads where requests come from: the peer's address, or what trusted proxies say of it. Throws TypeError for what is no
 * network. A word of somebody who is not trusted counts for nothing and is told in the log, once.
 */
export function readOrigins(proxies: TrustedProxies, log: Log): OriginOf {
  const known = new WeakMap<IncomingMessage, Origin>()
  const warn = warnOnce(log)
  const isTrusted = typeof proxies === 'number' ? withinHops(proxies) : proxyAddress.compile([...proxies])
  return (request) => {
    if (request.headers['x-forwarded-for'] !== undefined) warn(request, isTrusted)
    const origin = known.get(request) ?? {
      // In one piece: Node makes it of twenty, and what a socket keeps would be a kilobyte.
      requestId: Buffer.from(randomUUID()).toString('latin1'),
      ip: addressOf(request, isTrusted),
      userAgent: request.headers['user-agent']?.slice(0, 500) ?? null,
      ...(request.headers.host && { host: request.headers.host }),
    }
    known.set(request, origin)
    return origin
  }
}

/** Whoever forgot `TRUST_PROXY` counts all clients as one address; whoever has no proxy sees that somebody tries. */
function warnOnce(log: Log): (request: IncomingMessage, isTrusted: IsTrusted) => void {
  let isTold = false
  return ({ socket: { remoteAddress: peer } }, isTrusted) => {
    if (isTold || !peer || isTrusted(peer, 0)) return
    isTold = true
    log.warn({ peer }, 'X-Forwarded-For came from a peer that TRUST_PROXY does not name, and counts for nothing')
  }
}

type IsTrusted = (address: string, hop: number) => boolean

const withinHops =
  (hops: number): IsTrusted =>
  (_address, hop) =>
    hop < hops

function addressOf(request: IncomingMessage, isTrusted: IsTrusted): string | null {
  const peer = request.socket.remoteAddress
  // The connection broke meanwhile.
  if (!peer) return null
  if (request.headers['x-forwarded-for'] === undefined) return peer
  const named = proxyAddress(request, isTrusted)
  // A proxy passes on what it was sent: words, ports, nothing.
  return isIP(named) === 0 ? peer : named
}

/** Reads the setting `TRUST_PROXY`: a number of proxies, or networks between commas; null believes nobody. Throws for others. */
export function readTrustedProxies(text: string | null): TrustedProxies {
  if (text === null) return 0
  if (/^\d{1,2}$/.test(text)) return Number(text)
  const networks = text.split(',').map((network) => network.trim())
  proxyAddress.compile(networks)
  return networks
}

/** The token of an `Authorization: Bearer` header (RFC 6750); null when it is none. */
export const bearerToken = (header: string | undefined): string | null =>
  /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? null
