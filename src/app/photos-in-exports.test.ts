import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoChurches, faithflowWith, placeKeyOf } from '../testing/life-bed.js'
import type { OwnDatabase } from '../testing/own-database.js'

let database: OwnDatabase
let folder: string
beforeAll(async () => {
  database = await demoChurches()
  folder = await mkdtemp(join(tmpdir(), 'faithflow-photos-'))
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

const faithflow = (...words: readonly string[]) =>
  faithflowWith({ DATABASE_URL: database.url, DATA_DIR: join(folder, 'data') }, ...words)
const files = (key: string): string => join(folder, 'data', 'files', key)

/** A photo as a server has it: a row, and bytes unless somebody lost them. */
async function plantPhoto(key: string, name: string, bytes: string | null): Promise<void> {
  await database.owner.query(
    `insert into c_${key}.document (id, category, status, storage_key, size_bytes, mime_type, sha256, uploaded_by)
     values (gen_random_uuid(), 'PHOTO', 'READY', $1, 1, 'PNG', sha256('x'), gen_random_uuid())`,
    [name],
  )
  if (bytes === null) return
  await mkdir(files(key), { recursive: true })
  await writeFile(join(files(key), name), bytes)
}

describe('photos of a church', () => {
  it('leave with its export, go when it is erased, and come back when it is restored', async () => {
    const [key, neighbour] = [await placeKeyOf(database, 'olamchurch'), await placeKeyOf(database, 'gracechurch')]
    await plantPhoto(key, 'one', 'the picture')
    await plantPhoto(neighbour, 'other', 'of the neighbour')
    const to = join(folder, 'whole')

    expect(await faithflow('church', 'export', 'olamchurch', '--to', to)).toMatchObject({ code: 0 })
    expect(await readdir(join(to, 'files'))).toEqual(['one'])
    expect(await faithflow('church', 'erase', 'olamchurch', '--yes')).toMatchObject({ code: 0 })
    expect(await readdir(join(folder, 'data', 'files'))).toEqual([neighbour])
    expect(await faithflow('church', 'restore', to)).toMatchObject({ code: 0 })

    const again = await placeKeyOf(database, 'olamchurch')
    expect(again).not.toBe(key)
    expect(await readFile(join(files(again), 'one'), 'utf8')).toBe('the picture')
    expect(await readdir(files(neighbour))).toEqual(['other'])
  })

  it('that an export cannot find are told of, and it leaves nothing', async () => {
    await plantPhoto(await placeKeyOf(database, 'gracechurch'), 'lost', null)

    const exported = await faithflow('church', 'export', 'gracechurch', '--to', join(folder, 'partly')).catch(String)

    expect(JSON.stringify(exported)).toContain('1 files of the church are not found here')
    expect(await readdir(folder)).not.toContain('partly')
  })

  it('that were changed in an export are not restored', async () => {
    await writeFile(join(folder, 'whole', 'files', 'one'), 'another picture')
    await faithflow('church', 'erase', 'olamchurch', '--yes')

    const restored = await faithflow('church', 'restore', join(folder, 'whole'))

    expect(restored.code).not.toBe(0)
    expect(restored.told).toContain('files/one was changed')
  })
})
