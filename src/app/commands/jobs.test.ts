import { beforeAll, describe, expect, it } from 'vitest'
import { demoChurches, faithflow, placeKeyOf } from '../../testing/life-bed.js'
import type { OwnDatabase } from '../../testing/own-database.js'

let database: OwnDatabase
const planted = { waiting: '', dead: '', other: '' }

async function plant(subdomain: string, error: string | null): Promise<string> {
  const key = await placeKeyOf(database, subdomain)
  const { rows } = await database.owner.query<{ id: string }>(`select jobs.add($1, 'send-mail', '{}', null) as id`, [
    key,
  ])
  const id = rows[0]?.id ?? ''
  if (error !== null)
    await database.owner.query('select graphile_worker.permanently_fail_jobs(array[$1::bigint], $2)', [id, error])
  return `main-${id}`
}

beforeAll(async () => {
  database = await demoChurches()
  planted.waiting = await plant('olamchurch', null)
  planted.dead = await plant('olamchurch', 'no such user')
  planted.other = await plant('gracechurch', 'no such host')
}, 60_000)

const idsOf = (printed: string): readonly string[] => (JSON.parse(printed) as { id: string }[]).map(({ id }) => id)

describe('jobs', () => {
  it('lists the dead, with the reason, and says by its exit code that there are some', async () => {
    const { code, printed } = await faithflow(database.url, 'jobs', 'list')
    const asJson = await faithflow(database.url, 'jobs', 'list', '--dead', '--json')

    expect(code).toBe(1)
    expect(printed).toMatch(new RegExp(`${planted.dead} +DEAD +send-mail .*no such user`))
    expect(JSON.parse(asJson.printed)).toMatchObject([
      { id: planted.dead, state: 'DEAD', task: 'send-mail', lastError: 'no such user' },
      { id: planted.other, state: 'DEAD' },
    ])
  })

  it('lists those that wait, of one church or all', async () => {
    const all = await faithflow(database.url, 'jobs', 'list', '--waiting', '--json')
    const ofOne = await faithflow(database.url, 'jobs', 'list', '--dead', '--church', 'gracechurch', '--json')
    const nothing = await faithflow(database.url, 'jobs', 'list', '--waiting', '--church', 'gracechurch')

    expect([all.code, idsOf(all.printed)]).toEqual([0, [planted.waiting]])
    expect(idsOf(ofOne.printed)).toEqual([planted.other])
    expect(nothing).toEqual({ code: 0, printed: 'There are none.\n', told: '' })
  })

  it('tries a dead one again, and drops one', async () => {
    const retried = await faithflow(database.url, 'jobs', 'retry', planted.dead)
    const dropped = await faithflow(database.url, 'jobs', 'drop', planted.other, '--json')

    expect(retried).toMatchObject({ code: 0, printed: `The job ${planted.dead} is tried again.\n` })
    expect(JSON.parse(dropped.printed)).toEqual({ id: planted.other })
    expect(idsOf((await faithflow(database.url, 'jobs', 'list', '--json')).printed)).toEqual([])
    const waiting = await faithflow(database.url, 'jobs', 'list', '--waiting', '--json')
    expect(JSON.parse(waiting.printed)).toMatchObject([{ id: planted.waiting }, { id: planted.dead, attempts: 0 }])
  })

  it.each([
    ['jobs', 'retry', 'main-999999'],
    ['jobs', 'drop', 'elsewhere-1'],
    ['jobs', 'drop', `main-1'; drop schema jobs`],
    ['jobs', 'list', '--church', 'nobody'],
    ['jobs', 'list', '--limit', '0'],
  ])('answers %s %s %s %s in one line', async (...words) => {
    const { code, told } = await faithflow(database.url, ...words)

    expect(code).toBe(2)
    expect(told.trimEnd().split('\n')).toHaveLength(1)
  })
})
