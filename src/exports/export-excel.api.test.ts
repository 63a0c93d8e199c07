import { readXlsx } from 'hucre'
import { describe, expect, it } from 'vitest'
import { download } from '../testing/download.js'
import { eventually } from '../testing/eventually.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
const path = '/api/v1/members/export-excel/'

describe('the export of members as Excel', () => {
  it('is a workbook in which text is text, days are days, and the headings are bold in white on blue', async () => {
    const church = await world.church({ timeZone: 'Africa/Accra' })
    const admin = await church.person('ADMIN')
    const member = await church.member({
      ...{ firstName: '=1+1', lastName: 'Müller & <Otto>', phone: '+233 20', birthDate: '1980-02-29' },
      ...{ address: 'One\nTwo', joinedOn: '1899-12-31', workplace: '_x0041_\u0007' },
    })

    const { headers, bytes } = await download({ church, by: admin, path })
    const { sheets } = await readXlsx(bytes, { readStyles: true })
    const [list, about] = sheets

    expect(headers['content-type']).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    expect(headers['content-disposition']).toMatch(/_Members_\d{8}\.xlsx"$/)
    expect(list?.name).toBe('Members')
    expect(list?.rows[1]?.slice(0, 3)).toEqual([member.memberNumber, '=1+1', 'Müller & <Otto>'])
    expect(list?.rows[1]?.[6]).toEqual(new Date('1980-02-29T00:00:00Z'))
    // Excel counts no days before March 1900 as we do: they stay what they are.
    expect(list?.rows[1]?.slice(7)).toEqual(['1899-12-31', 'ACTIVE', 'One\nTwo', null, '_x0041_\u0007'])
    expect(list?.cells?.get('1,1')?.formula).toBeUndefined()
    expect(list?.cells?.get('1,6')?.style?.numFmt).toContain('yyyy')
    expect(list?.cells?.get('0,0')?.style).toMatchObject({
      font: { bold: true, color: { rgb: 'FFFFFF' } },
      fill: { pattern: 'solid', fgColor: { rgb: '1F4E9C' } },
    })
    expect(list?.columns?.every(({ width = 0 }) => width >= 8 && width <= 50)).toBe(true)
    expect(about?.rows.slice(1)).toEqual([
      ['Church', church.church.name],
      ['Exported at', expect.any(Date)],
      ['Time zone', 'Africa/Accra'],
      ['Rows', 1],
    ])
  })

  it('is whole in an empty church, holds the columns that were chosen, and is logged', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')

    const { bytes } = await download({ church, by: admin, path: `${path}?columns=email,lastName` })

    expect((await readXlsx(bytes)).sheets[0]?.rows).toEqual([['Email', 'Last Name']])
    await eventually(() =>
      church.write((db) => db.selectFrom('export_log').select(['format', 'outcome', 'row_count']).execute()),
    ).toEqual([{ format: 'XLSX', outcome: 'DONE', row_count: 0 }])
  })
})
