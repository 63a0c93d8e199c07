import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findOrInstall } from './installed-binary.js'

it('finds a program on PATH, by its full path, and in another folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'faithflow-binary-'))
  await writeFile(join(folder, 'faithflow-program'), '#!/bin/sh\n')
  await chmod(join(folder, 'faithflow-program'), 0o755)

  const found = [
    await findOrInstall({ binary: 'sh', package: 'dash' }),
    await findOrInstall({ binary: '/bin/sh', package: 'dash' }),
    await findOrInstall({ binary: 'faithflow-program', package: 'none', folders: [folder] }),
  ]

  expect(found).toEqual([expect.stringMatching(/\/sh$/), '/bin/sh', join(folder, 'faithflow-program')])
  await rm(folder, { recursive: true })
})
