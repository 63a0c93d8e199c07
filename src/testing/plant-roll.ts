import type { Church } from '../churches/index.js'
import { namesOf } from '../platform/tenancy/place.js'
import type { TestDatabase } from './worker-database.js'

/**
 * Enters so many people at once, in the order of their last names; each with 700 characters that no zip makes much
 * shorter, so that a few thousand do not fit into the buffers of a connection.
 */
export async function plantRoll(
  database: Pick<TestDatabase, 'owner' | 'west'>,
  { church }: { readonly church: Pick<Church, 'cell' | 'placeKey'> },
  count: number,
): Promise<void> {
  const owner = church.cell === 'west' ? database.west : database.owner
  await owner.query(
    `insert into "${namesOf(church.placeKey).schema}".member
       (id, member_number, first_name, last_name, address, workplace)
     select gen_random_uuid(), 'XX-' || n, 'First ' || n, 'Last ' || lpad(n::text, 6, '0'),
       (select string_agg(md5(random()::text || n || k), '') from generate_series(1, 15) k),
       (select string_agg(md5(random()::text || n || k), '') from generate_series(1, 7) k)
     from generate_series(1, ${count}) n`,
  )
}
