/** One step of the check; it passes when its command exits with 0. Output lines that begin with `note: ` are always shown. */
export interface Step {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  /** Set when the command runs vitest: its tests are counted one by one instead of the step. */
  readonly counts?: 'tests'
}

const script = (path: string): Step['command'] => ['tsx', path]

// The API tests' typed documents are not checked in, and lint, types and dead code read them.
const documents: Step = { name: 'documents', command: ['npm', 'run', '--silent', 'codegen'] }

const light: readonly Step[] = [
  { name: 'format', command: ['oxfmt', '--check'] },
  { name: 'lint', command: ['oxlint', '--type-aware'] },
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'direction', command: script('scripts/check-direction.ts') },
  { name: 'dead code', command: ['knip', '--no-progress'] },
  { name: 'words', command: ['cspell', 'lint', '--no-progress', '--no-summary', '--no-color'] },
  { name: 'house rules', command: script('scripts/check-house.ts') },
]

const generated: Step = { name: 'generated files', command: script('scripts/check-generated.ts') }
const schema: Step = { name: 'schema diff', command: script('scripts/check-schema.ts') }
const tests: Step = { name: 'tests', command: ['npm', 'test', '--silent', '--'], counts: 'tests' }

/** Every step, in order. The steps of one group do not disturb each other and may run two at a time. */
export const groups: ReadonlyArray<readonly Step[]> = [
  [documents],
  light,
  [generated],
  [schema],
  [tests],
  [{ name: 'boots dist', command: script('scripts/boot-dist.ts') }],
]
