import { describe, expect, it } from 'vitest'
import { foldHost, hostFault, isHost } from './host.js'

const faultOf = (text: string, baseDomain = 'app.faithflows.com') => hostFault(foldHost(text), baseDomain)

describe('foldHost', () => {
  it.each([
    [' Grace.ORG ', 'grace.org'],
    ['grace.org.', 'grace.org'],
    ['grâce.org', 'xn--grce-coa.org'],
    ['XN--GRCE-1QA.org', 'xn--grce-coa.org'],
    ['ｇrace．org', 'grace.org'],
  ])('of %j is %s', (text, host) => {
    expect(foldHost(text)).toBe(host)
  })
})

describe('hostFault', () => {
  it.each(['grace.org', 'www.grace.org', 'a.b.c.grace.church', 'xn--grce-coa.org', '1-2-3.de', 'notfaithflows.com'])(
    'lets a church have %s',
    (host) => {
      expect(faultOf(host)).toBeNull()
    },
  )

  it.each([
    '',
    'grace',
    'grace.org:443',
    'https://grace.org',
    'grace.org/path',
    'user@grace.org',
    '*.grace.org',
    'gra ce.org',
    'grace..org',
    '-grace.org',
    'grace-.org',
    '_faithflow.grace.org',
    '192.0.2.7',
    '[::1]',
    '0x7f.1',
    'grace.123',
    'grace.org\0',
    `${'a'.repeat(64)}.org`,
    `${'a.'.repeat(120)}org`,
  ])('finds %j malformed', (host) => {
    expect(faultOf(host)).toBe('MALFORMED')
  })

  it.each([
    'app.faithflows.com',
    'grace.app.faithflows.com',
    'APP.FaithFlows.com.',
    'a.b.app.faithflows.com',
    'faithflows.com',
  ])('keeps %s for the platform', (host) => {
    expect(faultOf(host)).toBe('OURS')
  })

  it.each([
    'grace.localhost',
    'grace.local',
    'db.internal',
    'grace.test',
    'www.example',
    'x.onion',
    '1.0.0.127.in-addr.arpa',
  ])('knows that %s leads nowhere', (host) => {
    expect(faultOf(host)).toBe('RESERVED')
  })
})

describe('isHost', () => {
  it('takes no time over long nonsense', () => {
    expect(isHost(`${'a-'.repeat(100_000)}.`)).toBe(false)
  })
})
