import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoChurches } from '../../testing/life-bed.js'
import { startNameServer } from '../../testing/name-server.js'
import type { OwnDatabase } from '../../testing/own-database.js'
import { runCommand } from './run-command.js'

const names = await startNameServer()
afterAll(() => names.close())

describe('npx faithflow church domain', () => {
  let database: OwnDatabase
  beforeAll(async () => {
    database = await demoChurches()
  }, 60_000)

  const call = async (words: string) => {
    let [printed, told] = ['', '']
    const code = await runCommand(words.split(' '), {
      environment: { DATABASE_URL: database.url, BASE_DOMAIN: 'faithflows.com', DNS_SERVERS: names.address },
      print: (text) => void (printed += text),
      tell: (text) => void (told += text),
      isWatched: false,
      readInput: async () => '',
      signal: new AbortController().signal,
    })
    return { code, printed, told }
  }

  it('adds, proves, lists and removes hosts', async () => {
    const added = await call('church domain add olamchurch WWW.Olam.org. --json')
    const { proof } = JSON.parse(added.printed) as { proof: { name: string; text: string } }
    const early = await call('church domain verify olamchurch www.olam.org')
    const waiting = await call('church domain list olamchurch')
    names.publish(proof.name, proof.text)
    const verified = await call('church domain verify olamchurch www.olam.org')
    const list = await call('church domain list olamchurch --json')
    const removed = await call('church domain remove olamchurch www.olam.org')
    const after = await call('church domain list olamchurch')

    expect([added, early, waiting, verified, list, removed].map(({ code }) => code)).toEqual([0, 2, 0, 0, 0, 0])
    expect(proof.name).toBe('_faithflow.www.olam.org')
    expect(early.told).toContain(proof.text)
    expect(waiting.printed).toContain(`publish ${proof.name} "${proof.text}"`)
    expect(JSON.parse(list.printed)).toMatchObject([
      { host: 'olamchurch.faithflows.com', kind: 'PLATFORM', isPrimary: true, proof: null },
      { host: 'www.olam.org', kind: 'CUSTOM', isPrimary: false },
    ])
    expect(verified.printed).toBe('www.olam.org leads to the church.\n')
    expect(after.printed).not.toContain('www.olam.org')
  })

  it.each([
    'church domain list nobody',
    'church domain list No_Body',
    'church domain add nobody www.olam.org',
    'church domain add olamchurch olam',
    'church domain add olamchurch https://olam.org',
    'church domain add olamchurch gracechurch.faithflows.com',
    'church domain verify olamchurch www.other.org',
    'church domain remove olamchurch olamchurch.faithflows.com',
  ])('says in a line why it does not: %s', async (words) => {
    const { code, printed, told } = await call(words)

    expect({ code, printed, lines: told.trim().split('\n').length }).toEqual({ code: 2, printed: '', lines: 1 })
  })
})
