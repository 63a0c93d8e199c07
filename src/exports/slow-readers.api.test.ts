import { once } from 'node:events'
import type { ClientRequest } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { ask, download, refusalOf } from '../testing/download.js'
import { eventually } from '../testing/eventually.js'
import { plantCalendar } from '../testing/plant-calendar.js'
import { plantRoll } from '../testing/plant-roll.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
const many = 20_000
// Larger than what connections hold; read by many tests and changed by none.
let church: ChurchWorld
beforeAll(async () => {
  church = await world.church()
  await plantRoll(world.database, church, many)
})

const wanted = (church: ChurchWorld, by: Person, path = '/api/v1/members/export-csv/') => ({ church, by, path })

const exportsOf = ({ userId }: Person) =>
  church.write((db) => db.selectFrom('export_log').selectAll().where('user_id', '=', userId).execute())

/** The backends in which a cursor over members stands, and whether nothing was asked of each for a second. */
const cursors = async () => {
  const { rows } = await world.database.owner.query<{ pid: number; rests: boolean }>(
    `select pid, state = 'idle in transaction' and clock_timestamp() - state_change > interval '1 second' as rests
     from pg_stat_activity
     where datname = current_database() and query like '%long_rows%' and state <> 'idle' and pid <> pg_backend_pid()`,
  )
  return rows
}

const open: ClientRequest[] = []
afterEach(async () => {
  for (const sent of open.splice(0)) sent.destroy()
  await eventually(cursors).toEqual([])
})

/** An export whose reader has been answered and takes no more until it says so. */
async function stalled(of: ChurchWorld, by: Person, path?: string) {
  const asked = ask(wanted(of, by, path))
  open.push(asked.sent)
  const response = await asked.answered
  if (response.statusCode !== 200) throw new Error(`answered ${response.statusCode}`)
  response.pause()
  return { ...asked, response }
}

describe('an export whose reader is slow', () => {
  it('stops reading the database until the reader goes on, and then is whole', async () => {
    const admin = await church.person('ADMIN')

    const { response } = await stalled(church, admin)
    await eventually(async () => (await cursors()).map(({ rests }) => rests)).toEqual([true])
    await church.member({ lastName: 'Too late' })
    expect((await cursors()).map(({ rests }) => rests)).toEqual([true])

    const told = await text(response)
    expect(told.split('\r\n')).toHaveLength(many + 2)
    expect(told).not.toContain('Too late')
  })

  it('of events stops, too', async () => {
    const admin = await church.person('ADMIN')
    const { id: eventId } = await church.event()
    await plantCalendar(world.database, church, { eventId, count: many })

    const { response } = await stalled(church, admin, '/api/v1/events/export-csv/')
    await eventually(async () => (await cursors()).map(({ rests }) => rests)).toEqual([true])
    await church.event({ title: 'Too late' })

    const told = await text(response)
    expect(told.split('\r\n')).toHaveLength(many + 3)
    expect(told).not.toContain('Too late')
  })

  it('ends with its connection, and counts as failed', async () => {
    const admin = await church.person('ADMIN')
    for (const format of ['csv', 'excel']) {
      const { sent } = await stalled(church, admin, `/api/v1/members/export-${format}/`)
      await eventually(cursors).toHaveLength(1)

      sent.destroy()

      await eventually(cursors).toEqual([])
    }
    await eventually(async () => (await exportsOf(admin)).map(({ outcome }) => outcome)).toEqual(['FAILED', 'FAILED'])
    for (const { row_count } of await exportsOf(admin)) expect(row_count).toBeLessThan(many)
  })

  it('is cut where the database fails, and never looks whole', async () => {
    const admin = await church.person('ADMIN')
    for (const format of ['csv', 'excel']) {
      const { response } = await stalled(church, admin, `/api/v1/members/export-${format}/`)
      const [cursor] = await cursors()
      await world.database.owner.query('select pg_terminate_backend($1)', [cursor?.pid])

      const [error] = (await once(response.resume(), 'error')) as [Error]

      expect(error.message).toBe('aborted')
    }
    await eventually(async () => (await exportsOf(admin)).map(({ outcome }) => outcome)).toEqual(['FAILED', 'FAILED'])
  })
})

describe('exports at the same time', () => {
  it('are two for a user in all processes together, and the place is free when one ends', async () => {
    const [admin, other] = [await church.person('ADMIN'), await church.person('ADMIN')]
    const { port } = await world.secondApp()
    // The same church, by another process.
    const beside: ChurchWorld = Object.assign(Object.create(church) as ChurchWorld, { port })
    const first = await stalled(church, admin)
    await stalled(beside, admin)

    expect(await refusalOf(download(wanted(church, admin)))).toEqual([429, 'THROTTLED'])
    expect(await refusalOf(download(wanted(beside, admin)))).toEqual([429, 'THROTTLED'])
    expect((await download(wanted(church, other))).status).toBe(200)

    first.sent.destroy()
    await eventually(async () => (await download(wanted(beside, admin))).status).toBe(200)
  })

  it('are five for a church, whoever makes them', async () => {
    for (let at = 0; at < 5; at += 1) await stalled(church, await church.person('ADMIN'))

    expect(await refusalOf(download(wanted(church, await church.person('ADMIN'))))).toEqual([429, 'THROTTLED'])
  })

  it('take no connection from requests: a process runs six, and says so to the seventh', async () => {
    const other = await world.church()
    await plantRoll(world.database, other, many)
    for (const one of [church, church, church, other, other, other]) {
      await stalled(one, await one.person('ADMIN'))
    }
    const admin = await church.person('ADMIN')

    expect(await refusalOf(download(wanted(church, admin)))).toEqual([429, 'THROTTLED'])
    expect((await admin.api.sendText('{ members(first: 1) { totalCount } }')).status).toBe(200)
  })

  it('are ten in an hour for one user, refused ones not counted', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    for (let at = 0; at < 10; at += 1) expect((await download(wanted(church, admin))).status).toBe(200)

    const { status, headers } = await download(wanted(church, admin))

    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })
})
