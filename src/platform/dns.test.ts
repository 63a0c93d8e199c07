import { afterAll, describe, expect, it } from 'vitest'
import { startNameServer } from '../testing/name-server.js'
import { createDns } from './dns.js'

const server = await startNameServer()
afterAll(() => server.close())
const dns = createDns([server.address])

describe('dns', () => {
  it('finds the texts at a name, long ones in one piece', async () => {
    const long = 'x'.repeat(600)
    server.publish('_faithflow.grace.org', 'one', long)

    expect((await dns.texts('_faithflow.grace.org')).toSorted()).toEqual(['one', long])
  })

  it('finds nothing where there is nothing', async () => {
    server.publish('empty.grace.org')

    expect(await dns.texts('nowhere.grace.org')).toEqual([])
    expect(await dns.texts('empty.grace.org')).toEqual([])
  })

  it('tells silence from nothing', async () => {
    await expect(createDns(['127.0.0.1:1']).texts('grace.org')).rejects.toMatchObject({ name: 'DnsAway' })
  })
})
