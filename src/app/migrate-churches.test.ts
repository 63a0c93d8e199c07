import pg from 'pg'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.js'
import { createPool } from '../platform/db/pool.js'
import { createLog } from '../platform/log.js'
import { type Migration, readMigrations } from '../platform/tenancy/migrations.js'
import { ownerDesk } from '../platform/tenancy/owner-desk.js'
import { namesOf, type Place } from '../platform/tenancy/place.js'
import { migrateChurch, provisionChurch } from '../platform/tenancy/provision-church.js'
import { copyTemplate } from '../testing/worker-database.js'
import { registerWarmChurch } from './found-church.js'
import { migrateChurches, type MigratedChurch } from './migrate-churches.js'
import { mainCell } from './open-database.js'

const log = createLog('silent')
// A database of its own: steps are planted here that no other test may meet.
const ownerUrl = await copyTemplate(`migrated_${process.env['VITEST_POOL_ID'] ?? '0'}`)
const owner = new pg.Client({ connectionString: ownerUrl })
await owner.connect()
const pool = createPool({ url: ownerUrl, max: 1, log })
afterAll(async () => {
  await pool.end()
  await owner.end()
})

const steps = await readMigrations('church')
const planted: Migration = {
  version: steps.length + 1,
  name: 'planted.sql',
  sql: 'create table planted (id uuid primary key)',
  checksum: 'planted',
}

beforeEach(async () => {
  await owner.query('delete from control.church')
})

async function church(): Promise<Place> {
  const built = await provisionChurch(owner, mainCell)
  await registerWarmChurch({ catalogue: ownerDesk(pool), clock: systemClock }, built)
  return built.place
}

async function migrate(through: readonly Migration[]): Promise<(MigratedChurch & { readonly key: string })[]> {
  const reported: MigratedChurch[] = []
  await migrateChurches({ ownerUrl, log }, through, (migrated) => reported.push(migrated))
  return reported.map((migrated) => ({ ...migrated, key: migrated.church.placeKey }))
}

const hasPlanted = async ({ key }: Place): Promise<boolean> => {
  const { rows } = await owner.query<{ found: boolean }>('select to_regclass($1) is not null as found', [
    `${namesOf(key).schema}.planted`,
  ])
  return rows[0]?.found ?? false
}

it('brings the church that is behind to where the others are', async () => {
  const ahead = await church()
  const behind = await church()
  await migrateChurch(owner, ahead, [...steps, planted])

  const reported = await migrate([...steps, planted])

  expect(reported).toMatchObject([
    { key: ahead.key, version: planted.version, fault: null },
    { key: behind.key, version: planted.version, fault: null },
  ])
  expect(await hasPlanted(behind)).toBe(true)
})

it('remembers in the catalogue how far each church is', async () => {
  const { key } = await church()
  await migrate([...steps, planted])

  const [again] = await migrate([...steps, planted])

  expect(again).toMatchObject({ key, church: { version: planted.version }, version: planted.version })
})

it('leaves a church whose step fails as it was, says why, and goes on with the next', async () => {
  const fails = await church()
  const works = await church()
  await owner.query(`create table "${namesOf(fails.key).schema}".planted ()`)

  const reported = await migrate([...steps, { ...planted, sql: `create table half (); ${planted.sql}` }])

  expect(reported).toMatchObject([
    { key: fails.key, version: steps.length },
    { key: works.key, version: planted.version, fault: null },
  ])
  expect(reported[0]?.fault).toMatch(/^planted\.sql failed in c_\w+: .*already exists$/)
  const { rows } = await owner.query('select to_regclass($1) as half', [`${namesOf(fails.key).schema}.half`])
  expect(rows).toEqual([{ half: null }])
})

it('refuses a step that was changed after it had run', async () => {
  await church()
  await migrate([...steps, planted])

  const [refused] = await migrate([...steps, { ...planted, checksum: 'another' }])

  expect(refused?.fault).toMatch(/^planted\.sql was changed after it had run in c_/)
})

it('passes over churches that were erased', async () => {
  await church()
  await owner.query(`update control.church set name = 'x', denomination = 'OTHER', status = 'ERASED'`)

  expect(await migrate(steps)).toEqual([])
})
