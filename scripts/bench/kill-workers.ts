import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { oneDatabase } from '../../src/app/database-settings.js'
import { runMigrations } from '../../src/app/run-migrations.js'
import { createLog } from '../../src/platform/log.js'
import { versionsOf, withSteps } from '../../src/testing/migration-bed.js'
import type { Bed } from './bed.js'
import type { Figure } from './measure.js'
import { additive } from './migrate.js'

const kills = 20
// After the one that has been measured. It rests between its two changes, so that a kill finds churches there.
const steps = [
  additive,
  `create table bench_badge (id uuid); select pg_sleep(0.005); alter table member add column bench_note text`,
]

/** A run whose workers are killed twenty times, each time somewhere in its middle; then one that completes it. */
export async function measureKills({ database }: Bed): Promise<readonly Figure[]> {
  const { owner, ownerUrl } = database
  const { rows } = await owner.query<{ count: number }>('select count(*)::int as count from control.church')
  const churches = rows[0]?.count ?? 0
  const migrations = await withSteps(...steps)
  const each = Math.floor(churches / (kills + 5))
  let halves = 0
  let killed = 0
  for (let kill = 0; kill < kills; kill += 1) {
    if (await killOne(ownerUrl, each)) killed += 1
    await silence(database)
    halves += await countHalves(database, migrations.length)
  }
  const left = [...(await versionsOf(owner)).values()].filter(({ own }) => own < migrations.length).length
  const databases = oneDatabase(ownerUrl)
  const { state } = await runMigrations({ databases, log: createLog('warn'), migrations, workers: 4 })
  halves += await countHalves(database, migrations.length)
  const isWhole = state.done === churches && state.failed === 0
  return [
    {
      name: `kill -9 in the middle of a run over ${churches} churches, ${killed} times`,
      measured: `${halves} half-migrated; the next run ${isWhole ? `completes the ${left} left` : 'does not complete'}`,
      wanted: '20 times, none, completes',
      reached: killed === kills && halves === 0 && isWhole && left > 0,
    },
  ]
}

/** Kills a run after so many churches; false when it had ended by itself. */
async function killOne(url: string, churches: number): Promise<boolean> {
  const doomed = new URL(url)
  doomed.searchParams.set('application_name', 'doomed')
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/testing/start-migrating.ts', doomed.href, ...steps],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const ended = once(child, 'exit')
  let lines = 0
  const enough = new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      lines += chunk.toString().split('\n').length - 1
      if (lines >= churches) resolve()
    })
  })
  await Promise.race([enough, ended])
  const isRunning = child.exitCode === null
  child.kill('SIGKILL')
  await ended
  return isRunning
}

/** PostgreSQL notices a dead client when it next listens to it: until then it goes on with what it was told. */
async function silence({ owner }: Bed['database']): Promise<void> {
  while ((await owner.query(`select from pg_stat_activity where application_name = 'doomed'`)).rowCount) await sleep(20)
}

/** Churches that have a part of the step without the rest, or another version than their tables. */
async function countHalves({ owner }: Bed['database'], target: number): Promise<number> {
  const versions = await versionsOf(owner)
  const { rows } = await owner.query<{ schema: string; hasTable: boolean; hasColumn: boolean }>(
    `select schema_name as schema, to_regclass(schema_name || '.bench_badge') is not null as "hasTable",
       exists (select from pg_attribute where attrelid = to_regclass(schema_name || '.member')
         and attname = 'bench_note') as "hasColumn"
     from control.church`,
  )
  return rows.filter(({ schema, hasTable, hasColumn }) => {
    const isDone = versions.get(schema)?.own === target
    return hasTable !== isDone || hasColumn !== isDone
  }).length
}
