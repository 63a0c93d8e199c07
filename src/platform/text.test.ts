import { describe, expect, it } from 'vitest'
import { countCharacters, isEmail, textFaults, trimmed } from './text.js'

describe('countCharacters', () => {
  it.each([
    ['', 0],
    ['Ama', 3],
    ['Ɔkyere', 6],
    ['🎉', 1],
    ['e\u0301', 2],
  ])('counts %j as PostgreSQL does: %i', (text, count) => {
    expect(countCharacters(text)).toBe(count)
  })
})

describe('trimmed', () => {
  it.each([
    [' a b ', 'a b'],
    ['\u00A0a\n', 'a'],
    [' \t', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('keeps of %j %j', (text, kept) => {
    expect(trimmed(text)).toBe(kept)
  })
})

describe('textFaults', () => {
  const rules = [
    { field: 'name', maximum: 3, isRequired: true },
    { field: 'note', maximum: 2 },
  ] as const

  it('finds nothing wrong with texts that fit', () => {
    expect(textFaults({ name: '🎉🎉🎉', note: null }, rules)).toEqual([])
  })

  it('tells of each field what is wrong, with its limit', () => {
    expect(textFaults({ note: 'abc' }, rules)).toMatchObject([
      { code: 'REQUIRED', path: ['name'], params: null },
      { code: 'TOO_LONG', path: ['note'], params: { maximum: 2 } },
    ])
  })
})

describe('isEmail', () => {
  it.each(['ama@example.org', 'a.b+c@sub.example.org', 'ɔkyere@example.org'])('takes %s', (text) => {
    expect(isEmail(text)).toBe(true)
  })

  it.each(['', 'ama', 'ama@', '@example.org', 'ama@example', 'a b@example.org', 'a@b@example.org'])(
    'does not take %j',
    (text) => {
      expect(isEmail(text)).toBe(false)
    },
  )

  it('takes 254 characters and no more', () => {
    const address = (length: number) => `${'x'.repeat(length - '@example.org'.length)}@example.org`

    expect([isEmail(address(254)), isEmail(address(255))]).toEqual([true, false])
  })
})
