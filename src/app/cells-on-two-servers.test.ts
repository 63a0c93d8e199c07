import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { withOwner } from '../platform/tenancy/owner-connection.js'
import { cellsBed } from '../testing/cells-bed.js'
import { startDebianPostgres } from '../testing/debian-postgres.js'
import { listen } from '../testing/listener.js'
import { hashesIn } from '../testing/moving-church.js'
import { ownDatabase } from '../testing/own-database.js'
import { parseManifest } from './church-manifest.js'

// Control data in a database of its own and two cells on two PostgreSQL servers of different versions: the embedded one
// of the tests, and that of the distribution.

const { url, westUrl: newer } = await ownDatabase()
const distribution = await startDebianPostgres()
const folder = await mkdtemp(join(tmpdir(), 'faithflow-cells-'))
const control = new URL(url)
control.pathname = `${control.pathname}_control`
await withOwner(url, (server) => server.query(`create database "${control.pathname.slice(1)}"`))
const bed = await cellsBed({
  CONTROL_DATABASE_URL: control.href,
  CELL_WEST_DATABASE_URL: newer,
  CELL_OLDER_DATABASE_URL: distribution.url,
})
afterAll(async () => {
  await distribution.stop()
  await rm(folder, { recursive: true, force: true })
})

const schemasOf = (address: string): Promise<readonly string[]> =>
  withOwner(address, async (owner) => {
    const { rows } = await owner.query<{ name: string }>(
      `select nspname as name from pg_namespace where nspname in ('control', 'cell', 'outbox') order by 1`,
    )
    return rows.map(({ name }) => name)
  })

const hashes = (name: string, key: string) => hashesIn(bed.database, name, key)

it('control data and cells need nothing of each other', { timeout: 60_000 }, async () => {
  expect(await schemasOf(control.href)).toEqual(['control'])
  expect(await schemasOf(newer)).toEqual(['cell', 'outbox'])
  expect(await schemasOf(distribution.url)).toEqual(['cell', 'outbox'])
})

it(
  'a church moves between servers of two versions, equal by hash, with who listens',
  { timeout: 120_000 },
  async () => {
    const church = await bed.church('traveller', 'west')
    const neighbour = await bed.church('neighbour', 'older')
    const key = church.church.placeKey
    await church.ministry([(await church.member({ lastName: 'Zoë\t\\.\n"', birthDate: '2001-02-03' })).id])
    const listener = await listen(bed.app, (await church.person('MEMBER')).api)
    await church.event({ title: 'Before' })
    const before = await hashes('west', key)

    const there = await bed.faithflow('church', 'move', 'traveller', '--to', 'older')
    const after = await hashes('older', key)
    await (await bed.find('traveller')).event({ title: 'There' })
    const back = await bed.faithflow('church', 'move', 'traveller', '--to', 'west')
    await (await bed.find('traveller')).event({ title: 'Back' })

    expect([there.code, back.code, there.told, back.told]).toEqual([0, 0, '', ''])
    expect(after).toEqual(before)
    const titles = (await listener.has(3)).map(({ notification }) => notification?.event?.title)
    expect(titles).toEqual(['Before', 'There', 'Back'])
    expect((await neighbour.event()).title).toBe('Morning service')
    expect((await bed.faithflow('church', 'drop-copies', 'traveller')).printed).toBe('Removed from older.\n')
    const left = await withOwner(distribution.url, (owner) =>
      owner.query('select from pg_roles where rolname = $1', [`r_${key}`]),
    )
    expect(left.rows).toEqual([])
    await listener.close()
  },
)

it('an export is restored on the other server', { timeout: 120_000 }, async () => {
  const church = await bed.church('exported', 'west')
  await church.member({ lastName: 'Zoë\t\\.\n"' })
  const exportTo = async (name: string) => {
    const to = join(folder, name)
    const { code } = await bed.faithflow('church', 'export', 'exported', '--to', to, '--with-accounts')
    expect(code).toBe(0)
    const { copy, accounts } = parseManifest(await readFile(join(to, 'manifest.json'), 'utf8'))
    return { tables: copy.tables, accounts }
  }
  const before = await exportTo('before')
  await bed.faithflow('church', 'erase', 'exported', '--yes')

  const { code } = await bed.faithflow('church', 'restore', join(folder, 'before'), '--cell', 'older')

  expect(code).toBe(0)
  expect((await bed.find('exported')).church.cell).toBe('older')
  expect(await exportTo('after')).toEqual(before)
})
