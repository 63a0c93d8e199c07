import { describe, expect, it } from 'vitest'
import { type ChurchProfile, churchProfileFaults, tidyChurchProfile } from './church-profile.js'

const faultsOf = (change: ChurchProfile) =>
  (churchProfileFaults(tidyChurchProfile(change))?.errors ?? []).map(({ code, path }) => `${path.join('.')} ${code}`)

describe('the profile of a church', () => {
  it('is kept in the usual form, and without what was left out', () => {
    const tidied = tidyChurchProfile({
      ...{ name: ' Grace ', email: ' Office@Grace.ORG ', currency: 'ngn', subdomain: ' Grace-Chapel ' },
      ...{ phone: '  ', address: null },
    })

    expect(tidied).toEqual({
      ...{ name: 'Grace', email: 'office@grace.org', currency: 'NGN', subdomain: 'grace-chapel' },
      ...{ phone: null, address: null },
    })
  })

  it.each<[string, ChurchProfile]>([
    ['nothing', {}],
    ['everything that may be empty emptied', { email: null, phone: '', address: ' ', website: null }],
    ['a page', { website: 'https://grace.org/welcome?from=faithflow' }],
    ['the last month', { fiscalStartMonth: 12 }],
    ['255 characters of a name', { name: '⛪'.repeat(255) }],
  ])('may change in %s', (_case, change) => {
    expect(faultsOf(change)).toEqual([])
  })

  it.each<[string, ChurchProfile, string]>([
    ['an empty name', { name: ' ' }, 'name REQUIRED'],
    ['a long name', { name: 'x'.repeat(256) }, 'name TOO_LONG'],
    ['an address that is none', { email: 'office' }, 'email INVALID'],
    ['a page of another kind', { website: 'javascript:alert(1)' }, 'website INVALID'],
    ['a page with a password', { website: 'https://me:secret@grace.org' }, 'website INVALID'],
    ['a page without a scheme', { website: 'grace.org' }, 'website INVALID'],
    ['a long page', { website: `https://grace.org/${'x'.repeat(500)}` }, 'website TOO_LONG'],
    ['a long address', { address: 'x'.repeat(501) }, 'address TOO_LONG'],
    ['a zone that is none', { timeZone: 'Mars' }, 'timeZone INVALID'],
    ['no zone', { timeZone: null }, 'timeZone REQUIRED'],
    ['no denomination', { denomination: null }, 'denomination REQUIRED'],
    ['a currency that is none', { currency: 'XYZ1' }, 'currency INVALID'],
    ['month 0', { fiscalStartMonth: 0 }, 'fiscalStartMonth INVALID'],
    ['month 13', { fiscalStartMonth: 13 }, 'fiscalStartMonth INVALID'],
    ['a name of ours', { subdomain: 'Admin' }, 'subdomain INVALID'],
    ['a malformed name', { subdomain: 'a--b' }, 'subdomain INVALID'],
    ['no name', { subdomain: null }, 'subdomain REQUIRED'],
  ])('does not take %s', (_case, change, fault) => {
    expect(faultsOf(change)).toEqual([fault])
  })

  it('tells everything at once', () => {
    expect(faultsOf({ name: '', email: 'x', currency: 'x' })).toHaveLength(3)
  })
})
