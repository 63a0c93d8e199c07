import { describe, expect, it } from 'vitest'
import { freezeChurch } from '../platform/tenancy/freeze-church.js'
import { calendarPath, linkOf, readCalendarAt } from '../testing/calendar-program.js'
import type { ChurchWorld } from '../testing/church-world.js'
import { movableClock } from '../testing/movable-clock.js'
import { createWorld } from '../testing/world.js'

const clock = movableClock()
const world = await createWorld({ clock })

/** A church with an event, and a link of one who may see it. */
async function gather() {
  const church = await world.church()
  const leader = await church.person('LEADER')
  await church.event({ title: 'Service' })
  const event = await church.event({ title: 'Leaders', visibility: 'LEADERS' })
  return { church, leader, event, link: await linkOf(church, leader, { kind: 'CHURCH' }) }
}

const dated = (date: string | undefined) => ({ 'if-modified-since': date ?? '' })

/** Reads a calendar again as one who knows when it was modified, and nothing else. */
async function rereading(church: ChurchWorld, link: string) {
  const { headers } = await readCalendarAt(church, link)
  return () => readCalendarAt(church, link, dated(headers['last-modified']))
}

describe('a calendar program that knows when its calendar was modified', () => {
  it('is answered 304 until something in it changes, and then the calendar', async () => {
    const { church, link } = await gather()
    const again = await rereading(church, link)

    const same = await again()
    await church.event({ title: 'New' })
    const other = await again()

    expect([same.status, same.text, other.status]).toEqual([304, '', 200])
    expect(same.headers['etag']).toMatch(/^"/)
    expect(other.text).toContain('New')
  })

  it('hears of what leaves no date behind: an event that was deleted, and one that is not shown any more', async () => {
    const { church, link } = await gather()
    const { id } = await church.event({ title: 'Deleted' })
    for (const change of ['delete', 'hide'] as const) {
      const again = await rereading(church, link)
      await church.write(async (db) => {
        if (change === 'delete') await db.deleteFrom('event').where('id', '=', id).execute()
        else await db.updateTable('event').set({ visibility: 'LEADERS' }).where('title', '=', 'Service').execute()
      })

      expect((await again()).status).toBe(200)
    }
  })

  it('is never answered 304 for another calendar, however fast one follows the other', async () => {
    const { church, link } = await gather()
    const seen = new Map<string, string>()
    for (let change = 0; change < 8; change += 1) {
      const { headers } = await readCalendarAt(church, link)
      const date = headers['last-modified']
      if (date !== undefined) {
        expect(seen.get(date) ?? headers['etag']).toBe(headers['etag'])
        seen.set(date, headers['etag'] ?? '')
        expect(Date.parse(date)).toBeLessThanOrEqual(Date.parse(clock.now()))
      }
      await church.event({ title: `Change ${change}` })
      expect((await readCalendarAt(church, link, dated(date))).status).toBe(200)
    }
    // What was ahead of the clock is told when its time has come.
    clock.forward(10)
    const again = await rereading(church, link)
    expect((await again()).status).toBe(304)
  })

  it('is judged by its tag alone where it sends one (RFC 9110, 13.1.3)', async () => {
    const { church, link } = await gather()
    const { headers } = await readCalendarAt(church, link)
    const etag = headers['etag'] ?? ''
    const ask = async (more: Record<string, string>) => (await readCalendarAt(church, link, more)).status

    expect(await ask({ ...dated(headers['last-modified']), 'if-none-match': '"another"' })).toBe(200)
    expect(await ask({ ...dated('Thu, 01 Jan 2015 00:00:00 GMT'), 'if-none-match': etag })).toBe(304)
    expect(await ask({ 'if-none-match': `"another", W/${etag}` })).toBe(304)
    expect(await ask({ 'if-none-match': '*' })).toBe(304)
  })

  it.each([
    ['no date', 'yesterday'],
    ['a date that is none of HTTP', '2099-01-01'],
    ['a number', '99999'],
    ['two dates', 'Thu, 01 Jan 2099 00:00:00 GMT, Thu, 01 Jan 2099 00:00:00 GMT'],
    ['an earlier date', 'Thu, 01 Jan 2015 00:00:00 GMT'],
  ])('is answered the calendar for %s', async (_case, date) => {
    const { church, link } = await gather()
    await readCalendarAt(church, link)

    expect((await readCalendarAt(church, link, dated(date))).status).toBe(200)
  })

  it('knows the same of the calendar of PUBLIC events, which is one for all', async () => {
    const { church } = await gather()
    await church.write((db) => db.updateTable('church_settings').set({ ical_public: true }).execute())
    const again = await rereading(church, calendarPath)

    const same = await again()
    await church.event({ title: 'For all', visibility: 'PUBLIC' })
    const other = await again()

    expect([same.status, other.status]).toEqual([304, 200])
    const editions = await church.write((db) => db.selectFrom('calendar_edition').select('feed_id').execute())
    expect(editions).toEqual([{ feed_id: null }])
  })

  it('is answered while its church is moved, by the tag alone', async () => {
    const { church, link } = await gather()
    const { id, cell, placeKey: key } = church.church
    const { owner } = world.database
    await owner.query(`update control.church set moving_to = 'west' where id = $1`, [id])
    await freezeChurch(owner, { cell, key }, async () => true)

    const { status, headers, text } = await readCalendarAt(church, link)
    const known = await readCalendarAt(church, link, { 'if-none-match': headers['etag'] ?? '' })

    expect([status, headers['last-modified'], known.status]).toEqual([200, undefined, 304])
    expect(text).toContain('SUMMARY:Service')
  })

  it('writes nothing while nothing changes, also when many ask at once', async () => {
    const { church, link } = await gather()
    await Promise.all(Array.from({ length: 10 }, () => readCalendarAt(church, link)))
    const editions = () => church.write((db) => db.selectFrom('calendar_edition').selectAll().execute())
    const before = await editions()

    const answers = await Promise.all(Array.from({ length: 10 }, () => readCalendarAt(church, link)))

    expect(new Set(answers.map(({ headers }) => headers['last-modified'])).size).toBe(1)
    expect(await editions()).toEqual(before)
    expect(before).toHaveLength(1)
  })
})
