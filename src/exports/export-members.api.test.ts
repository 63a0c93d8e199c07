import { parseString } from 'fast-csv'
import { describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { download, refusalOf } from '../testing/download.js'
import { eventually } from '../testing/eventually.js'
import { plantRoll } from '../testing/plant-roll.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const fetchCsv = (church: ChurchWorld, by: Pick<Person, 'token'> | null, query = '') =>
  download({ church, by, path: `/api/v1/members/export-csv/${query}` })

/** The cells of a CSV file, as fast-csv reads them. */
async function cellsOf(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  const rows: string[][] = []
  for await (const row of parseString<string[], string[]>(bytes.toString('utf8'))) rows.push(row as string[])
  return rows
}

const exportsOf = (church: ChurchWorld) =>
  church.write((db) => db.selectFrom('export_log').selectAll().orderBy('created_at').execute())

describe('the export of members as CSV', () => {
  it('holds every cell as it was written, defused where a spreadsheet would compute it', async () => {
    const church = await world.church({ timeZone: 'Africa/Accra' })
    const admin = await church.person('ADMIN')
    const member = await church.member({
      ...{ firstName: '=1+1', lastName: 'Müller, "Ott"', phone: '+233 20', birthDate: '1980-02-29' },
      ...{ address: 'One\nTwo', joinedOn: '2020-01-05', gender: 'FEMALE', email: 'ott@people.example' },
      ...{ occupationalStatus: 'STUDENT', workplace: '@home' },
    })

    const { headers, bytes } = await fetchCsv(church, admin)

    expect(bytes.subarray(0, 3)).toEqual(Buffer.of(0xef, 0xbb, 0xbf))
    expect(bytes.toString('utf8').split('\r\n')).toHaveLength(3)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toMatch(/^attachment; filename="Church-test-[a-z0-9]+_Members_\d{8}\.csv"$/)
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(await cellsOf(bytes)).toEqual([
      ['Member ID', 'First Name', 'Last Name', 'Email', 'Phone', 'Gender'].concat(
        ...['Date of Birth', 'Membership Date', 'Status', 'Address', 'Occupation', 'Place of Work'],
      ),
      [member.memberNumber, "'=1+1", 'Müller, "Ott"', 'ott@people.example', "'+233 20", 'FEMALE'].concat(
        ...['1980-02-29', '2020-01-05', 'ACTIVE', 'One\nTwo', 'STUDENT', "'@home"],
      ),
    ])
  })

  it('defuses whatever a formula can begin with, and tells the profession before the occupational status', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    await church.member({
      firstName: '=a',
      lastName: '+a',
      address: '-a',
      profession: '@a',
      occupationalStatus: 'RETIRED',
    })
    await church.write((db) =>
      db
        .updateTable('member')
        .set({ phone: '\ta', workplace: '\ra', birth_date: '1904-05-17', birth_year_known: false })
        .execute(),
    )

    const { bytes } = await fetchCsv(
      church,
      admin,
      '?columns=firstName,lastName,address,occupation,phone,workplace,birthDate',
    )

    // A birthday without its year begins with a sign as well, and computes nothing: it is ours.
    expect((await cellsOf(bytes))[1]).toEqual(["'=a", "'+a", "'-a", "'@a", "'\ta", "'\ra", '--05-17'])
  })

  it('has a heading and nothing else in an empty church, and is logged and audited', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const { bytes } = await fetchCsv(church, admin, '?columns=lastName,email')

    expect(bytes.toString('utf8')).toBe('\uFEFFLast Name,Email\r\n')
    await eventually(() => exportsOf(church)).toMatchObject([
      { user_id: admin.userId, kind: 'MEMBERS', format: 'CSV', row_count: 0, byte_size: '20', outcome: 'DONE' },
    ])
    const [log] = await exportsOf(church)
    const told = await church.write((db) =>
      db.selectFrom('audit_log').selectAll().where('action', '=', 'member.export').execute(),
    )
    expect(told).toMatchObject([
      {
        actor_id: admin.userId,
        after: { export: log?.id, format: 'CSV', filters: { columns: ['lastName', 'email'] } },
      },
    ])
  })

  it('holds those that the list’s filters leave, and archived ones when they are asked for', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const [ama, kofi] = [
      await church.member({ lastName: 'Aa' }),
      await church.member({ lastName: 'Bb', gender: 'MALE' }),
    ]
    await church.write((db) =>
      db.updateTable('member').set({ archived_at: '2026-01-01T00:00:00Z' }).where('id', '=', ama.id).execute(),
    )
    const numbers = async (query: string) =>
      (await cellsOf((await fetchCsv(church, admin, `?columns=memberNumber${query}`)).bytes)).slice(1).flat()

    expect(await numbers('')).toEqual([kofi.memberNumber])
    expect(await numbers('&archived=true')).toEqual([ama.memberNumber, kofi.memberNumber])
    expect(await numbers('&gender=FEMALE')).toEqual([])
    expect(await numbers('&search=bb')).toEqual([kofi.memberNumber])
  })

  it('is refused to others, to another church and for parameters that cannot be read, in JSON', async () => {
    const [church, other] = [await world.church(), await world.church()]
    const admin = await church.person('ADMIN')
    const asked = (query: string) => refusalOf(fetchCsv(church, admin, query))

    expect(await refusalOf(fetchCsv(church, await church.person('TREASURER')))).toEqual([403, 'FORBIDDEN'])
    expect(await refusalOf(fetchCsv(church, null))).toEqual([401, 'UNAUTHENTICATED'])
    expect(await refusalOf(fetchCsv(other, admin))).toEqual([403, 'FORBIDDEN'])
    expect(await refusalOf(fetchCsv(church, { token: 'none' }))).toEqual([401, 'UNAUTHENTICATED'])
    for (const query of ['?columns=secret', '?columns=email,email', '?columns=a,', '?nobody=1', '?gender=X']) {
      expect(await asked(query)).toEqual([400, 'BAD_USER_INPUT'])
    }
    expect((await download({ church, by: admin, method: 'HEAD', path: '/api/v1/members/export-csv/' })).status).toBe(
      405,
    )
    expect(await exportsOf(church)).toEqual([])
  })

  it('streams thousands of rows in the order of the list', async () => {
    const church = await world.church({ cell: 'west' })
    const admin = await church.person('ADMIN')
    await plantRoll(world.database, church, 20_000)

    const rows = (await cellsOf((await fetchCsv(church, admin, '?columns=lastName')).bytes)).slice(1).flat()

    expect(rows).toHaveLength(20_000)
    expect(rows).toEqual(rows.toSorted())
    await eventually(() => exportsOf(church)).toMatchObject([{ row_count: 20_000, outcome: 'DONE' }])
  })
})
