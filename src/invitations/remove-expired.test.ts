import { beforeAll, describe, expect, it } from 'vitest'
import { openLobby } from '../app/open-lobby.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'
import { removeExpired } from './invitations.repository.js'
import { removeExpiredRows } from './remove-expired.js'

const world = await createWorld()
const { owner } = world.database

let church: ChurchWorld
let person: Person
beforeAll(async () => {
  church = await world.church()
  person = await church.person('MEMBER')
})

/** Rows of each kind that ended so many days ago. */
async function plant(days: number, count = 1): Promise<void> {
  const those = [church.church.id, person.userId, days, count]
  await owner.query(
    `insert into control.refresh_session
       (id, church_id, user_id, family_id, token_hash, expires_at, family_expires_at, revoked_at, revoke_reason)
     select gen_random_uuid(), $1, $2, gen_random_uuid(), sha256(gen_random_uuid()::text::bytea),
       now() - $3 * interval '1 day', now() - $3 * interval '1 day', null, null from generate_series(1, $4)`,
    those,
  )
  await owner.query(
    `insert into control.password_reset_token (id, church_id, user_id, purpose, expires_at)
     select gen_random_uuid(), $1, $2, 'RESET', now() - $3 * interval '1 day' from generate_series(1, $4)`,
    those,
  )
  await owner.query(
    `insert into control.invitation (id, church_id, user_id, email, name, role_ids, expires_at, invited_by, revoked_at)
     select gen_random_uuid(), $1, $2, 'a@b.example', 'x', '{}', now() - $3 * interval '1 day', $2, now()
     from generate_series(1, $4)`,
    those,
  )
}

const counts = async () => {
  const { rows } = await owner.query<Record<string, number>>(
    `select (select count(*) from control.refresh_session where user_id = $1)::int as sessions,
       (select count(*) from control.password_reset_token where user_id = $1)::int as links,
       (select count(*) from control.invitation where user_id = $1)::int as invitations`,
    [person.userId],
  )
  return rows[0]
}

const catalogue = world.app.parts.gate.catalogue()

describe('rows that are over', () => {
  it('are removed every night, some days after they counted last', async () => {
    await plant(31, 3)
    await plant(8)
    await plant(1)

    const { parts, catalogue: churches } = world.app
    const origin = { requestId: crypto.randomUUID(), ip: null, userAgent: null }
    const caller = { superAdmin: null, refusedToken: null }
    await removeExpiredRows.run(openLobby(parts, { catalogue: churches, origin, caller }))

    // The session that the person is signed in with, and what ended yesterday; invitations are kept for 30 days.
    expect(await counts()).toEqual({ sessions: 2, links: 1, invitations: 2 })
  })

  it('are removed in batches of so many of each kind', async () => {
    await plant(40, 5)

    expect(await catalogue.write((control) => removeExpired(control, 2))).toBe(6)
    expect(await catalogue.write((control) => removeExpired(control, 1000))).toBe(9)
    expect(await catalogue.write((control) => removeExpired(control, 1000))).toBe(0)
  })
})
