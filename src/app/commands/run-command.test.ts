import { describe, expect, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../testing/own-database.js'
import { runCommand } from './run-command.js'

/** Calls the command line as a shell would, on a test's own database. */
async function call(words: string, options: { readonly database?: OwnDatabase; readonly input?: string } = {}) {
  let [printed, told] = ['', '']
  const code = await runCommand(
    (words.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', '')),
    {
      environment: options.database
        ? { DATABASE_URL: options.database.url }
        : { DATABASE_URL: 'postgres://127.0.0.1:1/x' },
      print: (text) => void (printed += text),
      tell: (text) => void (told += text),
      isWatched: false,
      readInput: async () => options.input ?? '',
      signal: new AbortController().signal,
    },
  )
  return { code, printed, told, json: (): unknown => JSON.parse(printed) }
}

const grace = (subdomain: string): string =>
  `church create --name "Grace Chapel" --subdomain ${subdomain} --denomination pentecostal --admin-name "Bola Adeyemi" --admin-email bola@grace.example`

describe('npx faithflow migrate', () => {
  it('says how far everything is', async () => {
    const database = await ownDatabase()

    const { code, json } = await call('migrate status --drift 12 --json', { database })

    expect(code).toBe(0)
    expect(json()).toMatchObject({ churches: { done: 12, waiting: 0, failed: 0 }, compared: 12, drifted: [] })
  })

  it('brings up what is behind, and has nothing to do afterwards', async () => {
    const database = await ownDatabase()
    await database.owner.query('update control.church set version = 0')

    const status = await call('migrate status', { database })
    const up = await call('migrate up --workers 2 --json', { database })
    const again = await call('migrate up', { database })

    expect([status.code, up.code, again.code]).toEqual([1, 0, 0])
    expect(status.printed).toContain('churches 0 at')
    expect(up.json()).toMatchObject({ state: { done: 12, waiting: 0, failed: 0 }, stopped: null, failures: [] })
    expect(again.printed).toBe('Control schema and cells are up to date; 12 of 12 churches are.\n')
  })

  it('exits with 3 when some churches failed, names them, and tries them again', async () => {
    const database = await ownDatabase()
    const { rows } = await database.owner.query<{ name: string }>(
      'select schema_name as name from control.church order by id limit 1',
    )
    const [{ name: victim } = { name: '' }] = rows
    await database.owner.query(`update control.church set version = 0;
      update ${victim}._meta set checksum = 'another ' || checksum`)

    const up = await call('migrate up', { database })
    await database.owner.query(`update ${victim}._meta set checksum = replace(checksum, 'another ', '')`)
    const retry = await call('migrate retry', { database })

    expect(up.code).toBe(3)
    expect(up.printed).toContain(`${victim} stays at 0`)
    expect(up.printed).toContain('migrate retry')
    expect(retry.code).toBe(0)
  })

  it('has nothing to try when no church is behind', async () => {
    const database = await ownDatabase()

    expect(await call('migrate dry-run', { database })).toMatchObject({ code: 0, told: '' })
  })
})

describe('npx faithflow church', () => {
  it('makes a church, shows its password once, and finds it by name', async () => {
    const database = await ownDatabase()

    const made = await call(`${grace('Grace')} --json`, { database })
    const list = await call('church list --json', { database })

    expect(made.code).toBe(0)
    expect(made.json()).toMatchObject({ subdomain: 'grace', adminEmail: 'bola@grace.example' })
    expect(made.printed).toMatch(/"password":"[\w-]{20}"/)
    expect(list.json()).toMatchObject([{ subdomain: 'grace', name: 'Grace Chapel', status: 'ACTIVE', plan: 'TRIAL' }])
    const { rows } = await database.owner.query('select from control.refresh_session')
    expect(rows).toEqual([])
  })

  it('takes the password from standard input, and says what is wrong with a weak one', async () => {
    const database = await ownDatabase()

    const weak = await call(`${grace('grace')} --password-stdin`, { database, input: 'bola-adeyemi-1\n' })
    const good = await call(`${grace('grace')} --password-stdin`, { database, input: 'quiet river stone\n' })

    expect(weak).toMatchObject({ code: 2, printed: '' })
    expect(weak.told.trim().split('\n')).toEqual([expect.stringContaining('admin.password')])
    expect(good.code).toBe(0)
    expect(good.printed).not.toContain('quiet river stone')
  })

  it('suspends, resumes and renames', async () => {
    const database = await ownDatabase()
    await call(grace('grace'), { database })

    const outcomes = [
      await call('church suspend grace --json', { database }),
      await call('church suspend grace --json', { database }),
      await call('church resume grace --json', { database }),
      await call('church rename grace grace-chapel --json', { database }),
    ]

    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0, 0])
    expect(outcomes.map(({ json }) => json())).toEqual([
      { subdomain: 'grace', status: 'SUSPENDED' },
      { subdomain: 'grace', status: 'SUSPENDED' },
      { subdomain: 'grace', status: 'ACTIVE' },
      { from: 'grace', subdomain: 'grace-chapel' },
    ])
  })

  it('changes nothing when what it is told cannot be', async () => {
    const database = await ownDatabase()
    for (const subdomain of ['grace', 'hope']) await call(grace(subdomain), { database })
    const churches = () => database.owner.query('select * from control.church order by id')
    const { rows: before } = await churches()

    const outcomes = []
    for (const words of [
      'church suspend nobody',
      'church suspend No_Body',
      'church rename nobody somebody',
      'church rename grace hope',
      'church rename grace -grace',
      'church rename grace admin',
      'church list --status asleep',
      grace('hope'),
      grace('explorer'),
      grace('other').replace('pentecostal', 'mormon'),
      grace('other').replace('bola@grace.example', 'bola'),
    ]) {
      outcomes.push(await call(words, { database }))
    }

    for (const { code, printed, told } of outcomes) {
      expect({ code, printed, lines: told.trim().split('\n').length }).toEqual({ code: 2, printed: '', lines: 1 })
    }
    expect((await churches()).rows).toEqual(before)
  })
})

describe('npx faithflow', () => {
  it('fills the pool', async () => {
    const database = await ownDatabase()

    const { code, json } = await call('pool fill --target 13 --json', { database })

    expect(code).toBe(0)
    expect(json()).toEqual({ built: 1, waiting: 13, cells: [{ cell: 'main', built: 1, waiting: 13 }] })
  })

  it.each(['migrate up --workers many', 'church create', 'frobnicate', 'church suspend', 'migrate'])(
    'exits with 2 when it is called wrongly: %s',
    async (words) => {
      const { code, printed, told } = await call(words)

      expect({ code, printed }).toEqual({ code: 2, printed: '' })
      expect(told).not.toBe('')
    },
  )

  it('explains itself', async () => {
    const { code, printed } = await call('migrate up --help')

    expect(code).toBe(0)
    expect(printed).toContain('npx faithflow migrate up --workers 8')
  })

  it('exits with 1 and one line when there is no database', async () => {
    const { code, told } = await call('migrate up')

    expect(code).toBe(1)
    expect(told.trim().split('\n')).toEqual([expect.stringContaining('cannot be reached')])
  })

  it('refuses to make the demo in production', async () => {
    const database = await ownDatabase()
    let told = ''

    const code = await runCommand(['demo'], {
      environment: { DATABASE_URL: database.url, NODE_ENV: 'production' },
      print: () => undefined,
      tell: (text) => void (told += text),
      isWatched: false,
      readInput: async () => '',
      signal: new AbortController().signal,
    })

    expect(code).toBe(2)
    expect(told).toContain('not for production')
  })
})
