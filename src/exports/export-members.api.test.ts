import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { eventually } from '../testing/eventually.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
const path = '/api/v1/members/export-csv/'

/** The cells of a CSV file, by RFC 4180: quotes doubled inside quotes, CRLF between rows. */
function cellsOf(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.slice(0, -1)
}

/** The raw answer: `Api` reads JSON only. */
function download(church: ChurchWorld, { token }: Person, query = '') {
  return new Promise<{ status: number; headers: Record<string, unknown>; bytes: Buffer }>((resolve, reject) => {
    const host = `${church.church.subdomain}.localhost:${world.port}`
    const headers = { host, authorization: `Bearer ${token}` }
    const sent = request({ port: world.port, host: '127.0.0.1', path: path + query, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes: Buffer.concat(chunks) }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

const exportsOf = (church: ChurchWorld) =>
  church.write((db) => db.selectFrom('export_log').selectAll().orderBy('created_at').execute())

const plant = (church: ChurchWorld, count: number) =>
  church.write((db) =>
    db
      .insertInto('member')
      .values(
        Array.from({ length: count }, (_, index) => ({
          id: crypto.randomUUID(),
          member_number: `XX-${index}`,
          first_name: `First ${index}`,
          last_name: `Last ${String(index).padStart(6, '0')}`,
          address: 'A street of some length, 12'.repeat(10),
        })),
      )
      .execute(),
  )

describe('the export of members as CSV', () => {
  it('holds every cell as it was written, defused where a spreadsheet would compute it', async () => {
    const church = await world.church({ timeZone: 'Africa/Accra' })
    const admin = await church.person('ADMIN')
    const member = await church.member({
      ...{ firstName: '=1+1', lastName: 'Müller, "Ott"', phone: '+233 20', birthDate: '1980-02-29' },
      ...{ address: 'One\nTwo', joinedOn: '2020-01-05', gender: 'FEMALE', email: 'ott@people.example' },
      ...{ occupationalStatus: 'STUDENT', workplace: '@home' },
    })

    const { headers, bytes } = await download(church, admin)
    const text = bytes.toString('utf8')

    expect(bytes.subarray(0, 3)).toEqual(Buffer.of(0xef, 0xbb, 0xbf))
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toMatch(/^attachment; filename="Church-test-[a-z0-9]+_Members_\d{8}\.csv"$/)
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
    expect(cellsOf(text.slice(1))).toEqual([
      ['Member ID', 'First Name', 'Last Name', 'Email', 'Phone', 'Gender'].concat(
        ...['Date of Birth', 'Membership Date', 'Status', 'Address', 'Occupation', 'Place of Work'],
      ),
      [member.memberNumber, "'=1+1", 'Müller, "Ott"', 'ott@people.example', "'+233 20", 'FEMALE'].concat(
        ...['1980-02-29', '2020-01-05', 'ACTIVE', 'One\nTwo', 'STUDENT', '@home'.replace(/^/, "'")],
      ),
    ])
  })

  it('has a heading and nothing else in an empty church, and is logged and audited', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const { bytes } = await download(church, admin, '?columns=lastName,email')

    expect(bytes.toString('utf8')).toBe('\uFEFFLast Name,Email\r\n')
    await eventually(() => exportsOf(church)).toMatchObject([
      { user_id: admin.userId, kind: 'MEMBERS', format: 'CSV', row_count: 0, outcome: 'DONE' },
    ])
    const told = await church.write((db) => db.selectFrom('audit_log').select('action').execute())
    expect(told.map(({ action }) => action)).toContain('member.export')
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
      cellsOf((await download(church, admin, `?columns=memberNumber${query}`)).bytes.toString('utf8'))
        .slice(1)
        .flat()

    expect(await numbers('')).toEqual([kofi.memberNumber])
    expect(await numbers('&archived=true')).toEqual([ama.memberNumber, kofi.memberNumber])
    expect(await numbers('&gender=FEMALE')).toEqual([])
    expect(await numbers('&search=bb')).toEqual([kofi.memberNumber])
  })

  it('is refused to others, to another church and for parameters that cannot be read, in JSON', async () => {
    const [church, other] = [await world.church(), await world.church()]
    const admin = await church.person('ADMIN')
    const coded = async (asked: Promise<{ status: number; bytes: Buffer }>) => {
      const { status, bytes } = await asked
      return [
        status,
        (JSON.parse(bytes.toString()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code,
      ]
    }

    expect(await coded(download(church, await church.person('TREASURER')))).toEqual([403, 'FORBIDDEN'])
    expect(await coded(download(other, admin))).toEqual([403, 'FORBIDDEN'])
    expect(await coded(download(church, { ...admin, token: 'none' }))).toEqual([401, 'UNAUTHENTICATED'])
    expect(await coded(download(church, admin, '?columns=secret'))).toEqual([400, 'BAD_USER_INPUT'])
    expect(await coded(download(church, admin, '?nobody=1'))).toEqual([400, 'BAD_USER_INPUT'])
    expect(await exportsOf(church)).toEqual([])
  })

  it('is made ten times an hour for one user', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    for (let at = 0; at < 10; at += 1) expect((await download(church, admin)).status).toBe(200)

    const { status, headers } = await download(church, admin)

    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })

  it('streams thousands of rows in the order of the list', async () => {
    const church = await world.church({ cell: 'west' })
    const admin = await church.person('ADMIN')
    await plant(church, 10_000)

    const rows = cellsOf((await download(church, admin, '?columns=lastName')).bytes.toString('utf8'))
      .slice(1)
      .flat()

    expect(rows).toHaveLength(10_000)
    expect(rows).toEqual(rows.toSorted())
    await eventually(() => exportsOf(church)).toMatchObject([{ row_count: 10_000, outcome: 'DONE' }])
  })

  it('stops with the connection of its reader, and counts as failed', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    await plant(church, 10_000)
    const host = `${church.church.subdomain}.localhost:${world.port}`
    const headers = { host, authorization: `Bearer ${admin.token}` }
    const sent = request({ port: world.port, host: '127.0.0.1', path, headers }, (response) => {
      response.once('data', () => sent.destroy())
    })
    sent.on('error', () => undefined)
    sent.end()

    await eventually(async () => (await exportsOf(church)).map(({ outcome }) => outcome)).toEqual(['FAILED'])
    const [left] = await exportsOf(church)
    expect(left?.row_count).toBeLessThan(10_000)
  })
})
