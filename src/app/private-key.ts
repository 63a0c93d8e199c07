import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newPrivateKey, readPrivateKey } from '../platform/access-tokens.js'
import { WrongSetting } from './environment.js'

/** The key kept in `dataDir`, made at the first start; readable by its owner only. Throws WrongSetting when it is damaged. */
export async function keptPrivateKey(dataDir: string): Promise<string> {
  const path = join(dataDir, 'jwt-private-key.pem')
  const kept = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (kept === null) return makeKey(dataDir, path)
  try {
    readPrivateKey(kept)
    return kept
  } catch {
    throw new WrongSetting(`${path} holds no Ed25519 key: remove it, and everybody signs in again.`)
  }
}

async function makeKey(dataDir: string, path: string): Promise<string> {
  const made = newPrivateKey()
  await mkdir(dataDir, { recursive: true })
  try {
    await writeFile(path, made, { mode: 0o600, flag: 'wx' })
    await chmod(path, 0o600)
    return made
  } catch (error) {
    // Another process was faster: its key is the one.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return keptPrivateKey(dataDir)
    throw error
  }
}
