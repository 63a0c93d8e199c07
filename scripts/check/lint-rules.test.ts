import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const lines = (count: number, line: string) => `${line}\n`.repeat(count)

// One breach of each promise that house.md leaves to oxlint; each in a file of its own.
const planted: ReadonlyArray<readonly [rule: string, path: string, text: string]> = [
  ['no-default-export', 'src/events/default.ts', 'export default 1'],
  ['filename-case', 'src/events/camelCase.ts', 'export const a = 1'],
  ['max-lines', 'src/events/long-file.ts', lines(301, 'void 0')],
  ['max-lines-per-function', 'src/events/long-function.ts', `export function f() {\n${lines(41, '  void f')}}`],
  ['max-params', 'src/events/params.ts', 'export const f = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d]'],
  ['no-explicit-any', 'src/events/any.ts', 'export const f = (a: any): unknown => a'],
  ['no-unsafe-return', 'src/events/unsafe.ts', "export const f = (): string => JSON.parse('1')"],
  ['no-non-null-assertion', 'src/events/bang.ts', 'export const f = (a: string | null) => a!.length'],
  ['no-console', 'src/events/console.ts', "console.log('a')"],
  ['no-process-env', 'src/events/environment.ts', 'export const a = process.env.A'],
  ['no-restricted-properties', 'src/events/env-hidden.ts', 'export const { env } = process'],
  ['no-restricted-globals', 'src/events/date.ts', 'export const now = () => Date.now()'],
  ['no-restricted-globals', 'src/platform/outbox/date.ts', 'export const now = () => new Date().toISOString()'],
  ['no-restricted-types', 'src/events/date-type.ts', 'export type At = Date'],
  ['no-restricted-imports', 'src/events/world.ts', "import { w } from '../testing/world.js'\nexport const a = w"],
  ['no-restricted-imports', 'src/events/test.ts', "import { w } from './event.test.js'\nexport const a = w"],
  ['no-floating-promises', 'src/events/floating.ts', 'const f = async () => {}\nf()'],
  ['no-floating-promises', 'src/events/floating.test.ts', 'const f = async () => {}\nf()'],
  [
    'switch-exhaustiveness-check',
    'src/events/switch.ts',
    "export const f = (a: 1 | 2) => { switch (a) { case 1: return 'a' } return 'b' }",
  ],
  ['consistent-type-imports', 'src/events/type.ts', "import { W } from './w.js'\nexport type A = W"],
  ['no-focused-tests', 'src/events/only.test.ts', "import { it } from 'vitest'\nit.only('a', () => {})"],
]

const permitted: ReadonlyArray<readonly [path: string, text: string]> = [
  ['vite.config.ts', 'export default 1'],
  ['src/app/environment.ts', 'export const a = process.env.A'],
  ['src/platform/clock.ts', 'export const now = () => new Date().toISOString()'],
  ['src/platform/instant.ts', 'export const at = (text: string) => Date.parse(text)'],
  ['src/testing/world.ts', 'export const w = [process.env.A, Date.now()]'],
  [
    'src/events/event.test.ts',
    `import { w } from '../testing/world.js'\nexport function f() {\n${lines(41, '  void w')}}`,
  ],
  ['src/platform/db/tables.generated.ts', 'export default 1'],
  ['scripts/seed.ts', "import { w } from '../src/testing/world.js'\nconsole.log(w, process.env.A, Date.now())"],
]

interface Report {
  readonly diagnostics: ReadonlyArray<{ readonly code: string; readonly filename: string; readonly severity: string }>
}

// What the planted files lean on.
const ground: ReadonlyArray<readonly [path: string, text: string]> = [
  ['tsconfig.json', '{ "compilerOptions": { "strict": true, "module": "nodenext", "lib": ["es2023"] } }'],
  [
    'src/node.d.ts',
    'declare const process: { env: { A: string } }\ndeclare const console: { log(...a: unknown[]): void }',
  ],
  ['src/events/w.ts', 'export type W = 1'],
]

// Runs the project's own settings over the files; answers `path rule` for each error.
function lint(files: ReadonlyArray<readonly [path: string, text: string]>): string[] {
  const root = mkdtempSync(join(tmpdir(), 'faithflow-lint-'))
  for (const [path, text] of [...ground, ...files]) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), `${text}\n`)
  }
  copyFileSync('.oxlintrc.json', join(root, '.oxlintrc.json'))
  const options = { cwd: root, encoding: 'utf8' } as const
  const { stdout } = spawnSync(resolve('node_modules/.bin/oxlint'), ['--type-aware', '--format', 'json'], options)
  rmSync(root, { recursive: true })
  const { diagnostics } = JSON.parse(stdout) as Report
  return diagnostics.map(({ filename, code }) => `${filename} ${/\((.*)\)/.exec(code)?.[1] ?? code}`)
}

it('names each planted breach, and nothing in what is permitted', () => {
  const found = lint([...planted.map(([, path, text]) => [path, text] as const), ...permitted])

  expect(planted.filter(([rule, path]) => !found.includes(`${path} ${rule}`))).toEqual([])
  expect(found.filter((line) => permitted.some(([path]) => line.startsWith(`${path} `)))).toEqual([])
})
