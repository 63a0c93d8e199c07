import { describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { statementsWithViewer } from '../testing/count-statements.js'
import { eventually } from '../testing/eventually.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

/** One thing that a viewer is made of, and how another process changes it; `$1` is the account. */
interface Fact {
  readonly fact: string
  readonly change: string
  /** What had to be so before. */
  readonly before?: readonly string[]
  /** What an answer tells once the change is known. */
  readonly told: string
}

const withFactor = [
  'update role set requires_totp = true where id in (select role_id from user_role where user_id = $1)',
  `insert into control.second_factor (user_id, church_id, secret, confirmed_at)
     select id, church_id, 'x', now() from control.user_account where id = $1`,
]
const account = (set: string): string => `update control.user_account set ${set} where id = $1`
const ofRoles = 'where role_id in (select role_id from user_role where user_id = $1)'

const facts: readonly Fact[] = [
  { fact: 'the name', change: account(`name = 'Abena'`), told: 'Abena' },
  { fact: 'the address', change: account(`email = id || '@new.example'`), told: '@new.example' },
  { fact: 'the language', change: account(`locale = 'fr-CI'`), told: 'fr-CI' },
  { fact: 'the status', change: account(`status = 'DISABLED'`), told: 'UNAUTHENTICATED' },
  { fact: 'the epoch', change: account('auth_epoch = auth_epoch + 1'), told: 'TOKEN_EXPIRED' },
  { fact: 'the old password', change: account('must_change_password = true'), told: 'PASSWORD_CHANGE_REQUIRED' },
  {
    fact: 'the session',
    change: `update control.refresh_session set revoked_at = now(), revoke_reason = 'ADMIN' where user_id = $1`,
    told: 'UNAUTHENTICATED',
  },
  {
    fact: 'the second factor, when it is removed',
    ...{ before: withFactor, change: 'delete from control.second_factor where user_id = $1' },
    told: 'SECOND_FACTOR_REQUIRED',
  },
  {
    fact: 'the second factor, when it counts no more',
    ...{ before: withFactor, change: 'update control.second_factor set confirmed_at = null where user_id = $1' },
    told: 'SECOND_FACTOR_REQUIRED',
  },
  {
    fact: 'what a role demands',
    change: 'update role set requires_totp = true where id in (select role_id from user_role where user_id = $1)',
    told: 'SECOND_FACTOR_REQUIRED',
  },
  { fact: 'a role', change: 'delete from user_role where user_id = $1', told: 'FORBIDDEN' },
  { fact: 'a role that ends', change: `update user_role set expires_at = now() where user_id = $1`, told: 'FORBIDDEN' },
  { fact: 'a right of a role', change: `delete from role_permission ${ofRoles}`, told: 'FORBIDDEN' },
  {
    fact: 'the person on the roll',
    change: 'update member set user_id = null where user_id = $1',
    told: '"member":null',
  },
]

/** Asks for everything that is remembered of a viewer. */
const ask = ({ api }: Person) =>
  api.sendText('{ viewer { name email locale role member { id } } members { totalCount } }')

async function inPostgres(church: ChurchWorld, { userId }: Person, statements: readonly string[]): Promise<void> {
  const client = await world.database.owner.connect()
  try {
    await client.query(`set search_path to c_${church.church.placeKey}`)
    for (const statement of statements) await client.query(statement, [userId])
  } finally {
    client.release(true)
  }
}

describe('what is remembered of a viewer', () => {
  it.each(facts)('is forgotten at once when another process changes $fact', async ({ before = [], change, told }) => {
    const church = await world.church()
    const person = await church.person('PASTOR')
    await inPostgres(church, person, before)
    // Known from now on: it is not asked for any more.
    await eventually(async () =>
      (await statementsWithViewer(() => ask(person))).some((text) => text.includes('grants')),
    ).toBe(false)
    expect((await ask(person)).text).not.toContain(told)

    await inPostgres(church, person, [change])

    await eventually(async () => (await ask(person)).text).toContain(told)
  })
})
