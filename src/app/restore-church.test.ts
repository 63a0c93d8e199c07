import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folderStore } from '../platform/files/folder-store.js'
import { eventually } from '../testing/eventually.js'
import { demoChurches, faithflow, placeKeyOf } from '../testing/life-bed.js'
import { withSteps } from '../testing/migration-bed.js'
import type { OwnDatabase } from '../testing/own-database.js'
import { type ChurchManifest, parseManifest, printManifest, sha256, UnusableExport } from './church-manifest.js'
import { mainCell } from './main-cell.js'
import { restoreChurch, type RestoreOptions } from './restore-church.js'

describe('church restore', () => {
  let old: OwnDatabase
  let folder: string
  let whole: string
  beforeAll(async () => {
    old = await demoChurches()
    folder = await mkdtemp(join(tmpdir(), 'faithflow-restore-'))
    whole = join(folder, 'whole')
    await old.owner.query(`update c_${await placeKeyOf(old, 'olamchurch')}.member set last_name = E'\\t\\\\.\\n"Zoë"'
      where member_number like '%7'`)
    await faithflow(old.url, 'church', 'export', 'olamchurch', '--to', whole, '--with-accounts')
  }, 60_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const manifestOf = async (path: string) => parseManifest(await readFile(join(path, 'manifest.json'), 'utf8'))
  const hashesOf = ({ copy, accounts }: ChurchManifest) => [...copy.tables, { ...accounts, name: 'accounts' }]

  /** How much there is in a database, whoever it belongs to. */
  async function amount({ owner }: OwnDatabase): Promise<unknown> {
    const { rows } = await owner.query(
      `select (select count(*)::int from pg_namespace) as schemas, (select count(*)::int from pg_class) as relations,
         (select count(*)::int from control.church) as churches, (select count(*)::int from control.user_account) as accounts`,
    )
    return rows[0]
  }

  const restoreInto = ({ owner }: OwnDatabase, options: Partial<RestoreOptions> = {}) =>
    withSteps().then((migrations) =>
      restoreChurch({
        ...{ owner, cell: { name: mainCell, owner }, folder: whole, subdomain: null, migrations },
        ...{ signal: new AbortController().signal, files: folderStore('/nowhere') },
        ...options,
      }),
    )

  it('brings everything back: a second export is equal by hash, and the neighbour stays as it was', async () => {
    const { id } = (await manifestOf(whole)).church
    await faithflow(old.url, 'church', 'export', 'gracechurch', '--to', join(folder, 'neighbour'))
    await faithflow(old.url, 'church', 'erase', 'olamchurch', '--yes')

    const { code, told, printed } = await faithflow(old.url, 'church', 'restore', whole, '--json')

    expect([code, told]).toEqual([0, ''])
    const restored = JSON.parse(printed) as { id: string; subdomain: string }
    expect(restored).toMatchObject({ outcome: 'RESTORED', subdomain: 'olamchurch' })
    expect(restored.id).not.toBe(id)
    await faithflow(old.url, 'church', 'export', 'olamchurch', '--to', join(folder, 'again'), '--with-accounts')
    expect(hashesOf(await manifestOf(join(folder, 'again')))).toEqual(hashesOf(await manifestOf(whole)))
    await faithflow(old.url, 'church', 'export', 'gracechurch', '--to', join(folder, 'neighbour-again'))
    const neighbours = [await manifestOf(join(folder, 'neighbour')), await manifestOf(join(folder, 'neighbour-again'))]
    expect(hashesOf(neighbours[1] as ChurchManifest)).toEqual(hashesOf(neighbours[0] as ChurchManifest))
  })

  it('works in another database, under another name, and keeps the id there', async () => {
    const other = await demoChurches()
    await faithflow(other.url, 'church', 'erase', 'olamchurch', '--yes')
    await other.owner.query(`delete from control.church where status = 'ERASED'`)

    const { code } = await faithflow(other.url, 'church', 'restore', whole, '--subdomain', 'New-Name')

    expect(code).toBe(0)
    await faithflow(other.url, 'church', 'export', 'new-name', '--to', join(folder, 'other'), '--with-accounts')
    const [before, after] = [await manifestOf(whole), await manifestOf(join(folder, 'other'))]
    expect(hashesOf(after)).toEqual(hashesOf(before))
    expect(after.church).toEqual({ ...before.church, subdomain: 'new-name' })
  }, 60_000)

  it.each(['main', 'west'] as const)(
    'brings an older church up to date, in the cell %s',
    async (name) => {
      const other = await demoChurches()
      const cell = { name, owner: name === 'main' ? other.owner : other.west }
      await faithflow(other.url, 'church', 'erase', 'olamchurch', '--yes')
      const migrations = await withSteps(
        `alter table member add column nickname text not null default 'none'`,
        'create table badge (id uuid primary key, member_id uuid not null references member)',
      )

      const restored = await restoreInto(other, { migrations, cell })

      expect(restored).toMatchObject({ outcome: 'RESTORED', version: migrations.length })
      const key = await placeKeyOf(other, 'olamchurch')
      const told = await other.owner.query<{ cell: string; version: number }>(
        `select cell, version from control.church where subdomain = 'olamchurch'`,
      )
      const { rows } = await cell.owner.query<{ named: number; version: number; mayRead: boolean }>(
        `select (select count(*)::int from c_${key}.member where nickname = 'none') as named,
         (select max(version) from c_${key}._meta) as version,
         has_table_privilege('r_${key}', 'c_${key}.badge', 'insert') as "mayRead"`,
      )
      const members = (await manifestOf(whole)).copy.tables.find(({ name }) => name === 'member')?.rows
      expect(rows[0]).toEqual({ named: members, version: migrations.length, mayRead: true })
      expect(told.rows).toEqual([{ cell: name, version: migrations.length }])
    },
    60_000,
  )

  describe('an export that cannot be used', () => {
    let other: OwnDatabase
    let before: unknown
    beforeAll(async () => {
      other = await demoChurches()
      await faithflow(other.url, 'church', 'erase', 'olamchurch', '--yes')
      before = await amount(other)
    }, 60_000)

    /** A copy of the export in which one file reads otherwise. */
    async function changed(file: string, change: (text: string) => string): Promise<string> {
      const copy = await mkdtemp(join(folder, 'changed-'))
      await cp(whole, copy, { recursive: true })
      await writeFile(join(copy, file), change(await readFile(join(copy, file), 'utf8')))
      return copy
    }
    const rewritten = (change: (manifest: ChurchManifest) => ChurchManifest) =>
      changed('manifest.json', (text) => printManifest(change(parseManifest(text))))

    // By somebody who counts the hash anew.
    const forged = (change: Readonly<Record<string, unknown>>) =>
      rewritten((manifest) => Object.assign({ ...manifest }, change))
    const churchBecomes = async (change: Readonly<Record<string, unknown>>) => {
      const { church } = await manifestOf(whole)
      return forged({ church: { ...church, ...change } })
    }

    const damages: Readonly<Record<string, () => Promise<string>>> = {
      'a table was changed': () => changed('tables/member.copy', (text) => text.replace('Ama', 'Amo')),
      'a table was cut off': () => changed('tables/member.copy', (text) => text.slice(0, -1)),
      'the accounts were changed': () => changed('accounts.json', (text) => text.replace('ACTIVE', 'INVITED')),
      'the manifest was changed': () => changed('manifest.json', (text) => text.replace('"rows": 2', '"rows": 3')),
      'the manifest is no JSON': () => changed('manifest.json', (text) => text.slice(1)),
      'it is of another product': () => changed('manifest.json', () => '{"format":"another"}'),
      'it is of a newer format': () => rewritten((manifest) => ({ ...manifest, formatVersion: 2 })),
      'its tables are newer': () =>
        rewritten(({ copy, ...rest }) => ({
          ...rest,
          copy: { ...copy, steps: [...copy.steps, { version: copy.steps.length + 1, name: 'new', checksum: 'new' }] },
        })),
      'its tables had other steps': () =>
        rewritten(({ copy, ...rest }) => ({
          ...rest,
          copy: { ...copy, steps: copy.steps.map((step) => ({ ...step, checksum: 'another' })) },
        })),
      'a table is named like a path': () =>
        rewritten(({ copy, ...rest }) => ({
          ...rest,
          copy: { ...copy, tables: copy.tables.map((table) => ({ ...table, name: '../../etc/passwd' })) },
        })),
      'its name is kept for us': () => churchBecomes({ subdomain: 'admin' }),
      'its name is malformed': () => churchBecomes({ subdomain: 'a--b' }),
      'its denomination is unknown': () => churchBecomes({ denomination: 'MORMON' }),
      'its id is none': () => churchBecomes({ id: 'x' }),
      'it was erased': () => churchBecomes({ status: 'ERASED' }),
      'its plan is unknown': () => churchBecomes({ plan: 'GOLD' }),
      'its currency is none': () => churchBecomes({ currency: 'cedi' }),
      'its features are none': () => churchBecomes({ features: null }),
      'its manifest has no church': () => forged({ church: null }),
      'its manifest has no tables': () => forged({ copy: { steps: [], tables: null, sequences: [] } }),
      'its manifest has no accounts': () => forged({ accounts: 7 }),
      'its accounts are none': async () => {
        const text = '[{"id":"x"}]'
        const copy = await forged({ accounts: { rows: 1, sha256: sha256(text), withPasswords: false } })
        await writeFile(join(copy, 'accounts.json'), text)
        return copy
      },
      'there is none': async () => join(folder, 'nowhere'),
    }
    for (const [title, damage] of Object.entries(damages)) {
      it(`is refused before anything is written: ${title}`, async () => {
        await expect(restoreInto(other, { folder: await damage() })).rejects.toThrow(UnusableExport)
        expect(await amount(other)).toEqual(before)
      })
    }

    it('leaves nothing when its counts are wrong', async () => {
      const lying = await rewritten(({ copy, ...rest }) => ({
        ...rest,
        copy: { ...copy, tables: copy.tables.map((table) => ({ ...table, rows: table.rows + 1 })) },
      }))

      const { code, told } = await faithflow(other.url, 'church', 'restore', lying)

      expect([code, told]).toEqual([2, expect.stringMatching(/has \d+ rows, and \d+ were copied/)])
      expect(await amount(other)).toEqual(before)
    })

    it('leaves nothing when the catalogue refuses the church at last', async () => {
      const strange = await rewritten(({ church, ...rest }) => ({ ...rest, church: { ...church, website: 'grace' } }))

      await expect(restoreInto(other, { folder: strange })).rejects.toThrow('church_website_form')

      expect(await amount(other)).toEqual(before)
    })

    it('leaves nothing when it is told to stop', async () => {
      await expect(restoreInto(other, { signal: AbortSignal.abort() })).rejects.toThrow('aborted')

      await eventually(() => amount(other)).toEqual(before)
    })

    it('is refused where its name is taken, or its church still stands', async () => {
      await faithflow(other.url, 'church', 'restore', whole, '--subdomain', 'first')
      const taken = await faithflow(other.url, 'church', 'restore', whole, '--subdomain', 'gracechurch')
      const twice = await faithflow(other.url, 'church', 'restore', whole, '--subdomain', 'second')

      expect([taken.code, taken.told]).toEqual([2, expect.stringContaining('a church "gracechurch" already')])
      expect([twice.code, twice.told]).toEqual([2, expect.stringContaining('still stands')])
    })
  })
})
