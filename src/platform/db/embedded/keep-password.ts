import { randomBytes, randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { handOver } from './choose-account.js'
import { codeOf } from './embedded-postgres-error.js'
import type { Account } from './run-program.js'

/** The password kept in `file`; null when there is none. */
export async function readPassword(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error
    return ''
  })
  return text.trim() === '' ? null : text.trim()
}

/** Makes a new password, safe within a URL, and keeps it in `file`, which only `account` (or this user) may read. */
export async function makePassword(file: string, account: Account | undefined): Promise<string> {
  const password = randomBytes(24).toString('base64url')
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, `${password}\n`, { mode: 0o600 })
  await handOver(draft, account)
  await rename(draft, file)
  return password
}
