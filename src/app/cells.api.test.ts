import { describe, expect, it } from 'vitest'
import { Api } from '../testing/api.js'
import { cellsBed } from '../testing/cells-bed.js'
import { faithflowWith } from '../testing/life-bed.js'
import { listen } from '../testing/listener.js'
import { ownDatabase } from '../testing/own-database.js'

// One server over two cells on one PostgreSQL server, set by the variables that operators set.

const { url, westUrl, owner } = await ownDatabase()
await owner.query('delete from control.church')
const environment = { DATABASE_URL: url, CELL_WEST_DATABASE_URL: westUrl }
const bed = await cellsBed(environment)

const register = `mutation ($subdomain: String!) {
  registerChurch(input: {
    churchName: "Grace", subdomain: $subdomain, denomination: PENTECOSTAL, timeZone: "Africa/Accra", currency: "GHS"
    admin: { name: "Ama", email: "ama@grace.example", password: "correct horse battery" }
  }) { church { name } session { accessToken } viewer { name } errors { code } }
}`

const central = new Api({ port: bed.port, host: 'localhost', token: null })

async function cellOfNew(subdomain: string): Promise<string> {
  const { data, errors } = await central.sendText(register, { subdomain })
  expect([errors, data]).toMatchObject([[], { registerChurch: { errors: [], viewer: { name: 'Ama' } } }])
  return (await bed.app.catalogue.findChurch(subdomain)).cell
}

describe('a server over two cells', () => {
  it('puts new churches into the cell that has the fewest, and serves both', async () => {
    await bed.church('first', 'main')

    const cells = [await cellOfNew('second'), (await bed.church('third', 'west')).church.cell]

    expect(cells).toEqual(['west', 'west'])
    const { printed } = await bed.faithflow('church', 'list')
    expect(printed.split('\n').map((line) => line.split(/ {2,}/)[4])).toEqual([
      'cell',
      'main',
      'west',
      'west',
      undefined,
    ])
  })

  it('claims built churches of any open cell, and builds in one when none waits', async () => {
    await bed.faithflow('pool', 'fill', '--target', '1')
    const waiting = await bed.database.gate
      .catalogue()
      .read((db) => db.selectFrom('church').select('cell').where('status', '=', 'WARM').orderBy('cell').execute())

    const claimed = await Promise.all(['fourth', 'fifth', 'sixth'].map(cellOfNew))

    expect(waiting).toEqual([{ cell: 'main' }, { cell: 'west' }])
    expect(new Set(claimed)).toEqual(new Set(['main', 'west']))
  })

  it('brings live notifications to listeners of churches in both, each its own', async () => {
    const churches = [await bed.church('live-main', 'main'), await bed.church('live-west', 'west')]
    const listeners = []
    for (const church of churches) listeners.push(await listen(bed.app, (await church.person('MEMBER')).api))

    for (const church of churches) await church.event({ title: `At ${church.church.subdomain}` })

    const heard = await Promise.all(listeners.map(async (listener) => (await listener.has(1))[0]?.notification?.title))
    expect(heard.map((title) => title?.includes('live'))).toEqual([true, true])
    for (const listener of listeners) {
      expect(listener.received).toHaveLength(1)
      await listener.close()
    }
  })

  it('puts nothing new into a closed cell, unless it is named', async () => {
    const closed = { ...environment, CLOSED_CELLS: 'main' }

    const filled = await faithflowWith(closed, 'pool', 'fill', '--target', '1', '--json')

    expect(JSON.parse(filled.printed)).toMatchObject({ cells: [{ cell: 'west', waiting: 1 }] })
    expect((await bed.church('by-name', 'main')).church.cell).toBe('main')
  })

  it('does not start when churches live in a cell that the settings do not name', async () => {
    const { code, told } = await faithflowWith({ DATABASE_URL: url }, 'church', 'list')

    expect([code, told]).toEqual([
      1,
      'Churches live in the cell "west", which the settings do not name: set CELL_WEST_DATABASE_URL.\n',
    ])
  })

  it('brings all cells up to date and says how far each is', async () => {
    await owner.query('update control.church set version = 0')

    const up = await bed.faithflow('migrate', 'up', '--json')
    const status = await bed.faithflow('migrate', 'status', '--drift', '20', '--json')

    expect(JSON.parse(up.printed)).toMatchObject({ state: { waiting: 0, failed: 0 }, stopped: null })
    expect([status.code, JSON.parse(status.printed)]).toMatchObject([
      0,
      { tracks: [{ track: 'control' }, { track: 'cell', cell: 'main' }, { track: 'cell', cell: 'west' }], drifted: [] },
    ])
  })
})
