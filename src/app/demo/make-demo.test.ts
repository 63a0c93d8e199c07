import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isPassword } from '../../identity/password.js'
import { type DemoDatabase, openDemoDatabase } from '../../testing/demo-database.js'
import { withPowerCut } from '../../testing/power-cut.js'
import { foundChurch } from '../found-church.js'
import { demoPassword, type DemoSignIn, makeDemo } from './make-demo.js'

describe('the demo, once made', () => {
  let database: DemoDatabase
  let signIns: readonly DemoSignIn[]
  beforeAll(async () => {
    database = await openDemoDatabase()
    signIns = await makeDemo(database.options)
  })
  afterAll(() => database.close())

  it('says how to sign in', () => {
    expect(signIns).toEqual([
      { subdomain: 'olamchurch', email: 'admin@olamchurch.demo' },
      { subdomain: 'olamchurch', email: 'member@olamchurch.demo' },
      { subdomain: 'gracechurch', email: 'admin@gracechurch.demo' },
      { subdomain: 'gracechurch', email: 'member@gracechurch.demo' },
    ])
  })

  it('holds two whole churches', async () => {
    expect(await contents(database.rows, 'olamchurch')).toEqual(whole)
    expect(await contents(database.rows, 'gracechurch')).toEqual(whole)
  })

  it('lets the accounts in with the published password', async () => {
    const hashes = await database.rows('control', 'select distinct password_hash as hash from user_account')

    expect(hashes).toHaveLength(1)
    expect(await isPassword(demoPassword, String(hashes[0]?.['hash']))).toBe(true)
  })

  it('gives the member a family of five and two ministries', async () => {
    const [member] = await database.rows('gracechurch', familyOfMember)

    expect(member).toEqual({ role: 'MEMBER', relations: ['HEAD', 'SPOUSE', 'CHILD', 'CHILD', 'CHILD'], ministries: 2 })
  })

  it('leaves the counters where its own numbers end', async () => {
    const { rows } = database

    expect(await rows('gracechurch', 'select name, value from counter order by name')).toEqual([
      { name: 'change', value: '0' },
      { name: 'member', value: '208' },
      { name: 'notification', value: '5' },
    ])
    expect(await rows('gracechurch', 'select min(member_number), max(member_number) from member')).toEqual([
      { min: 'GR-0001', max: 'GR-0208' },
    ])
    expect(await rows('gracechurch', 'select min(seq), max(seq) from notification')).toEqual([{ min: '1', max: '5' }])
  })

  it('is not changed by another run', async () => {
    const before = await database.tables('control', 'olamchurch', 'gracechurch')

    const again = await makeDemo(database.options)

    expect(again).toEqual(signIns)
    expect(await database.tables('control', 'olamchurch', 'gracechurch')).toEqual(before)
  })
})

