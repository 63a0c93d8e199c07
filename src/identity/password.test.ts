import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword } from './password.js'

describe('hashPassword', () => {
  it('is argon2id with the recommended cost, salted anew each time', async () => {
    const first = await hashPassword('a good password')
    const second = await hashPassword('a good password')

    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(second).not.toBe(first)
  })
})

describe('isPassword', () => {
  it('knows the password, and no other', async () => {
    const kept = await hashPassword('a good password')

    expect(await isPassword('a good password', kept)).toBe(true)
    expect(await isPassword('a good password ', kept)).toBe(false)
    expect(await isPassword('', kept)).toBe(false)
  })

  it('is false for an account without a password, whatever is tried', async () => {
    expect(await isPassword('nobody has this password', null)).toBe(false)
    expect(await isPassword('', null)).toBe(false)
  })

  it('counts every one of 10,000 characters', async () => {
    const long = 'ö'.repeat(9_999)
    const kept = await hashPassword(`${long}a`)

    expect(await isPassword(`${long}a`, kept)).toBe(true)
    expect(await isPassword(`${long}b`, kept)).toBe(false)
  })
})
