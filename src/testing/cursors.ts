import { cursorAt } from '../notifications/notification-cursor.js'

/** The cursor at a sequence number of the church that an access token is of. */
export function cursorOf(token: string, sequence: string): string {
  const [, claims = ''] = token.split('.')
  const { church } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly church: string }
  return cursorAt({ id: church }, sequence)
}

/** The sequence number in a cursor, of whatever church. */
export function sequenceIn(cursor: string): string {
  const { k: keys } = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as { readonly k: readonly string[] }
  return keys[0] ?? ''
}
