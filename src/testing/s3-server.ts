import { createRequire } from 'node:module'

/** A storage that speaks S3, as far as tests ask it. */
export interface S3Server {
  run(): Promise<{ readonly port: number }>
  close(): Promise<void>
}

interface S3Options {
  readonly directory: string
  readonly bucket: string
}

/** Makes one on this machine, with one bucket. It compares no signatures: that they are right is for a real storage to say. */
export function s3Server({ directory, bucket }: S3Options): S3Server {
  const require = createRequire(import.meta.url)
  // The package brings no types.
  const Server = require('s3rver') as new (options: object) => S3Server
  return new Server({
    ...{ address: '127.0.0.1', port: 0, silent: true },
    ...{ directory, configureBuckets: [{ name: bucket }] },
  })
}
