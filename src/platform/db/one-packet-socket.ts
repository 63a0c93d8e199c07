import { Socket } from 'node:net'

/**
 * A socket that sends what was held back (`cork`) as one piece: a system call with a list of pieces takes several times as
 * long as one with a single piece, and a request to PostgreSQL is a dozen of them.
 */
export class OnePacketSocket extends Socket {
  override _writev(pieces: readonly { readonly chunk: Buffer }[], callback: (error?: Error | null) => void): void {
    this._write(Buffer.concat(pieces.map(({ chunk }) => chunk)), 'buffer' as BufferEncoding, callback)
  }
}
