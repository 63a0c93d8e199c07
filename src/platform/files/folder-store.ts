import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type FileStore, pathOf } from './file-store.js'

/** Keeps files in a folder of this machine, one folder a church, which nobody else may read. */
export function folderStore(folder: string): FileStore {
  return {
    async put(place, bytes) {
      const path = join(folder, pathOf(place))
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const draft = `${path}.partial-${randomUUID()}`
      try {
        const file = await open(draft, 'wx', 0o600)
        try {
          await file.writeFile(bytes)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async get(place) {
      return readFile(join(folder, pathOf(place))).catch((error: unknown) => {
        if (isMissing(error)) return null
        throw error
      })
    },
    remove: (place) => rm(join(folder, pathOf(place)), { force: true }),
    removeAll: (church) => rm(join(folder, dirname(pathOf({ church, name: 'all' }))), { recursive: true, force: true }),
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'
