import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { churchOfRequest } from './church-of-request.js'

const domain = 'faithflows.com'

function named(host: string | undefined, header?: string | string[], baseDomain = domain) {
  const request = new IncomingMessage(new Socket())
  if (host !== undefined) request.headers.host = host
  if (header !== undefined) request.headers['x-church'] = header
  return churchOfRequest(request, baseDomain)
}

const asked = (...how: Parameters<typeof named>) => named(...how).subdomain

describe('churchOfRequest', () => {
  it.each([
    ['a host', 'grace.faithflows.com'],
    ['a host with a port', 'grace.faithflows.com:4000'],
    ['a host in capitals', 'GRACE.FaithFlows.COM'],
    ['a host with the dot of the root', 'grace.faithflows.com.'],
    ['a host with dot and port', 'grace.faithflows.com.:4000'],
  ])('is named by %s', (_case, host) => {
    expect(asked(host)).toBe('grace')
  })

  it.each([
    ['the central host', 'api.faithflows.com'],
    ['the central host with port and dot', 'API.faithflows.com.:443'],
    ['the domain itself', 'faithflows.com'],
    ['an IPv4 address', '127.0.0.1'],
    ['an IPv4 address with a port', '192.0.2.7:4000'],
    ['an IPv6 address', '[::1]'],
    ['an IPv6 address with a port', '[2001:db8::7]:4000'],
  ])('is named by the header on %s', (_case, host) => {
    expect(asked(host, 'grace')).toBe('grace')
    expect(asked(host)).toBeNull()
  })

  it.each([
    ['blanks around it', '  grace '],
    ['capitals', 'Grace'],
  ])('takes a header with %s for the same name', (_case, header) => {
    expect(asked('api.faithflows.com', header)).toBe('grace')
    expect(asked('grace.faithflows.com', header)).toBe('grace')
  })

  it.each([
    ['', null],
    ['  ', null],
  ])('takes an empty header (%j) for none', (header, name) => {
    expect(asked('api.faithflows.com', header)).toBe(name)
    expect(asked('grace.faithflows.com', header)).toBe('grace')
  })

  it.each([
    ['a host of a host', 'a.grace.faithflows.com'],
    ['a host below the central one', 'grace.api.faithflows.com'],
    ['a nameless host', '.faithflows.com'],
    ['a host with two dots', 'grace..faithflows.com'],
  ])('is not to be found at %s, whatever the header says', (_case, host) => {
    expect(() => asked(host)).toThrow(expect.objectContaining({ code: 'TENANT_NOT_FOUND' }))
    expect(() => asked(host, 'grace')).toThrow(expect.objectContaining({ code: 'TENANT_NOT_FOUND' }))
  })

  it.each([
    ['another domain', 'grace.org', 'grace.org'],
    ['another domain in capitals, with port and dot', 'Grace.ORG.:443', 'grace.org'],
    ['a domain that only ends alike', 'grace.notfaithflows.com', 'grace.notfaithflows.com'],
    ['a domain that only begins alike', 'grace.faithflows.com.example', 'grace.faithflows.com.example'],
    ['this machine', 'localhost', 'localhost'],
    ['a broken IPv6 address', '::1', ':'],
    ['an empty host', '', ''],
    ['no host', undefined, ''],
  ])('leaves %s to the catalogue, with what the header says', (_case, host, folded) => {
    expect(named(host)).toEqual({ host: folded, subdomain: null })
    expect(named(host, 'Grace')).toEqual({ host: folded, subdomain: 'grace' })
  })

  it('takes a parameter for the header that was not sent', () => {
    const request = new IncomingMessage(new Socket())
    request.headers.host = 'api.faithflows.com'

    expect(churchOfRequest(request, domain, ' Grace ').subdomain).toBe('grace')
    request.headers['x-church'] = 'olam'
    expect(churchOfRequest(request, domain, 'grace').subdomain).toBe('olam')
  })

  it('refuses a header that names another church than the host', () => {
    expect(() => asked('grace.faithflows.com', 'olam')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
    expect(() => asked('grace.faithflows.com', 'grace, olam')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }))
  })

  it('works under localhost, as developers use it', () => {
    expect(asked('grace.localhost:4000', undefined, 'localhost')).toBe('grace')
    expect(asked('api.localhost:4000', 'grace', 'localhost')).toBe('grace')
    expect(asked('localhost:4000', 'grace', 'localhost')).toBe('grace')
  })
})
