import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'

const repository = fileURLToPath(new URL('..', import.meta.url))
const oldNode = findOldNode()

// A check-out of its own, with a program of its own, since what is tried here is how a check-out is built and run.
let checkout: string
let children: ChildProcess[]

beforeEach(async () => {
  children = []
  checkout = await realpath(await mkdtemp(join(tmpdir(), 'faithflow-start-')))
  for (const name of ['scripts', 'package.json', 'package-lock.json', 'tsconfig.json']) {
    await cp(join(repository, name), join(checkout, name), { recursive: true })
  }
  await symlink(join(repository, 'node_modules'), join(checkout, 'node_modules'))
  await mkdir(join(checkout, 'src'))
  await writeFile(join(checkout, 'src/cli.ts'), 'export {}')
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(checkout, { recursive: true, force: true })
})

it('builds, runs on Node 24 or newer, and ends with the exit code of the program', async () => {
  await writeMain(
    'console.log(Number.parseInt(process.versions.node) >= 24, process.argv.slice(2)); process.exitCode = 7',
  )

  expect(await run()).toEqual({ code: 7, output: "true [ 'one' ]\n", errors: '' })
})

it('tells the line of the source when the program fails', async () => {
  await writeMain('type Unused = string\n\nthrow new Error("unexpected")')

  const { code, errors } = await run()

  expect(code).toBe(1)
  expect(errors).toContain(`${join(checkout, 'src/main.ts')}:3`)
})

it('builds again when a source changed, came or went, whatever its date, and only then', async () => {
  await writeMain('console.log("first")')
  await writeFile(join(checkout, 'src/part.ts'), 'export {}')
  await run()
  await appendFile(join(checkout, 'dist/main.js'), '\nconsole.log("not built again")')
  await writeFile(join(checkout, 'src/part.test.ts'), 'export {}')
  expect((await run()).output).toBe('first\nnot built again\n')

  await writeMain('console.log("second")')
  await utimes(join(checkout, 'src/main.ts'), 0, 0)
  expect((await run()).output).toBe('second\n')

  await rm(join(checkout, 'src/part.ts'))
  await run()
  expect((await readdir(join(checkout, 'dist'))).toSorted()).toEqual([
    ...['.built-from', 'cli.js', 'compiled', 'main.js', 'program'],
  ])
})

it('does not take what a killed build left for a whole one', async () => {
  await writeMain('console.log("whole")')
  await mkdir(join(checkout, 'dist'))
  await writeFile(join(checkout, 'dist/main.js'), 'console.log("half")')
  await mkdir(join(checkout, 'dist.2147483646'))

  expect((await run()).output).toBe('whole\n')
  expect((await readdir(checkout)).filter((name) => name.startsWith('dist'))).toEqual(['dist'])
})

it('says what does not compile, and leaves the former build alone', async () => {
  await writeMain('console.log("whole")')
  await run()
  await writeMain('console.log("whole"')

  const { code, errors } = await run()

  expect(code).toBe(1)
  expect(errors).toMatch(
    /^FaithFlow does not compile: mend this and try again\.\n[^]*src\/main\.ts:1:19: ERROR: Expected/,
  )
  expect(await readdir(join(checkout, 'dist'))).toContain('main.js')
})

it('runs what was built where there is no source, as in a container', async () => {
  await writeMain('console.log("built elsewhere")')
  await run()
  await rm(join(checkout, 'src'), { recursive: true })

  expect((await run()).output).toBe('built elsewhere\n')
})

it('lets the program end in its own way on SIGTERM', async () => {
  await writeMain(endsItsOwnWay)
  const child = start(process.execPath)
  await once(child.stdout, 'data')

  child.kill('SIGTERM')

  expect(await outcomeOf(child)).toMatchObject({ code: 0, output: 'SIGTERM\n' })
})

const isOldNodeMissing = oldNode === null && 'no Node older than 24 on PATH'

it.skipIf(isOldNodeMissing)(
  'finds the newer Node from an older one, and passes on signals and exit codes',
  async () => {
    await writeMain(endsItsOwnWay)
    const gentle = start(oldNode ?? '')
    await once(gentle.stdout, 'data')
    // Twice, as Ctrl-C under npm arrives.
    gentle.kill('SIGINT')
    gentle.kill('SIGINT')
    expect(await outcomeOf(gentle)).toMatchObject({ code: 0, output: 'SIGINT\n' })

    await writeMain('if (Number.parseInt(process.versions.node) >= 24) process.kill(process.pid, "SIGKILL")')
    expect((await run(oldNode ?? '')).code).toBe(137)
  },
)

it.skipIf(isOldNodeMissing)('asks the program to end when the older Node was killed', async () => {
  await writeMain(endsItsOwnWay)
  const killed = start(oldNode ?? '')
  await once(killed.stdout, 'data')

  killed.kill('SIGKILL')

  // Ends only when the program has closed it too.
  expect(await text(killed.stdout)).toBe('SIGTERM\n')
})

it.skipIf(isOldNodeMissing)('says what to install when there is no newer Node', async () => {
  await rm(join(checkout, 'node_modules'))

  const { code, errors } = await run(oldNode ?? '')

  expect(code).toBe(1)
  expect(errors).toMatch(
    /^FaithFlow needs Node 24 or newer, and this is v\d.*: run npm ci .* or install Node 24 from .*\.\n$/,
  )
})

const endsItsOwnWay = `
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => setTimeout(() => process.exit(0), 200))
  process.on(signal, () => console.log(signal))
}
setInterval(() => {}, 60_000)
console.log('ready')`

function writeMain(source: string): Promise<void> {
  return writeFile(join(checkout, 'src/main.ts'), source)
}

function start(node: string) {
  const child = spawn(node, [join(checkout, 'scripts/start.mjs'), 'one'], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  return child
}

async function outcomeOf(child: ReturnType<typeof start>) {
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ])
  return { code, output, errors }
}

function run(node: string = process.execPath) {
  return outcomeOf(start(node))
}

/** A Node of the machine's own, if it has one and it is older than ours. */
function findOldNode(): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    try {
      const version = execFileSync(join(folder, 'node'), ['--version'], { encoding: 'utf8' })
      if (Number.parseInt(version.slice(1), 10) < 24) return join(folder, 'node')
    } catch {
      continue
    }
  }
  return null
}
