import { describe, expect, it } from 'vitest'
import { createSeals, newSealKey, readSealKey, type SealKeys } from './seals.js'

const place = { column: 'second_factor.secret', rowId: 'a-row' }

const newKey = (): Buffer => {
  const key = readSealKey(newSealKey())
  if (!key) throw new Error('A new key can be read.')
  return key
}
const sealsOf = (keys: SealKeys) => createSeals(keys)
const key = newKey()
const seals = sealsOf({ key })

describe('a sealed text', () => {
  it('is opened again, whatever is in it', () => {
    for (const text of ['', 'GHA-123456789-0', 'ɛ 🕊️', 'x'.repeat(10_000)]) {
      expect(seals.open(seals.seal(text, place), place)).toBe(text)
    }
  })

  it('tells nothing, not even that two are the same', () => {
    const one = seals.seal('GHA-123456789-0', place)
    const other = seals.seal('GHA-123456789-0', place)

    expect(one.toString('latin1')).not.toContain('GHA')
    expect(one.equals(other)).toBe(false)
  })

  it.each([
    ['another row', { ...place, rowId: 'another-row' }],
    ['another column', { ...place, column: 'member.id_number' }],
  ])('is not opened for %s', (_case, elsewhere) => {
    expect(() => seals.open(seals.seal('text', place), elsewhere)).toThrow(/./)
  })

  it('is not opened once a byte of it was changed, whichever', () => {
    const sealed = seals.seal('text', place)

    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index)
      expect(() => seals.open(changed, place)).toThrow(/./)
    }
    expect(() => seals.open(sealed.subarray(0, -1), place)).toThrow(/./)
    expect(() => seals.open(Buffer.alloc(0), place)).toThrow(/./)
  })

  it('is opened after the key was changed, as long as the old one is known', () => {
    const sealed = seals.seal('text', place)
    const newer = newKey()

    expect(sealsOf({ key: newer, previousKeys: [key] }).open(sealed, place)).toBe('text')
    expect(() => sealsOf({ key: newer }).open(sealed, place)).toThrow('unknown key')
  })
})

describe('readSealKey', () => {
  it.each(['', 'words', 'YWJj', `${newSealKey()}AA`, `${newSealKey()}!`])('takes no "%s"', (text) => {
    expect(readSealKey(text)).toBeNull()
  })
})
