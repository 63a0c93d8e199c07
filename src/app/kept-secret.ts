import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newPrivateKey, readPrivateKey } from '../platform/access-tokens.js'
import { newSealKey, readSealKey } from '../platform/seals.js'
import { WrongSetting } from './environment.js'

/** The key that signs tokens, kept in `dataDir` and made at the first start. Throws WrongSetting when it is damaged. */
export async function keptPrivateKey(dataDir: string): Promise<string> {
  const { text, path } = await keptSecret(dataDir, 'jwt-private-key.pem', newPrivateKey)
  try {
    readPrivateKey(text)
    return text
  } catch {
    throw new WrongSetting(`${path} holds no Ed25519 key: remove it, and everybody signs in again.`)
  }
}

/** The key that encrypts columns, kept in `dataDir` and made at the first start. Throws WrongSetting when it is damaged. */
export async function keptSealKey(dataDir: string): Promise<Buffer> {
  const { text, path } = await keptSecret(dataDir, 'encryption-key', newSealKey)
  const key = readSealKey(text)
  if (key) return key
  throw new WrongSetting(`${path} holds no key: put the right one back, or what was encrypted with it is lost.`)
}

/** What a file of `dataDir` holds, readable by its owner only; made when it is missing. */
async function keptSecret(
  dataDir: string,
  name: string,
  make: () => string,
): Promise<{ readonly text: string; readonly path: string }> {
  const path = join(dataDir, name)
  const kept = await readFile(path, 'utf8').catch((error: unknown) => onlyWhen(error, 'ENOENT'))
  if (kept !== null) return { text: kept, path }
  await mkdir(dataDir, { recursive: true })
  const text = make()
  const isOurs = await writeFile(path, text, { mode: 0o600, flag: 'wx' }).then(
    () => true,
    // Another process was faster: its secret is the one.
    (error: unknown) => onlyWhen(error, 'EEXIST') ?? false,
  )
  if (!isOurs) return keptSecret(dataDir, name, make)
  await chmod(path, 0o600)
  return { text, path }
}

function onlyWhen(error: unknown, code: string): null {
  if (error instanceof Error && 'code' in error && error.code === code) return null
  throw error
}
