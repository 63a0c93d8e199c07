import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

const generated = /(^schema\.graphql|\.generated\.ts|\.(repository|queries)\.sql)$/

/** Text by path of every generated file that is checked in: the schema, *.generated.ts and printed SQL in src. */
export function generatedFiles(root: string): ReadonlyMap<string, string> {
  const inSrc = existsSync(join(root, 'src'))
    ? readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    : []
  const paths = ['schema.graphql', ...inSrc]
    .filter((path) => generated.test(path) && !path.startsWith('src/testing/') && existsSync(join(root, path)))
    .toSorted()
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

/**
 * What the generators changed, one line per file; empty when every file was up to date.
 *
 * Printed SQL whose repository is gone is named too, since no generator writes that file again.
 */
export function staleFiles(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
  exists: (path: string) => boolean,
): string[] {
  const changed = [...after].filter(([path, text]) => before.get(path) !== text)
  const orphans = [...after.keys()].filter((path) => path.endsWith('.sql') && !exists(path.replace(/sql$/, 'ts')))
  return [
    ...changed.map(
      ([path]) => `${path} ${before.has(path) ? 'was out of date' : 'was missing'}: read the new one and commit it.`,
    ),
    ...orphans.map((path) => `${path} belongs to no repository: delete it.`),
  ]
}
