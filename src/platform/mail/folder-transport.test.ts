import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createLog } from '../log.js'
import { folderTransport } from './folder-transport.js'

const folder = await mkdtemp(join(tmpdir(), 'faithflow-mail-'))
afterEach(() => rm(folder, { recursive: true, force: true }))

it('writes a mail into a file that only its owner reads, twice into the same, and tells nobody what is in it', async () => {
  const lines: string[] = []
  const log = createLog('debug', { write: (line) => void lines.push(line) })
  const transport = folderTransport(join(folder, 'mail'), { from: { address: 'no-reply@faithflow.example' }, log })
  const mail = {
    to: { address: 'ama@people.example' },
    subject: 'Your link',
    text: 'https://faithflow.example/?s=hidden',
  }

  await transport.send(mail, 'main-7-x')
  await transport.send(mail, 'main-7-x')

  expect(await readdir(join(folder, 'mail'))).toEqual(['main-7-x.eml'])
  const file = join(folder, 'mail', 'main-7-x.eml')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const text = await readFile(file, 'utf8')
  expect(text).toContain('To: ama@people.example')
  expect(text).toContain('Message-ID: <main-7-x@faithflow.example>')
  const told = lines.join('')
  expect(told).toContain('main-7-x.eml')
  expect(told).not.toMatch(/ama@|hidden/)
})
