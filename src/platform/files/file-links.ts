import { createHmac, createPrivateKey, hkdfSync, timingSafeEqual } from 'node:crypto'

/** What a link is good for. */
export interface FileLink {
  readonly use: 'read' | 'write'
  readonly churchId: string
  readonly documentId: string
  /** Seconds since 1970. */
  readonly expires: number
}

/** Signs links to files, so that whoever has one may follow it without a token, for a while. */
export interface FileLinks {
  /** The same for the same link, so that a browser that has the file does not ask for it again. */
  sign(link: FileLink): string
  /** Whether the signature is ours, for exactly this link. Whether its time is over is another question. */
  isSigned(link: FileLink, signature: string): boolean
}

/** Signatures that follow from the server's private key (PEM). With another key they are others. */
export function createFileLinks(privateKey: string): FileLinks {
  const material = createPrivateKey(privateKey).export({ format: 'der', type: 'pkcs8' })
  const key = Buffer.from(hkdfSync('sha256', material, '', 'faithflow file links', 32))
  const mac = ({ use, churchId, documentId, expires }: FileLink): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([use, churchId, documentId, expires]))
      .digest()
  return {
    sign: (link) => mac(link).toString('base64url'),
    isSigned(link, signature) {
      const [ours, theirs] = [mac(link), Buffer.from(signature, 'base64url')]
      return ours.length === theirs.length && timingSafeEqual(ours, theirs)
    },
  }
}
