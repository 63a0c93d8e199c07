/** A file of the church, without its bytes. */
export interface Document {
  readonly id: string
  /** Whose it is; null for one of nobody in particular. */
  readonly memberId: string | null
  readonly status: 'UPLOADING' | 'READY' | 'REJECTED'
  /** Its name in the file store, below the church's own; null until there is one. */
  readonly storageKey: string | null
  readonly mimeType: string | null
  readonly uploadedBy: string
}

/** What is known of the bytes of a document. */
export interface FileFacts {
  readonly mimeType: 'JPEG' | 'PNG' | 'WEBP'
  readonly sizeBytes: number
  readonly sha256: Buffer
}

/** The longest file that is taken, in bytes. */
export const maxBytes = 5 * 1024 * 1024

/** What HTTP calls the kinds of photos. */
export const mediaTypes: ReadonlyMap<string, string> = new Map([
  ['JPEG', 'image/jpeg'],
  ['PNG', 'image/png'],
  ['WEBP', 'image/webp'],
])
