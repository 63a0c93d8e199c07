import { once } from 'node:events'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createApiKey } from '../api-keys/create-api-key.js'
import { systemClock } from '../platform/clock.js'
import { addSeconds } from '../platform/instant.js'
import { type ChurchWorld, done, type Person } from '../testing/church-world.js'
import { ask, type Wanted } from '../testing/download.js'
import { eventually } from '../testing/eventually.js'
import { plantCalendar } from '../testing/plant-calendar.js'
import { createWorld } from '../testing/world.js'
import { eventExport } from './event-list.js'
import { exportList } from './export-list.js'

const world = await createWorld()

/** A church with more events than connections hold. */
async function gather() {
  const church = await world.church()
  const admin = await church.person('ADMIN')
  const { id: eventId } = await church.event()
  await plantCalendar(world.database, church, { eventId, count: 20_000 })
  return { church, admin }
}

const failuresTold = async ({ api }: Person): Promise<unknown> => {
  const { text } = await api.sendText('{ notifications(category: "SYSTEM") { nodes { type title message params } } }')
  return (JSON.parse(text) as { data: { notifications: { nodes: unknown } } }).data.notifications.nodes
}

const outcomes = (church: ChurchWorld) =>
  church.write(async (db) => (await db.selectFrom('export_log').select('outcome').execute()).map((row) => row.outcome))

/** An export whose reader has been answered and takes no more. */
async function stalled(wanted: Omit<Wanted, 'path'>, format = 'csv') {
  const asked = ask({ ...wanted, path: `/api/v1/events/export-${format}/` })
  const response = await asked.answered
  response.pause()
  return { ...asked, response }
}

async function breakDatabase(): Promise<void> {
  const { rowCount } = await world.database.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query like '%long_rows%' and state <> 'idle' and pid <> pg_backend_pid()`,
  )
  expect(rowCount).toBe(1)
}

describe('an export that was broken off', () => {
  it.each([
    ['csv', 'CSV'],
    ['excel', 'Excel'],
  ])('on our side is told to whoever asked for it, and to nobody else (%s)', async (format, name) => {
    const { church, admin } = await gather()
    const other = await church.person('ADMIN')
    const { response } = await stalled({ church, by: admin }, format)

    await breakDatabase()
    await once(response.resume(), 'error')

    await eventually(() => failuresTold(admin)).toEqual([
      {
        ...{ type: 'EXPORT_FAILED', title: 'Your export could not be finished' },
        message: `Events as ${name}: the file broke off before its end. Throw it away, and export again.`,
        params: { kind: 'EVENTS', format: format === 'csv' ? 'CSV' : 'XLSX', title: 'Events' },
      },
    ])
    expect(await failuresTold(other)).toEqual([])
    expect(await outcomes(church)).toEqual(['FAILED'])
  })

  it('since its reader took too long is told, too', async () => {
    const { church, admin } = await gather()
    const impatience = new AbortController()
    const stuck = new Writable({ write: () => impatience.abort() })

    const poured = church.as(admin, async (ctx) => {
      const wanted = { format: 'CSV', wanted: {}, columns: ['title', 'description'] } as const
      const file = await exportList(ctx, eventExport, wanted)
      await file.pour(stuck, impatience.signal)
    })

    await expect(poured).rejects.toThrow('aborted')
    expect(await failuresTold(admin)).toMatchObject([{ type: 'EXPORT_FAILED' }])
  })

  it('by its reader, who closed the connection, is told to nobody', async () => {
    const { church, admin } = await gather()
    for (const format of ['csv', 'excel']) {
      const { sent } = await stalled({ church, by: admin }, format)
      sent.destroy()
    }

    await eventually(() => outcomes(church)).toEqual(['FAILED', 'FAILED'])
    expect(await failuresTold(admin)).toEqual([])
  })

  it('of a program is told to nobody: it has no notifications', async () => {
    const { church, admin } = await gather()
    const expiresAt = addSeconds(systemClock.now(), 3600)
    const described = { name: 'Reports', scopes: ['events.manage'], expiresAt }
    const { key } = done(await church.as(admin, (ctx) => createApiKey(ctx, described)))
    const { response } = await stalled({ church, by: { token: key } })

    await breakDatabase()
    await once(response.resume(), 'error')

    await eventually(() => outcomes(church)).toEqual(['FAILED'])
    const kept = await church.write((db) =>
      db.selectFrom('notification').select('type').where('type', '=', 'EXPORT_FAILED').execute(),
    )
    expect(kept).toEqual([])
  })
})
