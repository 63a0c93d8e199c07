import { describe, expect, it } from 'vitest'
import { type MemberProfile, memberNumber, profileFaults, tidyProfile } from './member.js'

const today = '2026-03-01'
const faultsOf = (profile: MemberProfile) =>
  (profileFaults(tidyProfile(profile), today)?.errors ?? []).map(({ code, path }) => `${path.join('.')} ${code}`)

describe('tidyProfile', () => {
  it('takes blanks away, and puts nothing in the place of blanks', () => {
    const profile = tidyProfile({ firstName: '  Kofi ', title: '   ', address: '\n 1 High Street\n' })

    expect(profile).toEqual({ firstName: 'Kofi', title: null, address: '1 High Street' })
  })

  it('keeps e-mail addresses in lower case', () => {
    expect(tidyProfile({ email: ' Ama@Example.ORG ' })).toEqual({ email: 'ama@example.org' })
  })

  it('tells a field that is absent from one that is emptied', () => {
    expect(tidyProfile({ email: null, phone: '' })).toEqual({ email: null, phone: null })
    expect(tidyProfile({})).toEqual({})
  })
})

describe('profileFaults', () => {
  it('finds nothing wrong with an ordinary person', () => {
    const person = { firstName: 'Ama', lastName: 'Mensah', email: 'ama@example.org', birthDate: '1990-02-28' }

    expect(faultsOf({ ...person, gender: 'FEMALE', phone: '+233 24 000 0000', joinedOn: '2030-01-01' })).toEqual([])
  })

  it.each([
    ['a first name of blanks', { firstName: ' ' }, ['firstName REQUIRED']],
    ['no last name', { lastName: null }, ['lastName REQUIRED']],
    ['a name of 256 letters', { lastName: 'x'.repeat(256) }, ['lastName TOO_LONG']],
    ['an address of 501 letters', { address: 'x'.repeat(501) }, ['address TOO_LONG']],
    ['an e-mail without an @', { email: 'ama.example.org' }, ['email INVALID']],
    ['an e-mail of two', { email: 'a@example.org b@example.org' }, ['email INVALID']],
    ['an e-mail of 255 letters, once', { email: `${'x'.repeat(243)}@example.org` }, ['email TOO_LONG']],
    ['a birth tomorrow', { birthDate: '2026-03-02' }, ['birthDate INVALID']],
  ])('refuses %s', (_case, profile, faults) => {
    expect(faultsOf(profile)).toEqual(faults)
  })

  it.each([
    ['a name of 255 letters', { firstName: 'x'.repeat(255) }],
    ['a name of 255 letters that take two units each', { firstName: '𐐷'.repeat(255) }],
    ['an address of 500 letters', { address: 'é'.repeat(500) }],
    ['a birth today', { birthDate: today }],
    ['an e-mail of 254 letters', { email: `${'x'.repeat(242)}@example.org` }],
    ['an emptied e-mail', { email: '' }],
  ])('takes %s', (_case, profile) => {
    expect(faultsOf(profile)).toEqual([])
  })

  it('judges only the fields that are named', () => {
    expect(faultsOf({ phone: '1' })).toEqual([])
  })

  it('tells all faults at once', () => {
    const faulty = { firstName: '', lastName: 'x'.repeat(256), email: 'x', birthDate: '2999-01-01' }

    expect(faultsOf(faulty)).toEqual(['firstName REQUIRED', 'lastName TOO_LONG', 'email INVALID', 'birthDate INVALID'])
  })

  it('says how long a text may be', () => {
    expect(profileFaults({ address: 'x'.repeat(501) }, today)?.errors).toMatchObject([{ params: { maximum: 500 } }])
  })
})

describe('memberNumber', () => {
  it.each([
    ['1', 'GR-0001'],
    ['9999', 'GR-9999'],
    ['10000', 'GR-10000'],
  ])('of %s is %s', (value, number) => {
    expect(memberNumber('GR', value)).toBe(number)
  })
})
