import { createHash, createHmac, createPrivateKey, hkdfSync } from 'node:crypto'

/** What goes into a secret link, and what is kept to know it by. */
export interface LinkSecret {
  /** Travels in the mail and nowhere else. */
  readonly secret: string
  /** Its SHA-256, for the row. */
  readonly hash: Buffer
}

/** Makes the secrets of mailed links. */
export interface LinkSecrets {
  /**
   * The secret of the row with this id: the same each time, so that a mail that is sent twice holds one link. It cannot
   * be found from the database, only with the server's key; `purpose` keeps the rows of two tables apart.
   */
  secretOf(purpose: string, id: string): LinkSecret
}

/** Secrets that follow from the server's private key (PEM). With another key they are others. */
export function createLinkSecrets(privateKey: string): LinkSecrets {
  const material = createPrivateKey(privateKey).export({ format: 'der', type: 'pkcs8' })
  const key = Buffer.from(hkdfSync('sha256', material, '', 'faithflow mailed links', 32))
  return {
    secretOf(purpose, id) {
      const secret = createHmac('sha256', key).update(`${purpose}:${id}`).digest('base64url')
      return { secret, hash: hashOfSecret(secret) }
    },
  }
}

/** The hash of a secret that somebody brings back; look the row up by it. */
export const hashOfSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()
