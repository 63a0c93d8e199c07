import { oneDatabase } from '../../src/app/database-settings.js'
import { runMigrations } from '../../src/app/run-migrations.js'
import { createLog } from '../../src/platform/log.js'
import { withSteps } from '../../src/testing/migration-bed.js'
import type { Bed } from './bed.js'
import { buildChurches } from './build-churches.js'
import { type Figure, round, timed } from './measure.js'

/** What is migrated. */
export const additive =
  'alter table member add column nickname text; create index member_nickname_idx on member (nickname)'

/** An additive migration over all churches, at least `least`, by four workers. */
export async function measureMigration(bed: Bed, least: number): Promise<readonly Figure[]> {
  const { owner, ownerUrl } = bed.database
  await buildChurches(bed, least)
  const { rows } = await owner.query<{ count: number }>('select count(*)::int as count from control.church')
  const count = rows[0]?.count ?? 0
  const options = {
    databases: oneDatabase(ownerUrl),
    log: createLog('warn'),
    migrations: await withSteps(additive),
    workers: 4,
  }
  const took = await timed(async () => {
    const { state } = await runMigrations(options)
    if (state.done !== count) throw new Error(`Only ${state.done} of ${count} churches were migrated.`)
  })
  const rate = (count * 1000) / took
  return [
    {
      name: `a column and an index, ${count} churches, 4 workers`,
      measured: `${round(took / 1000)} s (${round(rate)} churches/s)`,
      wanted: '≤ 10 s for 1,000',
      reached: rate >= 100,
    },
  ]
}

/** What it takes to see that nothing is to be done for 10,000 rows of the catalogue; those that are missing are invented. */
export async function measureNothingToDo({ database }: Bed): Promise<readonly Figure[]> {
  const { owner, ownerUrl } = database
  const migrations = await withSteps(additive)
  await owner.query(
    `insert into control.church (id, schema_name, cell, version)
     select gen_random_uuid(), 'c_' || translate(substr(md5(n::text), 1, 16), '0189', 'abcd'), 'main', $1
     from generate_series(1, 10000 - (select count(*) from control.church)) n`,
    [migrations.length],
  )
  const databases = oneDatabase(ownerUrl)
  const check = await timed(() => runMigrations({ databases, log: createLog('warn'), migrations, workers: 4 }))
  return [
    { name: 'nothing to do, 10,000 churches', measured: `${round(check)} ms`, wanted: '≤ 1 s', reached: check <= 1000 },
  ]
}
