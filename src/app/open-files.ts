import { join } from 'node:path'
import type { FileStore } from '../platform/files/file-store.js'
import { folderStore } from '../platform/files/folder-store.js'
import { type S3Settings, s3Store } from '../platform/files/s3-store.js'
import type { Log } from '../platform/log.js'
import { WrongSetting } from './wrong-setting.js'

/** What says where files are kept. */
interface FileSettings {
  readonly s3: S3Settings | null
  readonly dataDir: string
  readonly isProduction: boolean
}

/** Where the settings say that files of churches are kept; without a storage in a folder of DATA_DIR. */
export function openFiles({ s3, dataDir, isProduction }: FileSettings, log: Log): FileStore {
  if (s3) return s3Store(s3)
  const folder = join(dataDir, 'files')
  if (isProduction) log.warn({ folder }, 'files are kept in a folder of this machine: set S3_URL for several servers')
  return folderStore(folder)
}

/** Reads `https://key:secret@host/bucket?region=…`. Throws WrongSetting. */
export function readS3(text: string | null): S3Settings | null {
  if (text === null) return null
  const url = URL.canParse(text) ? new URL(text) : null
  const bucket = url?.pathname.slice(1) ?? ''
  // The text holds a secret: the message does not repeat it.
  const isWhole = url && /^https?:$/.test(url.protocol) && url.username && url.password && /^[a-z0-9.-]+$/.test(bucket)
  if (!isWhole) {
    throw new WrongSetting('S3_URL must be https://KEY:SECRET@host/bucket?region=REGION, with % escapes in the secret.')
  }
  return {
    bucketUrl: `${url.origin}/${bucket}`,
    region: url.searchParams.get('region') ?? 'us-east-1',
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
  }
}
