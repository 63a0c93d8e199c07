import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import type { House } from './house.js'

const folders = ['src', 'scripts']
const readable = /\.(ts|mjs|md|sql)$/

/** Reads src and scripts below `root` from the disk, sorted by path; folders that are missing count as empty. */
export function readHouse(root: string): House {
  const files = folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && readable.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
  return { files: files.toSorted((one, other) => (one.path < other.path ? -1 : 1)) }
}
