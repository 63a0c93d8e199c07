import { giveRole } from '../../../src/access/index.js'
import type { Church } from '../../../src/churches/index.js'
import { addRefreshToken, addUser, hashPassword, openSession } from '../../../src/identity/index.js'
import type { AccessTokens } from '../../../src/platform/access-tokens.js'
import { systemClock } from '../../../src/platform/clock.js'
import { newId } from '../../../src/platform/ids.js'
import { placeOf, serve } from '../app.js'
import type { Bed } from '../bed.js'
import { plantMembers } from '../plant-members.js'
import { signUp } from '../sign-up.js'

/** An account that requests come from. */
export interface BenchPerson {
  readonly email: string
  readonly token: string
}

/** One church with its people. */
export interface Ground {
  readonly churchId: string
  readonly subdomain: string
  readonly schema: string
  readonly people: readonly BenchPerson[]
  readonly password: string
  readonly memberIds: readonly string[]
}

/** What is planted. */
export interface Size {
  readonly members: number
  readonly people: number
}

const password = 'correct horse battery'

/** Plants churches, each with members, households, ministries, events and accounts; `key` signs their tokens. */
export async function plantChurches(
  bed: Bed,
  { key, subdomains, size }: { readonly key: string; readonly subdomains: readonly string[]; readonly size: Size },
): Promise<readonly Ground[]> {
  const { app } = await serve({ bed, gate: bed.database.gate, key })
  const passwordHash = await hashPassword(password)
  try {
    const grounds: Ground[] = []
    for (const subdomain of subdomains) {
      await bed.pool.build()
      await signUp(bed, subdomain)
      const schema = `c_${(await placeOf(bed, subdomain)).key}`
      await plantMembers(bed, subdomain, size.members)
      await bed.database.owner.query(groupsIn(schema))
      const church = await app.catalogue.findChurch(subdomain)
      const people: BenchPerson[] = []
      for (let index = 0; index < size.people; index += 1) {
        people.push(await plantPerson(bed, { tokens: app.parts.tokens, church, passwordHash }))
      }
      const { rows } = await bed.database.owner.query<{ id: string }>(
        `select id from ${schema}.member order by id limit 1000`,
      )
      grounds.push({ churchId: church.id, subdomain, schema, people, password, memberIds: rows.map(({ id }) => id) })
    }
    return grounds
  } finally {
    await app.close()
  }
}

/** Somebody who may see everything that is measured, signed in. */
async function plantPerson(
  { database: { gate } }: Bed,
  {
    tokens,
    church,
    passwordHash,
  }: { readonly tokens: AccessTokens; readonly church: Church; readonly passwordHash: string },
): Promise<BenchPerson> {
  const userId = newId(systemClock)
  const email = `${userId}@bench.example`
  const user = { id: userId, churchId: church.id, email, name: 'Bench', passwordHash }
  const origin = { requestId: userId, ip: null, userAgent: null }
  const owner = { userId, churchId: church.id, epoch: 1 }
  const { session, row } = await openSession({ tokens, clock: systemClock, origin }, owner)
  await gate.control(church.id).write(async (control) => {
    await addUser(control, user)
    await addRefreshToken(control, row, systemClock.now())
  })
  await gate.church({ cell: church.cell, key: church.placeKey }).transaction(
    (db) => giveRole(db, systemClock, { userId, role: 'PASTOR' }),
    () => true,
  )
  return { email, token: session.accessToken }
}

/** Everybody lives in a household of four and serves in two of thirty ministries. */
const groupsIn = (schema: string): string => `
  begin;
  set local search_path to ${schema}, extensions;
  create temp table bench_people on commit drop as
    select id as member_id, row_number() over (order by id) - 1 as at from member;
  insert into household (id, name)
    select gen_random_uuid(), 'Household ' || n from generate_series(0, (select max(at) / 4 from bench_people)) n;
  insert into household_member (id, household_id, member_id, relation)
    select gen_random_uuid(), h.id, p.member_id, case at % 4 when 0 then 'HEAD' when 1 then 'SPOUSE' else 'CHILD' end
    from bench_people p join (select id, row_number() over (order by id) - 1 as place from household) h on h.place = p.at / 4;
  insert into ministry (id, name, category)
    select gen_random_uuid(), 'Ministry ' || n, 'WORSHIP' from generate_series(1, 30) n;
  insert into ministry_membership (id, ministry_id, member_id, status, joined_at)
    select gen_random_uuid(), m.id, p.member_id, 'ACTIVE', now()
    from bench_people p join (select id, row_number() over (order by id) - 1 as place from ministry) m
      on m.place in (p.at % 30, (p.at * 7 + 3) % 30);
  insert into event (id, title, starts_at, ends_at, time_zone, created_by)
    select gen_random_uuid(), 'Event ' || n, now() + n * interval '1 day', now() + n * interval '1 day' + interval '2 hours', 'UTC', gen_random_uuid()
    from generate_series(1, 40) n;
  insert into event_occurrence (event_id, occurrence_at, starts_at, ends_at, type, visibility, is_draft)
    select id, starts_at, starts_at, ends_at, type, visibility, status = 'DRAFT' from event;
  insert into announcement (id, title, body, status, published_at, created_by)
    select gen_random_uuid(), 'Announcement ' || n, 'All are welcome.', 'PUBLISHED', now() - n * interval '1 day', gen_random_uuid()
    from generate_series(1, 20) n;
  commit;
  analyze ${schema}.member; analyze ${schema}.household; analyze ${schema}.household_member;
  analyze ${schema}.ministry; analyze ${schema}.ministry_membership;`
