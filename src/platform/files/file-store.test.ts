import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { s3Server, type S3Server } from '../../testing/s3-server.js'
import { newPlaceKey } from '../tenancy/place.js'
import type { FileStore } from './file-store.js'
import { folderStore } from './folder-store.js'
import { s3Store } from './s3-store.js'

let folder: string
let storage: S3Server
let port: number
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faithflow-store-'))
  storage = s3Server({ directory: join(folder, 's3'), bucket: 'photos' })
  ;({ port } = await storage.run())
})
afterAll(async () => {
  await storage.close()
  await rm(folder, { recursive: true, force: true })
})

const bucketAt = (name: string): FileStore =>
  s3Store({
    ...{ bucketUrl: `http://127.0.0.1:${port}/${name}`, region: 'us-east-1' },
    ...{ accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  })

const stores = {
  'a folder': () => folderStore(join(folder, 'files')),
  'a storage that speaks S3': () => bucketAt('photos'),
}

describe.each(Object.entries(stores))('%s', (_name, open) => {
  it('keeps bytes as they are, replaces them, and removes them, once or twice', async () => {
    const store = open()
    const place = { church: newPlaceKey(), name: crypto.randomUUID() }
    expect(await store.get(place)).toBeNull()

    await store.put(place, Buffer.from([0, 255, 10, 13]))
    expect(await store.get(place)).toEqual(Buffer.from([0, 255, 10, 13]))
    await store.put(place, Buffer.alloc(3_000_000, 7))
    expect((await store.get(place))?.equals(Buffer.alloc(3_000_000, 7))).toBe(true)

    await store.remove(place)
    await store.remove(place)
    expect(await store.get(place)).toBeNull()
  })

  it('keeps files of churches apart, and removes those of one', async () => {
    const store = open()
    const [mine, theirs] = [newPlaceKey(), newPlaceKey()]
    for (const name of ['a', 'b', 'c']) {
      await store.put({ church: mine, name }, Buffer.from('mine'))
      await store.put({ church: theirs, name }, Buffer.from('theirs'))
    }

    await store.removeAll(mine)
    await store.removeAll(mine)

    for (const name of ['a', 'b', 'c']) {
      expect(await store.get({ church: mine, name })).toBeNull()
      expect(await store.get({ church: theirs, name })).toEqual(Buffer.from('theirs'))
    }
  })

  it.each(['../x', 'a/b', '', '.', 'A', 'a\0', 'x'.repeat(101)])('knows no file called %j', async (name) => {
    const store = open()

    await expect(async () => store.put({ church: newPlaceKey(), name }, Buffer.from('x'))).rejects.toThrow('cannot be')
    await expect(async () => store.get({ church: '../../etc', name: 'passwd' })).rejects.toThrow('cannot be')
    await expect(async () => store.removeAll('..')).rejects.toThrow('cannot be')
  })
})

describe('a folder', () => {
  it('has nothing but whole files', async () => {
    const own = join(folder, 'whole')
    const church = newPlaceKey()
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => folderStore(own).put({ church, name: 'x' }, Buffer.alloc(100_000, at))),
    )

    const bytes = await folderStore(own).get({ church, name: 'x' })
    expect(bytes).toHaveLength(100_000)
    expect(new Set(bytes).size).toBe(1)
    expect(await readdir(join(own, church))).toEqual(['x'])
  })
})

describe('a storage that cannot be asked', () => {
  it('fails, and does not say that there is no file', async () => {
    const place = { church: newPlaceKey(), name: 'x' }

    await expect(bucketAt('nowhere').put(place, Buffer.from('x'))).rejects.toThrow('answered 404, NoSuchBucket')
  })
})
