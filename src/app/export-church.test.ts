import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../testing/eventually.js'
import { demoChurches, faithflow, placeKeyOf } from '../testing/life-bed.js'
import type { OwnDatabase } from '../testing/own-database.js'
import { parseManifest } from './church-manifest.js'

describe('church export', () => {
  let database: OwnDatabase
  let folder: string
  beforeAll(async () => {
    database = await demoChurches()
    folder = await mkdtemp(join(tmpdir(), 'faithflow-export-'))
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const exportTo = (to: string, ...more: readonly string[]) =>
    faithflow(database.url, 'church', 'export', 'olamchurch', '--to', join(folder, to), ...more)
  const manifestOf = async (name: string) => parseManifest(await readFile(join(folder, name, 'manifest.json'), 'utf8'))

  it('holds every row of every table, and says so with counts and hashes', async () => {
    const { code, told } = await exportTo('whole')

    expect([code, told]).toEqual([0, ''])
    const { copy, church, accounts } = await manifestOf('whole')
    const key = await placeKeyOf(database, 'olamchurch')
    const { rows: tables } = await database.owner.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = $1 and tablename <> '_meta' order by 1`,
      [`c_${key}`],
    )
    expect(copy.tables.map(({ name }) => name)).toEqual(tables.map(({ name }) => name))
    for (const { name, rows, sha256 } of copy.tables) {
      const { rows: counted } = await database.owner.query<{ rows: number }>(
        `select count(*)::int as rows from c_${key}."${name}"`,
      )
      const text = await readFile(join(folder, 'whole', 'tables', `${name}.copy`))
      expect([name, rows]).toEqual([name, counted[0]?.rows])
      expect([name, sha256]).toEqual([name, createHash('sha256').update(text).digest('hex')])
    }
    expect(church).toMatchObject({ subdomain: 'olamchurch', status: 'ACTIVE' })
    expect(accounts).toMatchObject({ rows: 2, withPasswords: false })
  })

  it('shows one moment, whatever is written meanwhile', async () => {
    const key = await placeKeyOf(database, 'olamchurch')
    const inside = await database.owner.connect()
    await inside.query(`begin; lock table c_${key}.announcement`)
    const exporting = exportTo('moment')
    const waiting = () =>
      database.owner.query(`select from pg_locks where not granted and relation = 'c_${key}.announcement'::regclass`)
    await eventually(async () => (await waiting()).rowCount).toBe(1)
    const { rows } = await inside.query<{ id: string }>(`delete from c_${key}.ministry_membership returning id`)
    await inside.query('commit')
    inside.release()
    await exporting

    const { copy } = await manifestOf('moment')

    expect(rows).not.toEqual([])
    expect(copy.tables.find(({ name }) => name === 'ministry_membership')?.rows).toBe(rows.length)
  })

  it('keeps password hashes to itself unless they are asked for, and everything from other users', async () => {
    await exportTo('without')
    await exportTo('with', '--with-accounts')

    expect(await readFile(join(folder, 'without', 'accounts.json'), 'utf8')).not.toContain('argon2')
    expect(await readFile(join(folder, 'with', 'accounts.json'), 'utf8')).toContain('argon2')
    const files = ['.', 'accounts.json', 'manifest.json', 'tables', 'tables/member.copy']
    const modes = await Promise.all(files.map(async (file) => (await stat(join(folder, 'with', file))).mode & 0o777))
    expect(modes).toEqual([0o700, 0o600, 0o600, 0o700, 0o600])
  })

  it('refuses a folder that is there, and a church that is archived', async () => {
    await exportTo('there')
    const again = await exportTo('there')
    await faithflow(database.url, 'church', 'archive', 'olamchurch')
    const archived = await exportTo('archived')
    await faithflow(database.url, 'church', 'resume', 'olamchurch')

    expect([again.code, again.told]).toEqual([2, expect.stringContaining('is there already')])
    expect([archived.code, archived.told]).toEqual([2, expect.stringContaining('church resume olamchurch')])
    expect(await readdir(folder)).not.toContain('archived')
  })

  it('leaves no folder that looks whole when it is killed', async () => {
    const key = await placeKeyOf(database, 'olamchurch')
    const inside = await database.owner.connect()
    await inside.query(`begin; lock table c_${key}.user_role`)
    const words = ['--import', 'tsx', 'src/cli.ts', 'church', 'export', 'olamchurch', '--to', join(folder, 'killed')]
    const child = spawn(process.execPath, words, { env: { ...process.env, DATABASE_URL: database.url } })
    const drafts = async () => (await readdir(folder)).filter((name) => name.startsWith('killed'))
    await eventually(async () => (await drafts()).length).toBe(1)
    child.kill('SIGKILL')
    await once(child, 'exit')
    await inside.query('rollback')
    inside.release()

    const [draft = ''] = await drafts()

    expect(draft).toMatch(/^killed\.partial-/)
    expect(await readdir(join(folder, draft))).not.toContain('manifest.json')
  })
})
