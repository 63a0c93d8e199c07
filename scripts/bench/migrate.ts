import { oneDatabase } from '../../src/app/database-settings.js'
import { runMigrations } from '../../src/app/run-migrations.js'
import { createLog } from '../../src/platform/log.js'
import { withSteps } from '../../src/testing/migration-bed.js'
import type { Bed } from './bed.js'
import { type Figure, round, timed } from './measure.js'

const additive = 'alter table member add column nickname text; create index member_nickname_idx on member (nickname)'

/** An additive migration over `churches` churches by four workers, and what it takes to see that nothing is to be done. */
export async function measureMigration({ database, pool }: Bed, churches: number): Promise<readonly Figure[]> {
  const { owner, ownerUrl } = database
  const { rows } = await owner.query<{ count: number }>('select count(*)::int as count from control.church')
  for (let built = rows[0]?.count ?? 0; built < churches; built += 1) await pool.build()
  const options = {
    databases: oneDatabase(ownerUrl),
    log: createLog('warn'),
    migrations: await withSteps(additive),
    workers: 4,
  }
  const run = await timed(async () => {
    const { state } = await runMigrations(options)
    if (state.done !== churches) throw new Error(`Only ${state.done} of ${churches} churches were migrated.`)
  })
  await owner.query(
    `insert into control.church (id, schema_name, cell, version)
     select gen_random_uuid(), 'c_' || translate(substr(md5(n::text), 1, 16), '0189', 'abcd'), 'main', $1
     from generate_series(1, greatest(0, 10000 - $2::int)) n`,
    [options.migrations.length, churches],
  )
  const check = await timed(() => runMigrations(options))
  const rate = (churches * 1000) / run
  return [
    {
      name: `a column and an index, ${churches} churches, 4 workers`,
      measured: `${round(run / 1000)} s (${round(rate)} churches/s)`,
      wanted: '≤ 10 s for 1,000',
      reached: rate >= 100,
    },
    { name: 'nothing to do, 10,000 churches', measured: `${round(check)} ms`, wanted: '≤ 1 s', reached: check <= 1000 },
  ]
}
