import { describe, expect, it } from 'vitest'
import { isFor, type OwnAudience, wordsOf } from './reader.js'

const own: OwnAudience = { id: 'role', since: null, until: null, isOfChild: false }
const createdAt = '2026-03-01T10:00:00Z'
const now = '2026-03-01T10:00:05Z'

const told = (audience: Partial<OwnAudience>, notification: { category?: string; expiresAt?: string } = {}) =>
  isFor(
    { audiences: [{ ...own, ...audience }] },
    { audiences: ['role', 'another'] },
    { notification: { category: 'OTHER', expiresAt: null, createdAt, ...notification }, now },
  )

describe('isFor', () => {
  it('lets everybody hear what is for the church', () => {
    const notification = { category: 'OTHER', expiresAt: null, createdAt }
    expect(isFor({ audiences: [] }, { audiences: ['CHURCH'] }, { notification, now })).toBe(true)
  })

  it('lets an audience hear what names it, and nobody else', () => {
    expect(told({})).toBe(true)
    expect(told({ id: 'third' })).toBe(false)
  })

  it.each([
    ['2026-03-01T09:59:59Z', true],
    ['2026-03-01T10:00:01Z', false],
  ])('of what was told before somebody came to belong to it lets nothing be heard: since %s %s', (since, heard) => {
    expect(told({ since })).toBe(heard)
  })

  it.each([
    ['2026-03-01T10:00:05Z', false],
    ['2026-03-01T10:00:06Z', true],
  ])('ends with the time of a role: until %s %s', (until, heard) => {
    expect(told({ until })).toBe(heard)
  })

  it('keeps the giving of a child from its parents, and nothing else', () => {
    expect(told({ isOfChild: true }, { category: 'PAYMENT' })).toBe(false)
    expect(told({ isOfChild: true })).toBe(true)
    expect(told({ isOfChild: false }, { category: 'PAYMENT' })).toBe(true)
  })

  it('is over when the notification is', () => {
    expect(told({}, { expiresAt: now })).toBe(false)
    expect(told({}, { expiresAt: '2026-03-01T10:00:06Z' })).toBe(true)
  })
})

describe('wordsOf', () => {
  it('names the church, and every audience', () => {
    expect(wordsOf({ audiences: [own] })).toEqual(['CHURCH', 'role'])
  })
})
