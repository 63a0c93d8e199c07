import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { oneDatabase } from '../../src/app/database-settings.js'
import { runMigrations } from '../../src/app/run-migrations.js'
import { createLog } from '../../src/platform/log.js'
import { withSteps } from '../../src/testing/migration-bed.js'
import { ask, clientsOf } from './app.js'
import type { Bed } from './bed.js'
import { buildChurches } from './build-churches.js'
import { one } from './gate.js'
import { type Figure, percentile, round, timed } from './measure.js'
import { measureMemory } from './memory.js'
import { additive } from './migrate.js'
import { measureRequests, subdomainsOf } from './requests-beside.js'
import { signUp } from './sign-up.js'

/** So many are signed up. */
const touched = 1000

/** What grows with the number of churches, with `churches` of them in one database; to be measured in this order. */
export function measureMany(bed: Bed, churches: number): Readonly<Record<string, () => Promise<readonly Figure[]>>> {
  const subdomains = subdomainsOf(Math.min(touched, churches))
  return {
    build: () => measureBuilding(bed, churches),
    'sign-up': () => measureSigningUp(bed, { churches, subdomains }),
    requests: () => measureRequests(bed, { churches, subdomains }),
    birth: () => measureBirth(bed, subdomains),
    memory: () => measureMemory(bed, subdomains),
    migrate: () => measureMigrations(bed),
  }
}

async function assertSpace(churches: number): Promise<void> {
  const { bavail, bsize } = await statfs(tmpdir())
  const [free, needed] = [bavail * bsize, churches * 2.5e6]
  if (free < needed) throw new Error(`${churches} churches need ${round(needed / 1e9)} GB in ${tmpdir()}.`)
}

async function measureBuilding(bed: Bed, churches: number): Promise<readonly Figure[]> {
  await assertSpace(churches)
  const took = await timed(() => buildChurches(bed, churches))
  const { rows } = await bed.database.owner.query<Record<'whole' | 'catalogue' | 'relations' | 'classes', string>>(
    `select pg_database_size(current_database()) as whole, (select count(*) from pg_class) as relations,
       pg_total_relation_size('pg_class') as classes, (select sum(pg_total_relation_size(oid)) from pg_class
         where relnamespace = 'pg_catalog'::regnamespace and relkind = 'r') as catalogue`,
  )
  const gigabytes = (key: 'whole' | 'catalogue' | 'classes'): string => `${round(Number(rows[0]?.[key]) / 1e9)} GB`
  const perChurch = round(Number(rows[0]?.whole) / churches / 1e6)
  const plain = { wanted: '', reached: null }
  return [
    {
      name: `${churches} churches are built, three at a time`,
      measured: `${round(took / 60_000)} min (${round((churches * 1000) / took)} churches/s)`,
      ...plain,
    },
    { name: 'disk', measured: `${gigabytes('whole')} (${perChurch} MB a church)`, ...plain },
    {
      name: 'catalogue',
      measured: `${rows[0]?.relations} rows in pg_class (${gigabytes('classes')}), ${gigabytes('catalogue')} in all`,
      ...plain,
    },
  ]
}

async function measureSigningUp(
  bed: Bed,
  { churches, subdomains }: { readonly churches: number; readonly subdomains: readonly string[] },
): Promise<readonly Figure[]> {
  const times: number[] = []
  for (const subdomain of subdomains) times.push(await signUp(bed, subdomain))
  const measured = `${round(percentile(times, 50))} ms`
  return [
    { name: `sign-up at ${churches} churches, ${times.length} in a row, p50`, measured, wanted: '', reached: null },
  ]
}

/** A new role makes PostgreSQL forget whose member the gateway is; the next request finds out again. */
async function measureBirth(bed: Bed, subdomains: readonly string[]): Promise<readonly Figure[]> {
  const { apis, close } = await clientsOf(bed, { subdomains: subdomains.slice(0, 1) })
  const times: number[] = []
  try {
    for (let birth = 0; birth < 20; birth += 1) {
      await bed.pool.build()
      times.push(await timed(() => ask(apis[0], one)))
    }
  } finally {
    await close()
  }
  const measured = `${round(percentile(times, 50))} ms`
  return [{ name: 'the first request after a church was born, p50', measured, wanted: '', reached: null }]
}

async function measureMigrations({ database }: Bed): Promise<readonly Figure[]> {
  const { owner, ownerUrl } = database
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
  const check = await timed(() => runMigrations(options))
  return [
    {
      name: `a column and an index, ${count} churches, 4 workers`,
      measured: `${round(took / 1000)} s (${round((count * 1000) / took)} churches/s)`,
      wanted: '',
      reached: null,
    },
    {
      name: `nothing to do, ${count} churches`,
      measured: `${round(check)} ms`,
      wanted: '≤ 1 s',
      reached: check <= 1000,
    },
  ]
}
