import { createHash, randomInt } from 'node:crypto'
import { crc32 } from 'node:zlib'

const mark = 'ffk_'
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const form = /^ffk_([0-9A-Za-z]{6})([0-9A-Za-z]{8})[0-9A-Za-z]{32}([0-9A-Za-z]{6})$/

/** A key as its holder keeps it, and what the database keeps of it. */
export interface KeyText {
  /** A secret. */
  readonly text: string
  readonly prefix: string
  readonly hash: Buffer
}

/** Whether a bearer token means to be an API key, well-formed or not. */
export const isKeyText = (token: string): boolean => token.startsWith(mark)

/** A new key of a church: 32 random letters and digits, 190 bits, beside what tells where it belongs. */
export function newKeyText(churchId: string): KeyText {
  const prefix = randomText(8)
  const body = `${mark}${tagOf(churchId)}${prefix}${randomText(32)}`
  const text = `${body}${checksum(body)}`
  return { text, prefix, hash: hashOf(text) }
}

/** What a key says of itself, which proves nothing: MALFORMED, of ANOTHER church, or worth looking for in this one. */
export function readKeyText(text: string, churchId: string): 'MALFORMED' | 'ANOTHER' | 'PLAUSIBLE' {
  const [, tag, , told] = form.exec(text) ?? []
  if (told === undefined || told !== checksum(text.slice(0, -told.length))) return 'MALFORMED'
  return tag === tagOf(churchId) ? 'PLAUSIBLE' : 'ANOTHER'
}

/** What the database knows a key by: guessing it is hopeless, so no slow hash is needed. */
export const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest()

const tagOf = (churchId: string): string => base62(createHash('sha256').update(churchId).digest().readUInt32BE(0))

const checksum = (body: string): string => base62(crc32(body))

const randomText = (length: number): string =>
  Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('')

/** A number below 2 to the 32nd, in six digits. */
function base62(number: number): string {
  let [text, left] = ['', number]
  for (let digit = 0; digit < 6; digit += 1) {
    text = alphabet.charAt(left % 62) + text
    left = Math.floor(left / 62)
  }
  return text
}
