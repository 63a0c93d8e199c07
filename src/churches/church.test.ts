import { describe, expect, it } from 'vitest'
import { defaultMemberPrefix } from './church.js'

describe('defaultMemberPrefix', () => {
  it.each([
    ['gracechurch', 'GR'],
    ['st-mary', 'ST'],
    ['a-b-c', 'AB'],
    ['7th-day', '7T'],
  ])('of %s is %s', (subdomain, prefix) => {
    expect(defaultMemberPrefix(subdomain)).toBe(prefix)
  })
})
