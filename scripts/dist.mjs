import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundle } from './bundle.mjs'

// Plain JavaScript for Node 20 and newer: this runs before the right Node is found.

const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'scripts/bundle.mjs']

/**
 * Whether `dist` is a whole build of what is in `src`, going by contents: dates lie after a check-out, a copy or a
 * removal. Without a `src`, as in a container, whatever was built whole is fresh.
 */
export async function distIsFresh(root) {
  const built = await readFile(join(root, 'dist/.built-from'), 'utf8').catch(() => null)
  return built !== null && [built, null].includes(await fingerprint(root))
}

/**
 * Bundles `src` into `dist`. A new `dist` takes the place of the old one in one step, so that one interrupted at any
 * moment is never taken for a whole one, and nothing stays of sources that were removed. Throws an Error whose message
 * says what to do.
 */
export async function build(root) {
  await removeLeftovers(root)
  const builtFrom = await fingerprint(root)
  if (builtFrom === null) throw new Error(`There is nothing to build: ${join(root, 'src')} is missing.`)

  const draft = join(root, `dist.${process.pid}`)
  await compile(root, draft)
  await writeFile(join(draft, '.built-from'), builtFrom)

  const old = `${draft}.old`
  await rename(join(root, 'dist'), old).catch(ignoreMissing)
  try {
    await rename(draft, join(root, 'dist'))
  } catch (error) {
    // Another start built the same at the same time.
    if (!(await distIsFresh(root))) throw error
    await rm(draft, { recursive: true, force: true })
  }
  await rm(old, { recursive: true, force: true })
}

async function compile(root, outDir) {
  try {
    await bundle(root, { outDir, programs: { main: 'src/main.ts', cli: 'src/cli.ts' } })
  } catch (error) {
    await rm(outDir, { recursive: true, force: true })
    const isMissing = error.code === 'MODULE_NOT_FOUND'
    const what = isMissing
      ? 'FaithFlow has to be built and esbuild is missing: run npm ci without --omit=dev.'
      : `FaithFlow does not compile: mend this and try again.\n${error.message}`
    throw new Error(what, { cause: error })
  }
}

/** Tells one state of the sources from any other; null when there are none. */
async function fingerprint(root) {
  const entries = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true }).catch(() => null)
  if (entries === null) return null

  const sources = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.startsWith(join(root, 'src/testing/')))
  const hash = createHash('sha256')
  for (const file of [...settings.map((name) => join(root, name)), ...sources.toSorted()]) {
    const text = await readFile(file)
    hash.update(`${file.slice(root.length)}\0${text.length}\0`).update(text)
  }
  return hash.digest('hex')
}

async function removeLeftovers(root) {
  for (const name of await readdir(root)) {
    const pid = /^dist\.(\d+)(\.old)?$/.exec(name)?.[1]
    if (pid === undefined || isRunning(Number(pid))) continue
    // A compiler that outlived its build may still be writing there; the next build sweeps again.
    await rm(join(root, name), { recursive: true, force: true }).catch(() => {})
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function ignoreMissing(error) {
  if (error.code !== 'ENOENT') throw error
}
