import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { eventually } from '../testing/eventually.js'
import { ownDatabase } from '../testing/own-database.js'

const dataDir = await mkdtemp(join(tmpdir(), 'faithflow-worker-'))
afterAll(() => rm(dataDir, { recursive: true, force: true }))

it('takes jobs, listens to no port, and stops cleanly on SIGTERM', { timeout: 90_000 }, async () => {
  const { url, owner } = await ownDatabase()
  await owner.query(
    `update control.church set status = 'ACTIVE', name = 'Grace', denomination = 'OTHER', subdomain = 'grace'
     where id = (select id from control.church order by id limit 1)`,
  )
  await owner.query(
    `select jobs.add(substr(schema_name, 3), 'send-mail', '{"template": "from-the-future", "data": null}', null)
     from control.church where subdomain = 'grace'`,
  )
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', '--worker'], {
    env: { ...process.env, NODE_ENV: 'development', DATABASE_URL: url, DATA_DIR: dataDir, DEMO: 'off', PORT: '1' },
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))

  // Port 1 could not be listened to, if anybody tried.
  const reason = () =>
    owner.query<{ last_error: string }>('select last_error from jobs.job').then(({ rows }) => rows[0])
  await expect.poll(reason, { timeout: 60_000 }).toEqual({ last_error: 'There is no mail "from-the-future" here.' })
  await eventually(() => output).toContain('taking jobs')
  child.kill('SIGTERM')
  const [code] = (await once(child, 'exit')) as [number | null]

  expect(code).toBe(0)
  expect(output).toContain('clean stop')
})
