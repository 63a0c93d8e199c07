import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'

/** A column of one row; what is sealed for it can be opened for no other. */
export interface SealedPlace {
  /** `table.column`. */
  readonly column: string
  readonly rowId: string
}

/**
 * Encrypts single values for a column, so that neither the database nor a copy of it tells them: second factors, numbers
 * of identity papers. AES-256-GCM; each column has a key of its own, derived from the server's (HKDF, RFC 5869).
 */
export interface Seals {
  /** The bytes to store. */
  seal(text: string, place: SealedPlace): Buffer
  /** The text. Throws when it was sealed for another place, with a key that is not known any more, or was changed. */
  open(sealed: Buffer, place: SealedPlace): string
}

/** The key that seals, and those that did before and still open; 32 bytes each. */
export interface SealKeys {
  readonly key: Buffer
  readonly previousKeys?: readonly Buffer[]
}

// version (1), name of the key (4), nonce (12), text, tag (16)
const version = 1
const nonceAt = 5
const textAt = nonceAt + 12
const tagLength = 16

/** A new key, as text for a setting. */
export const newSealKey = (): string => randomBytes(32).toString('base64')

/** Reads a key from its text; null for anything but 32 bytes in Base64. */
export function readSealKey(text: string): Buffer | null {
  const key = Buffer.from(text, 'base64')
  const isWhole = key.length === 32 && key.toString('base64').replaceAll('=', '') === text.trim().replaceAll('=', '')
  return isWhole ? key : null
}

/** Seals with `key`; opens what that or an earlier one has sealed. */
export function createSeals({ key, previousKeys = [] }: SealKeys): Seals {
  const keys = new Map([key, ...previousKeys].map((one) => [nameOf(one).toString('hex'), one]))
  const derived = (master: Buffer, { column }: SealedPlace): Buffer =>
    Buffer.from(hkdfSync('sha256', master, '', `faithflow column ${column}`, 32))

  return {
    seal(text, place) {
      const nonce = randomBytes(12)
      const head = Buffer.concat([Buffer.of(version), nameOf(key), nonce])
      const cipher = createCipheriv('aes-256-gcm', derived(key, place), nonce)
      cipher.setAAD(boundTo(place))
      return Buffer.concat([head, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    open(sealed, place) {
      const master = keys.get(sealed.subarray(1, nonceAt).toString('hex'))
      if (!master || sealed[0] !== version)
        throw new Error(`A value in ${place.column} was sealed with an unknown key.`)
      const cipher = createDecipheriv('aes-256-gcm', derived(master, place), sealed.subarray(nonceAt, textAt), {
        authTagLength: tagLength,
      })
      cipher.setAAD(boundTo(place))
      cipher.setAuthTag(sealed.subarray(-tagLength))
      return Buffer.concat([cipher.update(sealed.subarray(textAt, -tagLength)), cipher.final()]).toString('utf8')
    },
  }
}

const boundTo = ({ column, rowId }: SealedPlace): Buffer => Buffer.from(`${column} ${rowId}`)

/** Tells keys apart and nothing of them. */
const nameOf = (key: Buffer): Buffer =>
  createHash('sha256').update('faithflow key name').update(key).digest().subarray(0, 4)
