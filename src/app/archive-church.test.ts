import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeAs, connectAsGateway } from '../testing/as-role.js'
import { demoChurches, faithflow, placeKeyOf } from '../testing/life-bed.js'
import type { OwnDatabase } from '../testing/own-database.js'

describe('church archive', () => {
  let database: OwnDatabase
  let key: string
  let gateway: Awaited<ReturnType<typeof connectAsGateway>>
  beforeAll(async () => {
    database = await demoChurches()
    key = await placeKeyOf(database, 'olamchurch')
    gateway = await connectAsGateway(database.url)
  }, 60_000)
  afterAll(() => gateway.end())

  const read = async (): Promise<readonly (string | null)[]> => [
    await codeAs(gateway, key, 'select from member'),
    await codeAs(gateway, key, `select from c_${key}.member`),
  ]
  const turn = async (command: string): Promise<string> => {
    const { code, printed } = await faithflow(database.url, 'church', command, 'olamchurch', '--json')
    expect(code).toBe(0)
    return (JSON.parse(printed) as { status: string }).status
  }

  it('closes the tables to the church itself until it is resumed, however often it is said', async () => {
    expect([await turn('archive'), await turn('archive')]).toEqual(['ARCHIVED', 'ARCHIVED'])
    expect(await read()).toEqual(['42P01', '42501'])

    expect([await turn('resume'), await turn('resume')]).toEqual(['ACTIVE', 'ACTIVE'])
    expect(await read()).toEqual([null, null])
  })

  it('takes a suspended church too, and leaves its neighbour open', async () => {
    expect([await turn('suspend'), await turn('archive')]).toEqual(['SUSPENDED', 'ARCHIVED'])

    expect(await codeAs(gateway, await placeKeyOf(database, 'gracechurch'), 'select from member')).toBe(null)
    expect(await turn('resume')).toBe('ACTIVE')
  })

  it('finishes a run that was killed before the tables were closed', async () => {
    await database.owner.query(`update control.church set status = 'ARCHIVED' where subdomain = 'olamchurch'`)

    await turn('archive')

    expect(await read()).toEqual(['42P01', '42501'])
  })

  it('knows no church of another name', async () => {
    const { code, told } = await faithflow(database.url, 'church', 'archive', 'nobody')

    expect([code, told]).toEqual([2, expect.stringContaining('There is no church "nobody"')])
  })
})
