import { describe, expect, it } from 'vitest'
import { type OwnDatabase, ownDatabase } from '../../testing/own-database.js'
import { runCommand } from './run-command.js'

async function call({ url }: OwnDatabase, words: string, input = '') {
  let [printed, told] = ['', '']
  const code = await runCommand(words.split(' '), {
    environment: { DATABASE_URL: url },
    print: (text) => void (printed += text),
    tell: (text) => void (told += text),
    isWatched: false,
    readInput: async () => input,
    signal: new AbortController().signal,
  })
  return { code, printed, told }
}

const actsOf = async ({ owner }: OwnDatabase) => {
  const { rows } = await owner.query<{ action: string; actor_kind: string; target: string }>(
    'select action, actor_kind, target from control.platform_audit order by at, id',
  )
  return rows.map(({ action, actor_kind, target }) => `${actor_kind} ${action} ${target}`)
}

describe('npx faithflow superadmin', () => {
  it('makes an account with the password from standard input, and shuts it out again', async () => {
    const database = await ownDatabase()

    const made = await call(
      database,
      'superadmin create --email Ops@Example.org --name Esi --password-stdin',
      'quiet river stone\n',
    )
    const twice = await call(database, 'superadmin create --email ops@example.org --name Esi', '')
    const disabled = await call(database, 'superadmin disable ops@example.org')

    expect(made).toMatchObject({ code: 0, printed: 'ops@example.org is a super-admin.\n' })
    expect(twice).toMatchObject({ code: 2, printed: '' })
    expect(disabled.code).toBe(0)
    const { rows } = await database.owner.query(
      'select email, status, auth_epoch, church_id, is_super_admin from control.user_account where is_super_admin',
    )
    expect(rows).toEqual([
      { email: 'ops@example.org', status: 'DISABLED', auth_epoch: 2, church_id: null, is_super_admin: true },
    ])
    expect(await actsOf(database)).toEqual([
      'SYSTEM superAdmin.create ops@example.org',
      'SYSTEM superAdmin.disable ops@example.org',
    ])
  })

  it('shows a made password once', async () => {
    const { code, printed } = await call(
      await ownDatabase(),
      'superadmin create --email ops@example.org --name Esi --json',
    )

    expect(code).toBe(0)
    expect(printed).toMatch(/"email":"ops@example.org","password":"[\w-]{20}"/)
  })

  it.each([
    ['an address that is none', 'superadmin create --email ops --name Esi', ''],
    ['a short password', 'superadmin create --email ops@example.org --name Esi --password-stdin', 'short'],
    [
      'a password as an argument',
      'superadmin create --email ops@example.org --name Esi --password quiet-river-stone',
      '',
    ],
    ['somebody there is not', 'superadmin disable nobody@example.org', ''],
  ])('refuses %s, and tells of nothing', async (_case, words, input) => {
    const database = await ownDatabase()

    expect(await call(database, words, input)).toMatchObject({ code: 2, printed: '' })
    expect(await actsOf(database)).toEqual([])
  })
})

describe('what operators do to churches', () => {
  it('is told as SYSTEM, once, and only when something was done', async () => {
    const database = await ownDatabase()
    // Those of the template share their roles with every copy of it: such a role cannot be dropped.
    await database.owner.query('delete from control.church')
    const create =
      'church create --name Grace --subdomain grace --denomination OTHER --admin-name Bola --admin-email bola@grace.example'

    for (const words of [
      create,
      'church suspend grace',
      'church suspend grace',
      'church resume grace',
      'church rename grace hope',
      'church archive hope',
      'church erase hope --yes',
    ]) {
      await call(database, words)
    }

    expect(await actsOf(database)).toEqual([
      'SYSTEM church.create grace',
      'SYSTEM church.suspend grace',
      'SYSTEM church.resume grace',
      'SYSTEM church.rename hope',
      'SYSTEM church.archive hope',
      'SYSTEM church.erase hope',
    ])
  })
})
