import { describe, expect, it } from 'vitest'
import { type SignUp, signUpFaults, tidySignUp } from './sign-up.js'

const grace: SignUp = {
  churchName: 'Grace Chapel',
  subdomain: 'grace-chapel',
  denomination: 'PENTECOSTAL',
  timeZone: 'Africa/Lagos',
  currency: 'NGN',
  admin: { name: 'Bola Adeyemi', email: 'bola@grace.example', password: 'quiet river stone' },
}

const faultsOf = (change: Partial<Omit<SignUp, 'admin'>>, admin: Partial<SignUp['admin']> = {}) => {
  const refusal = signUpFaults(tidySignUp({ ...grace, ...change, admin: { ...grace.admin, ...admin } }))
  return refusal ? refusal.errors.map(({ code, path }) => `${path.join('.')} ${code}`) : []
}

describe('signing up', () => {
  it('finds nothing wrong with an ordinary church, however it is capitalised', () => {
    expect(faultsOf({ subdomain: ' Grace-Chapel ', currency: 'ngn' }, { email: 'Bola@Grace.Example' })).toEqual([])
  })

  it.each([
    ['two letters', 'ab'],
    ['sixty-four letters', 'a'.repeat(64)],
    ['a double hyphen', 'grace--chapel'],
    ['a hyphen at the end', 'grace-'],
    ['a dot', 'grace.chapel'],
    ['letters beyond a to z', 'grâce'],
    ['a name of ours', 'explorer'],
    ['a name that looks like ours', 'pg-grace'],
    ['an encoded name', 'xn--grce-uoa'],
  ])('refuses %s as a subdomain', (_case, subdomain) => {
    expect(faultsOf({ subdomain })).toEqual(['subdomain INVALID'])
  })

  it.each([
    ['too short', 'nine-char', 'TOO_SHORT'],
    ['too long', 'x1'.repeat(65), 'TOO_LONG'],
    ['only digits', '73519284650', 'INVALID'],
    ['one that everybody tries', 'Password1234', 'INVALID'],
    ['one character again and again', 'zzzzzzzzzzzz', 'INVALID'],
    ['built from the own name', 'adeyemi-forever', 'INVALID'],
    ['built from the church’s name', 'chapel of stone', 'INVALID'],
  ])('refuses a password that is %s', (_case, password, code) => {
    expect(faultsOf({}, { password })).toEqual([`admin.password ${code}`])
  })

  it('tells everything at once', () => {
    const faults = faultsOf(
      { churchName: ' ', timeZone: 'Mars', currency: 'XYZ1', subdomain: 'a' },
      { name: '', email: 'no', password: '' },
    )

    expect(faults.toSorted()).toEqual([
      'admin.email INVALID',
      'admin.name REQUIRED',
      'admin.password TOO_SHORT',
      'churchName REQUIRED',
      'currency INVALID',
      'subdomain INVALID',
      'timeZone INVALID',
    ])
  })
})
