import { describe, expect, it } from 'vitest'
import { noEvidence, provenOrder, readDay, withText } from './partial-date.js'

const reading = { order: 'DMY', today: '2026-03-01' } as const

describe('a birthday', () => {
  it.each([
    ['1984-03-12', '1984-03-12', true],
    ['1984-3-2', '1984-03-02', true],
    ['2000-01-15T00:00:00.000Z', '2000-01-15', true],
    ['12/03/1984', '1984-03-12', true],
    ['12.3.84', '1984-03-12', true],
    ['1/2/26', '2026-02-01', true],
    ['1/2/27', '1927-02-01', true],
    ['31/12/1984', '1984-12-31', true],
    ['12/31/1984', '1984-12-31', true],
    ['12 March 1984', '1984-03-12', true],
    ['12-Mar-1984', '1984-03-12', true],
    ['March 12th, 1984', '1984-03-12', true],
    ['12 March', '1904-03-12', false],
    ['March 12', '1904-03-12', false],
    ['29 February', '1904-02-29', false],
    ['--03-12', '1904-03-12', false],
  ])('is read from %s', (text, day, yearKnown) => {
    expect(readDay(text, 'BIRTHDAY', reading)).toEqual({ day, yearKnown })
  })

  it.each([
    ['1984', '1984-01-01'],
    ['03/1984', '1984-03-01'],
    ['1984-03', '1984-03-01'],
    ['Mar 1984', '1984-03-01'],
  ])('is guessed from %s', (text, day) => {
    expect(readDay(text, 'BIRTHDAY', reading)).toEqual({ day, yearKnown: true, isGuessed: true })
  })

  it.each([
    '',
    'yesterday',
    '30/02/1984',
    '32/01/1984',
    '13/13/1984',
    '1985-02-29',
    '12 Octember',
    '30 February',
    '99/1984',
  ])('is not read from %s', (text) => {
    expect(readDay(text, 'BIRTHDAY', reading)).toBeNull()
  })
})

it('reads the month first where that is the order', () => {
  expect(readDay('03/04/1984', 'DAY', { ...reading, order: 'MDY' })?.day).toBe('1984-03-04')
})

it('lets no other day be told in part', () => {
  expect(['1984', '03/1984', '12 March'].map((text) => readDay(text, 'DAY', reading))).toEqual([null, null, null])
})

describe('the order of a column', () => {
  const order = (...texts: readonly string[]) => texts.reduce(withText, noEvidence)
  it('is proved by a number above twelve', () => {
    expect(provenOrder(order('03/04/1984', '13/04/1984'))).toBe('DMY')
    expect(provenOrder(order('03/04/1984', '04/13/1984'))).toBe('MDY')
  })

  it('is not known where nothing proves it, or where both do', () => {
    expect(order('03/04/1984', '1984-01-13', 'x')).toEqual({ dayFirst: false, monthFirst: false, unsure: true })
    expect(provenOrder(order('03/04/1984'))).toBeNull()
    expect(provenOrder(order('13/04/1984', '04/13/1984'))).toBeNull()
    expect(order('04/04/1984')).toEqual(noEvidence)
  })
})
