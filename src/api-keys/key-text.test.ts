import { describe, expect, it } from 'vitest'
import { isKeyText, newKeyText, readKeyText } from './key-text.js'

const here = '01890a5d-ac96-774b-bcce-b302099a8057'
const elsewhere = '01890a5d-ac96-774b-bcce-b302099a8058'

describe('the text of a key', () => {
  it('is found by a scanner, says where it belongs, and is never the same twice', () => {
    const keys = Array.from({ length: 50 }, () => newKeyText(here))

    expect(new Set(keys.map(({ text }) => text)).size).toBe(50)
    for (const { text, prefix, hash } of keys) {
      expect(text).toMatch(/^ffk_[0-9A-Za-z]{52}$/)
      expect(text.slice(10, 18)).toBe(prefix)
      expect(hash).toHaveLength(32)
      expect([readKeyText(text, here), readKeyText(text, elsewhere)]).toEqual(['PLAUSIBLE', 'ANOTHER'])
    }
  })

  it('tells every single mistyped character', () => {
    const { text } = newKeyText(here)
    const mistyped = Array.from(
      text,
      (letter, at) => `${text.slice(0, at)}${letter === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`,
    )

    expect(new Set(mistyped.map((one) => readKeyText(one, here)))).toEqual(new Set(['MALFORMED']))
    for (const one of ['ffk_', `${text}x`, text.slice(0, -1), text.toUpperCase()]) {
      expect(readKeyText(one, here)).toBe('MALFORMED')
    }
  })

  it('is told from access tokens', () => {
    expect([isKeyText('ffk_x'), isKeyText('eyJh.e30.x')]).toEqual([true, false])
  })
})
