import { describe, expect, it } from 'vitest'
import { runMigrations, withSteps } from '../../../testing/migration-bed.js'
import { ownDatabase } from '../../../testing/own-database.js'
import type { Pool } from '../../db/pool.js'
import type { Migration } from '../migrations.js'
import type { Place } from '../place.js'
import { findDrift } from './find-drift.js'

const places = async (owner: Pool): Promise<readonly Place[]> => {
  const { rows } = await owner.query<{ key: string }>(
    'select substr(schema_name, 3) as key from control.church order by id',
  )
  return rows.map(({ key }) => ({ cell: 'main', key }))
}

async function driftOf(owner: Pool, steps: readonly Migration[]) {
  const client = await owner.connect()
  try {
    return await findDrift(client, { cell: 'main', places: await places(owner), steps })
  } finally {
    client.release()
  }
}

let planted = 0
const { owner } = await ownDatabase()
const steps = await withSteps('alter table member add column nickname text')

describe('drift', () => {
  it('is not found in churches that were migrated, whether they were built before or after', async () => {
    await runMigrations(owner, steps)

    expect(await driftOf(owner, steps)).toEqual([])
  })

  it.each([
    ['a column', 'alter table $.member add column planted int', 'column member.planted'],
    ['a type', 'alter table $.event alter column description type varchar(10)', 'column event.description'],
    ['a default', `alter table $.event alter column type set default 'YOUTH'`, 'column event.type'],
    ['a null', 'alter table $.event alter column title drop not null', 'column event.title'],
    [
      'a constraint',
      'alter table $.event drop constraint event_ends_after_start',
      'constraint event.event_ends_after_start',
    ],
    ['an index', 'drop index $.member_status_idx', 'index member_status_idx'],
    ['a right taken', 'revoke select on $.ministry from r_#', 'table ministry'],
    ['a right given', 'grant select on $.household to control_login', 'table household'],
    [
      'a trigger',
      'create trigger t before update on $.counter execute function suppress_redundant_updates_trigger()',
      'trigger counter.t',
    ],
    ['a table lost', 'drop table $.announcement', 'table announcement'],
    ['a right on the schema', 'grant usage on schema $ to control_login', 'schema'],
  ])('is found by church and object: %s', async (_case, sql, object) => {
    // Each plants in a church of its own, which stays as it is.
    const key = (await places(owner))[planted]?.key ?? ''
    planted += 1
    await owner.query(sql.replaceAll('$', `c_${key}`).replaceAll('#', key))

    const found = await driftOf(owner, steps)

    expect(found.length).toBe(planted)
    expect(found.find(({ place }) => place.key === key)?.drift.map((drift) => drift.object)).toContain(object)
  })
})
