import { randomInt } from 'node:crypto'

/** Where a church's tables are: the cell (database) and the opaque key its schema and role are named after. */
export interface Place {
  readonly cell: string
  /** 16 letters of lower-case base32: `c_<key>` is the schema, `r_<key>` the role. Never taken from a host or a name. */
  readonly key: string
}

/** The only form a key has. Whatever is put into SQL text has passed it. */
const placeKeyPattern = /^[a-z2-7]{16}$/

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

/** A new key from 80 random bits. */
export const newPlaceKey = (): string =>
  Array.from({ length: 16 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')

/** Names of the schema and the role behind `key`. Throws for anything that is not a key. */
export function namesOf(key: string): { readonly schema: string; readonly role: string } {
  if (!placeKeyPattern.test(key)) throw new Error('A church place was named by something that is not a key.')
  return { schema: `c_${key}`, role: `r_${key}` }
}
