import { isGenerated, type Fault, type House, type HouseFile, type Rule } from './house.js'

const roles = ['graphql', 'resolver', 'policy', 'repository', 'queries', 'reactions', 'generated']
const banned = new Set(
  ['service', 'manager', 'helper', 'util', 'handler', 'processor', 'data', 'info', 'base', 'common'].flatMap((word) => [
    word,
    `${word}s`,
  ]),
)
const magnets = new Set(['shared', 'common', 'utils', 'util', 'lib', 'types', 'services', 'helpers'])

/** File and folder names in src say what is done: no bucket words, no magnet folders, suffixes from the closed list. */
export const fileNames: Rule = {
  name: 'file-names',
  find: (house) => [
    ...inSrc(house).flatMap((file) => [...suffixFaults(file), ...wordFaults(file)]),
    ...folderFaults(house),
  ],
}

const inSrc = (house: House): HouseFile[] =>
  house.files.filter(({ path }) => path.startsWith('src/') && path.endsWith('.ts') && !isGenerated(path))

const faultAt = (path: string, message: string): Fault => ({ path, line: 1, message })

// `a.policy.test.ts` is the test of `a.policy.ts`; besides that a file has one role.
function suffixFaults({ path }: HouseFile): Fault[] {
  const suffixes = partsOf(path).slice(1)
  const isTest = suffixes.at(-1) === 'test'
  const role = isTest ? suffixes.slice(0, -1) : suffixes
  const known = isTest ? [...roles, 'api'] : roles
  if (role.length <= 1 && role.every((suffix) => known.includes(suffix))) return []
  const list = [...roles, 'test', 'api.test'].map((suffix) => `.${suffix}`).join(' ')
  return [faultAt(path, `.${suffixes.join('.')} is no role: drop it, or take one of ${list}.`)]
}

function wordFaults({ path }: HouseFile): Fault[] {
  const words = partsOf(path).flatMap((part) => part.split('-').slice(-1))
  return words
    .filter((word) => banned.has(word))
    .map((word) => faultAt(path, `"${word}" never refuses one more function: name the file by what it does.`))
}

function folderFaults(house: House): Fault[] {
  const folders = new Set(
    house.files
      .filter(({ path }) => path.startsWith('src/'))
      .flatMap(({ path }) => {
        const parts = path.split('/').slice(0, -1)
        return parts.map((_part, index) => parts.slice(0, index + 1).join('/'))
      }),
  )
  return [...folders]
    .filter((folder) => magnets.has(folder.split('/').at(-1) ?? ''))
    .map((folder) =>
      faultAt(folder, 'is a magnet folder: make a named file in platform, or give the thing to one domain.'),
    )
}

const partsOf = (path: string): string[] => (path.split('/').at(-1) ?? '').replace(/\.ts$/, '').split('.')
