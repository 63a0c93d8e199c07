import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { removeApplicationsOf } from '../applications/old-applications.repository.js'
import { endStays, householdsById } from '../households/index.js'
import { blankMembers } from '../members/index.js'
import { systemClock } from '../platform/clock.js'
import type { Db } from '../platform/db/handles.js'
import { newId } from '../platform/ids.js'
import type { ChurchWorld } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { endWorkflows } from '../workflows/member-moves.repository.js'
import { forgetRefs } from './external-refs.repository.js'
import { undoableRows } from './import-rows.repository.js'

// Families of four out of a file, in tables that nobody has looked at since: as whoever takes a first file back finds them.
const people = 8000
const atOnce = 50
const importId = newId(systemClock)
const now = systemClock.now()

const world = await createWorld()
let church: ChurchWorld
beforeAll(async () => {
  church = await world.church()
  const owner = await world.database.owner.connect()
  try {
    await owner.query(`set search_path to c_${church.church.placeKey}, pg_catalog`)
    await owner.query(`insert into member (id, member_number, first_name, last_name)
      select gen_random_uuid(), 'XX-' || n, 'First ' || n, 'Last ' || n from generate_series(1, ${people}) n`)
    await owner.query(`insert into household (id, name)
      select gen_random_uuid(), 'Home ' || n from generate_series(0, ${people / 4 - 1}) n`)
    await owner.query(`insert into household_member (id, household_id, member_id, relation)
      select gen_random_uuid(), home.id, one.id, (array['HEAD', 'SPOUSE', 'CHILD', 'CHILD'])[1 + (one.n - 1) % 4]
      from (select id, substr(member_number, 4)::integer as n from member) one
        join (select id, substr(name, 6)::integer as n from household) home on home.n = (one.n - 1) / 4`)
    await owner.query(`insert into member_import (id, created_by, file_name, status, upload_expires_at)
      select id, id, 'x.csv', 'DONE', now() from unnest(array['${importId}', gen_random_uuid()]) id`)
    await owner.query(`insert into member_import_row (import_id, row_no, cells, fate, applied, member_id)
      select member_import.id, 1 + substr(member_number, 4)::integer, '[]', 'CREATE', true, member.id
      from member cross join member_import`)
    await owner.query(`insert into external_ref (entity, entity_id, source, external_id, import_id)
      select 'member', id, 'file', member_number, '${importId}' from member`)
    // As it is once a file has come; of all other tables nobody knows anything.
    await owner.query('select analyze_import_rows()')
  } finally {
    await owner.query('reset search_path')
    owner.release()
  }
})

/** How many rows and entries of indexes this transaction has read so far, also in triggers. */
async function readSoFar(db: Db): Promise<number> {
  const { rows } = await sql<{ read: number }>`select sum(pg_stat_get_xact_tuples_returned(oid))::integer as read
    from pg_class where relkind in ('r', 'i') and relnamespace = ${`c_${church.church.placeKey}`}::regnamespace`.execute(
    db,
  )
  return rows[0]?.read ?? Number.NaN
}

/** What a piece of work reads for each member, or row, of a part. */
async function readByEach(db: Db, work: () => Promise<unknown>): Promise<number> {
  const before = await readSoFar(db)
  await work()
  return ((await readSoFar(db)) - before) / atOnce
}

describe('a part of an import of thousands that is undone', () => {
  it('reads a few rows for each of its own, whatever the planner knows of the others', async () => {
    const read = await church.write(async (db) => {
      const part = () => undoableRows(db, { importId, before: people / 2, limit: atOnce })
      const { rows } = await part()
      const ids = rows.map(({ memberId }) => memberId)
      const homes = await db.selectFrom('household').select('id').limit(atOnce).execute()
      const homeIds = homes.map(({ id }) => id)
      // Those of earlier parts.
      await sql`update member set status = 'ERASED' where not id = any(${ids}::uuid[])`.execute(db)
      return {
        rows: await readByEach(db, part),
        members: await readByEach(db, () => blankMembers(db, ids, now)),
        stays: await readByEach(db, () => endStays(db, ids, '2026-03-01')),
        households: await readByEach(db, () => householdsById(db, homeIds)),
        workflows: await readByEach(db, () => endWorkflows(db, ids, now)),
        applications: await readByEach(db, () => removeApplicationsOf(db, ids)),
        refs: await readByEach(db, () => forgetRefs(db, { entity: 'member', importId }, ids)),
      }
    })

    expect(Object.entries(read).filter(([, each]) => !(each < 60))).toEqual([])
  })
})
