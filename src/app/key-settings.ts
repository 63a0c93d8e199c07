import { readPrivateKey, readPublicKey } from '../platform/access-tokens.js'
import { readSealKey } from '../platform/seals.js'
import { WrongSetting } from './wrong-setting.js'

/** Reads JWT_PRIVATE_KEY; null when it is not set. Throws WrongSetting. */
export function readKey(text: string | null): string | null {
  if (text === null) return null
  // Many places that keep settings cannot hold line breaks.
  const pem = text.replaceAll(String.raw`\n`, '\n')
  try {
    readPrivateKey(pem)
    return pem
  } catch {
    throw new WrongSetting(
      'JWT_PRIVATE_KEY must be an Ed25519 key in PEM: `openssl genpkey -algorithm ed25519` makes one.',
    )
  }
}

/** Reads keys that encrypt, with blanks or commas between them. Throws WrongSetting. */
export function readSealKeys(name: string, text: string | null): readonly Buffer[] {
  return (text?.split(/[\s,]+/) ?? []).map((word) => {
    const key = readSealKey(word)
    if (key) return key
    throw new WrongSetting(`${name} must be 32 bytes in Base64: \`openssl rand -base64 32\` makes them.`)
  })
}

/** Reads JWT_PREVIOUS_KEYS, one after the other. Throws WrongSetting. */
export function readPreviousKeys(text: string | null): readonly string[] {
  if (text === null) return []
  const pem = /-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----/g
  const texts = text.replaceAll(String.raw`\n`, '\n')
  const keys = texts.match(pem) ?? []
  try {
    if (texts.replaceAll(pem, '').trim() !== '') throw new Error('There is something between the keys.')
    for (const key of keys) readPublicKey(key)
    return keys
  } catch {
    throw new WrongSetting(
      'JWT_PREVIOUS_KEYS must be Ed25519 keys in PEM, one after the other: earlier values of JWT_PRIVATE_KEY.',
    )
  }
}