describe('making the demo', () => {
  let database: DemoDatabase
  beforeEach(async () => (database = await openDemoDatabase()))
  afterEach(() => database.close())

  it('keeps what people have changed since', async () => {
    await makeDemo(database.options)
    await database.rows(
      'control',
      `update user_account set email = 'new@home.example' where email = 'admin@olamchurch.demo'`,
    )
    await database.rows('control', `update church set name = 'Renamed' where subdomain = 'olamchurch'`)
    const before = await database.tables('control', 'olamchurch', 'gracechurch')

    const [admin] = await makeDemo(database.options)

    expect(admin).toEqual({ subdomain: 'olamchurch', email: 'new@home.example' })
    expect(await database.tables('control', 'olamchurch', 'gracechurch')).toEqual(before)
  })

  // The commits of a run in order: settings, claim, contents and accounts of the first church; settings of the second.
  const cuts = [1, 2, 3, 4, 5].flatMap((commit) => [
    { commit, moment: 'before' as const },
    { commit, moment: 'after' as const },
  ])

  it.each(cuts)('finishes what a run left that was cut off right $moment commit $commit', async (cut) => {
    const { options, rows } = database
    await expect(makeDemo(withPowerCut(options, cut))).rejects.toThrow('power cut')
    const accounts = await rows('control', 'select email from user_account')
    const left = accounts.length > 0 ? [await contents(rows, 'olamchurch')] : []

    const signIns = await makeDemo(options)

    // Whoever could sign in before the second run found everything.
    expect(left).toEqual(left.map(() => whole))
    expect(signIns).toHaveLength(4)
    expect(await contents(rows, 'olamchurch')).toEqual(whole)
    expect(await contents(rows, 'gracechurch')).toEqual(whole)
  })

  it('makes each church once when two processes start at once', async () => {
    const { options, rows } = database

    const [one, other] = await Promise.all([makeDemo(options), makeDemo(options)])

    expect(other).toEqual(one)
    expect(await contents(rows, 'olamchurch')).toEqual(whole)
    expect(await contents(rows, 'gracechurch')).toEqual(whole)
  })

  it('builds churches when none is left', async () => {
    const { options, rows } = database
    await rows('control', `delete from church where status = 'WARM'`)

    await makeDemo(options)

    expect(await contents(rows, 'olamchurch')).toEqual(whole)
    expect(await contents(rows, 'gracechurch')).toEqual(whole)
  })

  it('leaves a church of others alone that has the name', async () => {
    await foundChurch(database.options, { ...theirs, subdomain: 'olamchurch' })
    const before = await database.tables('olamchurch')

    const signIns = await makeDemo(database.options)

    expect(signIns.map(({ subdomain }) => subdomain)).toEqual(['gracechurch', 'gracechurch'])
    expect(await database.tables('olamchurch')).toEqual(before)
    const names = await database.rows('control', `select name from church where subdomain = 'olamchurch'`)
    expect(names).toEqual([{ name: theirs.name }])
  })
})

const theirs = { name: 'Bethel', denomination: 'BAPTIST', timeZone: 'Africa/Accra', currency: 'GHS' } as const

const whole = {
  people: 208,
  households: 60,
  housed: 208,
  ministries: true,
  led: true,
  withoutFeature: 0,
  past: true,
  coming: true,
  announcements: 10,
  expired: 1,
  notifications: 5,
  roles: ['ADMIN', 'MEMBER'],
  linked: 2,
  accounts: 2,
}

async function contents(rows: DemoDatabase['rows'], subdomain: string): Promise<Record<string, unknown> | undefined> {
  const [found] = await rows(
    subdomain,
    `select (select count(*) from member)::int as people,
      (select count(distinct household_id) from household_member where relation = 'HEAD')::int as households,
      (select count(*) from household_member where until_on is null)::int as housed,
      (select count(*) between 8 and 12 from ministry) as ministries,
      (select every(exists (select from ministry_membership where ministry_id = ministry.id and role = 'LEADER'))
        from ministry) as led,
      (select count(*) from ministry where category = 'HEALTH')::int as "withoutFeature",
      (select min(starts_at) < now() - interval '180 days' from event) as past,
      (select max(starts_at) > now() + interval '180 days' from event) as coming,
      (select count(*) from announcement)::int as announcements,
      (select count(*) from announcement where expires_at < now())::int as expired,
      (select count(*) from notification join event on event.id = entity_id where starts_at > now())::int as notifications,
      (select array_agg(key order by key) from user_role join role on role.id = role_id
        join control.user_account on user_account.id = user_id) as roles,
      (select count(*) from member join control.user_account on user_account.id = user_id
        and user_account.email = member.email)::int as linked,
      (select count(*) from control.user_account join control.church on church.id = church_id
        where subdomain = '${subdomain}')::int as accounts`,
  )
  return found
}

const familyOfMember = `
  select role.key as role,
    (select count(*)::int from ministry_membership where member_id = member.id) as ministries,
    (select array_agg(theirs.relation order by theirs.relation <> 'HEAD', theirs.relation desc)
      from household_member mine join household_member theirs using (household_id)
      where mine.member_id = member.id) as relations
  from member join user_role using (user_id) join role on role.id = role_id
  where member.email like 'member@%'`
