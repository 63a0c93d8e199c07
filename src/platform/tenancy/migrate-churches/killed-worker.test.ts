import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it } from 'vitest'
import { eventually } from '../../../testing/eventually.js'
import { bearChurch, runMigrations, versionsOf, withSteps } from '../../../testing/migration-bed.js'
import { ownDatabase } from '../../../testing/own-database.js'
import type { Pool } from '../../db/pool.js'

// Each step takes a while in the middle, so that a kill finds churches half-way through one.
const steps = ['create table badge (id uuid); select pg_sleep(0.02); alter table member add column nickname text']

function startRun(url: string): { readonly child: ChildProcess; readonly lines: () => number } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/testing/start-migrating.ts', url, ...steps], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  return { child, lines: () => said.split('\n').length - 1 }
}

/** PostgreSQL notices a dead client when it next listens to it: until then it goes on with what it was told. */
async function silence(owner: Pool): Promise<void> {
  await eventually(async () => {
    const { rows } = await owner.query(`select from pg_stat_activity where application_name = 'doomed'`)
    return rows.length
  }).toBe(0)
}

it('costs nothing: no church is half-migrated, and the run completes', { timeout: 120_000 }, async () => {
  const { url, owner } = await ownDatabase()
  for (let born = 0; born < 28; born += 1) await bearChurch(owner, await withSteps())
  const migrations = await withSteps(...steps)
  const target = migrations.length

  for (let kill = 0; kill < 5; kill += 1) {
    const { child, lines } = startRun(`${url}?application_name=doomed`)
    const ended = once(child, 'exit')
    while (lines() < 3 + kill && child.exitCode === null) await once(child.stdout ?? child, 'data')
    child.kill('SIGKILL')
    await ended
    await silence(owner)
    for (const [schema, { own, copy }] of await versionsOf(owner)) {
      const { rows } = await owner.query<{ table: boolean; column: boolean }>(
        `select to_regclass('${schema}.badge') is not null as table, exists (select from pg_attribute
           where attrelid = '${schema}.member'::regclass and attname = 'nickname') as column`,
      )
      expect(rows[0]).toEqual({ table: own === target, column: own === target })
      expect(copy).toBeLessThanOrEqual(own)
    }
  }
  const { state, stopped } = await runMigrations(owner, migrations)

  expect({ state, stopped }).toEqual({ state: { done: 40, waiting: 0, failed: 0 }, stopped: null })
  expect([...(await versionsOf(owner)).values()]).toEqual(Array(40).fill({ own: target, copy: target }))
})
