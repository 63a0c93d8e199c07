import { createHash, randomInt } from 'node:crypto'

/** How many recovery codes there are. */
const count = 10

// Letters and digits that are not mistaken for one another on paper; 16 of them hold 79 bits.
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten new codes, as they are written down: four times four signs. */
export const newRecoveryCodes = (): readonly string[] => Array.from({ length: count }, newCode)

function newCode(): string {
  const text = Array.from({ length: 16 }, () => signs.charAt(randomInt(signs.length))).join('')
  return text.replaceAll(/(.{4})(?!$)/g, '$1-')
}

/** A code as somebody types it, without blanks and hyphens, in lower case. */
export const tidyCode = (code: string): string => code.replaceAll(/[\s-]/g, '').toLowerCase()

/** What is kept of a recovery code: the SHA-256 of its tidy form. Too many bits to guess, so it needs no slow hash. */
export const hashCode = (code: string): Buffer => createHash('sha256').update(tidyCode(code)).digest()
