/** One file of the project; `path` is relative to its root, with forward slashes. */
export interface HouseFile {
  readonly path: string
  readonly text: string
}

/** Everything a rule may look at, so that a test can plant a breach without touching the disk. */
export interface House {
  readonly files: readonly HouseFile[]
}

/** One breach; `line` counts from 1, and `message` says what to do instead. */
export interface Fault {
  readonly path: string
  readonly line: number
  readonly message: string
}

/** One rule of the house; `find` returns every breach and never throws on source that does not compile. */
export interface Rule {
  readonly name: string
  readonly find: (house: House) => Fault[]
}

const generated = /\.generated\.ts$|^src\/testing\/generated\//
const test = /\.test\.ts$/
const domainFile = /^src\/(?!app\/|platform\/|testing\/)([^/]+)\//

/** True for TypeScript that nobody writes by hand. */
export const isGenerated = (path: string): boolean => generated.test(path)

/** True for a test file of any kind. */
export const isTest = (path: string): boolean => test.test(path)

/** True for code that only tests run: test files and everything under src/testing. */
export const isForTests = (path: string): boolean => isTest(path) || path.startsWith('src/testing/')

/** The domain a file belongs to; undefined for app, platform, testing, scripts and main.ts. */
export const domainOf = (path: string): string | undefined => domainFile.exec(path)?.[1]

/** Every domain that has at least one file, sorted. */
export const domainsOf = (house: House): string[] =>
  [...new Set(house.files.flatMap(({ path }) => domainOf(path) ?? []))].toSorted()

/** Hand-written TypeScript under one of `folders`, for instance `src/`. */
export const handWritten = (house: House, ...folders: readonly string[]): HouseFile[] =>
  house.files.filter(
    ({ path }) => path.endsWith('.ts') && !isGenerated(path) && folders.some((folder) => path.startsWith(folder)),
  )
