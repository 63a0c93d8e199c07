import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { recordedLog } from '../testing/recorded-log.js'
import { readOrigins, readTrustedProxies, type TrustedProxies } from './origin.js'

function requestFrom(forwarded: string | null, peer: string): IncomingMessage {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const request = new IncomingMessage(socket)
  if (forwarded !== null) request.headers['x-forwarded-for'] = forwarded
  return request
}

function addressFor(proxies: TrustedProxies, forwarded: string | null, peer = '10.0.0.1'): string | null {
  return readOrigins(proxies, recordedLog())(requestFrom(forwarded, peer)).ip
}

describe('the address of a request', () => {
  it.each([
    ['believes nobody unless told', 0, '192.0.2.1', '10.0.0.1'],
    ['is what one proxy saw', 1, '192.0.2.1', '192.0.2.1'],
    ['is not what the client said to the proxy', 1, '203.0.113.9, 192.0.2.1', '192.0.2.1'],
    ['is what the first of two proxies saw', 2, '203.0.113.9, 192.0.2.1, 10.0.0.2', '192.0.2.1'],
    ['is the peer when the proxy says nothing', 1, null, '10.0.0.1'],
    ['is the peer when the proxy passes on words', 1, 'unknown', '10.0.0.1'],
    ['is the peer when the proxy passes on statements', 1, "'; drop table x", '10.0.0.1'],
    ['is what a trusted network saw', ['10.0.0.0/8'], '192.0.2.1', '192.0.2.1'],
    [
      'goes back through all that is trusted',
      ['10.0.0.0/8', 'loopback'],
      '203.0.113.9, 192.0.2.1, 127.0.0.1',
      '192.0.2.1',
    ],
    ['is the peer when it is not in the network', ['172.16.0.0/12'], '192.0.2.1', '10.0.0.1'],
    ['may be IPv6', 1, '2001:db8::7', '2001:db8::7'],
  ] as const)('%s', (...[, proxies, forwarded, expected]) => {
    expect(addressFor(proxies, forwarded)).toBe(expected)
  })
})

describe('X-Forwarded-For', () => {
  it('of a peer that is not trusted is told in the log, once', () => {
    const log = recordedLog()
    const originOf = readOrigins(['10.0.0.0/8'], log)

    originOf(requestFrom(null, '192.0.2.7'))
    originOf(requestFrom('192.0.2.1', '10.0.0.1'))
    expect(log.lines).toEqual([])

    originOf(requestFrom('192.0.2.1', '192.0.2.7'))
    originOf(requestFrom('192.0.2.1', '192.0.2.8'))
    expect(log.lines).toEqual([
      'warn: X-Forwarded-For came from a peer that TRUST_PROXY does not name, and counts for nothing',
    ])
  })
})

describe('TRUST_PROXY', () => {
  it.each([
    [null, 0],
    ['0', 0],
    ['2', 2],
    ['10.0.0.0/8, loopback', ['10.0.0.0/8', 'loopback']],
    ['::1', ['::1']],
  ])('%j is %j', (text, proxies) => {
    expect(readTrustedProxies(text)).toEqual(proxies)
  })

  it.each(['yes', 'my-proxy', '10.0.0.0/99', '-1'])('%s is nothing', (text) => {
    expect(() => readTrustedProxies(text)).toThrow()
  })
})
