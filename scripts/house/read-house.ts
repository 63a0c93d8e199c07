import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { House } from './house.js'

const folders = ['src', 'scripts']
const files = ['docs/words.md']
const readable = /\.(ts|mjs|md|sql)$/

/** Reads src, scripts and docs/words.md below `root` from the disk, sorted by path; what is missing counts as empty. */
export function readHouse(root: string): House {
  const inFolders = folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && readable.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const read = [...inFolders, ...files.map((file) => join(root, file)).filter((path) => existsSync(path))]
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .toSorted((one, other) => (one.path < other.path ? -1 : 1))
  return { files: read }
}
