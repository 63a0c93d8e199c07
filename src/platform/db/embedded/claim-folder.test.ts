import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { claimFolder } from './claim-folder.js'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'faithflow-claim-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

it('gives the folder to one of ten who claim it at once', async () => {
  const claims = await Promise.all(Array.from({ length: 10 }, () => claimFolder(folder)))

  const refused = claims.filter((claim) => !claim.held)
  expect(refused).toEqual(Array(9).fill({ held: false, ownerPid: process.pid }))
})

it('gives the folder to one of ten who find that its owner died', async () => {
  await writeFile(join(folder, '7'), JSON.stringify({ pid: 2 ** 31 - 2, startedAt: 'long ago' }))

  const claims = await Promise.all(Array.from({ length: 10 }, () => claimFolder(folder)))

  expect(claims.filter((claim) => claim.held)).toHaveLength(1)
})

it('gives the folder on once it was released', async () => {
  const first = await claimFolder(folder)
  if (first.held) await first.release()

  const second = await claimFolder(folder)

  expect([first.held, second.held]).toEqual([true, true])
})

it('is not fooled by a process that was given the number of a dead owner', async () => {
  await writeFile(join(folder, '1'), JSON.stringify({ pid: process.pid, startedAt: 'before this process' }))

  const claim = await claimFolder(folder)

  expect(claim.held).toBe(true)
})

it('takes a claim that a power cut left unreadable for a dead one', async () => {
  await writeFile(join(folder, '1'), '\0'.repeat(60))

  const claim = await claimFolder(folder)

  expect(claim.held).toBe(true)
})
