import { isKeyText, keyDoesNotCount, readKeyText } from '../api-keys/index.js'
import type { Church } from '../churches/index.js'
import type { AccessTokens, VerifiedClaims } from '../platform/access-tokens.js'
import { Blocked, notAllowed } from '../platform/blocked.js'
import type { Bearer } from '../platform/context.js'

/** What a token turned out to be. */
export type TokenRead =
  | { readonly claims: VerifiedClaims; readonly refused: null; readonly bearer: Bearer; readonly apiKey?: never }
  /** With an API key that may be one of this church: whether it counts is asked when a ctx is opened. */
  | {
      readonly claims: null
      readonly refused: Blocked | null
      readonly bearer: Bearer | null
      readonly apiKey?: string
    }

/** What stands for no token at all. */
export const noToken: TokenRead = { claims: null, refused: null, bearer: null }

/**
 * Reads an access token for `church`; null stands for none. One that cannot be used is remembered, not thrown: signing in
 * must work with an old token in the header. Throws FORBIDDEN at once when it belongs to another church.
 */
export async function readToken(tokens: AccessTokens, token: string | null, church: Church): Promise<TokenRead> {
  if (token === null) return noToken
  if (isKeyText(token)) return readKey(token, church)
  try {
    const claims = await tokens.verify(token)
    if (claims.churchId !== church.id) throw notAllowed('The token belongs to another church than the host or header.')
    return { claims, refused: null, bearer: claims }
  } catch (error) {
    if (!(error instanceof Blocked) || error.code === 'FORBIDDEN') throw error
    const past = error.code === 'TOKEN_EXPIRED' ? await tokens.verifyEvenOver(token) : null
    return { claims: null, refused: error, bearer: past?.churchId === church.id ? past : null }
  }
}

/** Like `readToken`, for an API key; FORBIDDEN for another church's is read off the key, whether it exists or not. */
function readKey(apiKey: string, church: Church): TokenRead {
  const read = readKeyText(apiKey, church.id)
  if (read === 'ANOTHER') throw notAllowed('The API key belongs to another church than the host or header.')
  return read === 'MALFORMED'
    ? { claims: null, bearer: null, refused: keyDoesNotCount() }
    : { claims: null, bearer: null, refused: null, apiKey }
}
