import { describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { applied, askStep, importNow, previewed, rowsOf, standsAt } from '../testing/import-bed.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()
await world.startJobs()

interface Stage {
  readonly church: ChurchWorld
  readonly person: Person
}

async function stage(): Promise<Stage> {
  const church = await world.church()
  return { church, person: await church.person('ADMIN') }
}

const codesOf = async ({ person }: Stage, id: string) =>
  (await rowsOf(person, id)).map(({ faults }) => faults.map(({ code }) => code).join())

const change = ({ church }: Stage, id: string, columns: Readonly<Record<string, string>>) =>
  church.write((db) => db.updateTable('member').set(columns).where('id', '=', id).execute())

describe('a row is refused', () => {
  it('that is about somebody in the archive, or whom the church has erased', async () => {
    const at = await stage()
    const [archived, erased] = [await at.church.member(), await at.church.member()]
    await change(at, archived.id, { archived_at: '2026-01-01T00:00:00Z' })
    await change(at, erased.id, { status: 'ERASED' })
    const { id } = await previewed(
      at,
      `Member ID,First Name,Last Name\n${archived.memberNumber},Ama,Mensah\n${erased.memberNumber},Kofi,Mensah\n`,
    )
    expect(await codesOf(at, id)).toEqual(['MEMBER_ARCHIVED', 'MEMBER_ERASED'])
  })

  it('that has more cells than there are headings', async () => {
    const at = await stage()
    const { id } = await previewed(at, 'First Name,Last Name\nAma,Mensah,\nKofi,Mensah,Accra\n')
    expect(await codesOf(at, id)).toEqual(['', 'TOO_MANY_CELLS'])
  })

  it('that was about somebody who is not to be found any more, and nobody is entered for it', async () => {
    const at = await stage()
    const known = await at.church.member({ firstName: 'Ama', lastName: 'Mensah', email: 'ama@people.example' })
    const { id, counts } = await previewed(
      at,
      'First Name,Last Name,Email,Phone\nAma,Mensah,ama@people.example,+233 20 1\nKofi,Mensah,kofi@people.example,\n',
    )
    expect(counts).toMatchObject({ create: 1, update: 1 })
    await change(at, known.id, { email: 'other@people.example' })
    expect((await applied(at.person, id)).counts).toMatchObject({ create: 1, update: 0, refused: 1 })
    expect(await codesOf(at, id)).toEqual(['CHANGED_SINCE', ''])
    const members = await at.church.write((db) => db.selectFrom('member').select('id').execute())
    expect(members).toHaveLength(2)
  })
})

it('shows before anything is applied that a day was guessed, which refuses nothing', async () => {
  const at = await stage()
  const { id } = await previewed(
    at,
    'First Name,Last Name,Birthday\nAma,Mensah,1984\nKofi,Mensah,03/1984\nEsi,Mensah,1984-05-06\nYaw,Mensah,12 March\n',
  )
  const rows = await rowsOf(at.person, id)
  expect(rows.map(({ fate, notes }) => [fate, notes.map(({ code, column }) => `${code} ${column}`).join()])).toEqual([
    ['CREATE', 'DAY_GUESSED Birthday'],
    ['CREATE', 'DAY_GUESSED Birthday'],
    ['CREATE', ''],
    ['CREATE', ''],
  ])
})

describe('whoever imports', () => {
  const noticesOf = async ({ api }: Person) => {
    const { data } = await api.sendText('{ notifications { nodes { type category title message params } } }')
    const { notifications } = data as { notifications: { nodes: readonly Readonly<Record<string, unknown>>[] } }
    return notifications.nodes.filter(({ type }) => type === 'IMPORT_FINISHED')
  }

  it('is told once when the import is finished, and when it is undone; nobody else is', async () => {
    const at = await stage()
    const colleague = await at.church.person('ADMIN')
    const { id } = await previewed(at, 'First Name,Last Name,Email\nAma,Mensah,\nKofi,Mensah,none\n')
    await applied(at.person, id)
    expect(await noticesOf(at.person)).toMatchObject([
      {
        category: 'SYSTEM',
        params: { counts: { create: 1 } },
        message: 'people.csv: 1 new, 0 changed, 0 unchanged, 1 refused.',
      },
    ])
    expect(await askStep(at.person, 'undoImport', { id })).toEqual([])
    await standsAt(at.person, id, 'UNDONE')
    expect((await noticesOf(at.person)).map(({ title }) => title)).toEqual([
      'Your import is undone',
      'Your import is finished',
    ])
    expect(await noticesOf(colleague)).toEqual([])
    expect(await importNow(at.person, id)).toMatchObject({ status: 'UNDONE' })
  })
})

describe('an import', () => {
  it('is started once, and not beside another', async () => {
    const at = await stage()
    const one = await previewed(at, 'First Name,Last Name\nAma,Mensah\n')
    const two = await previewed(at, 'First Name,Last Name\nKofi,Mensah\n')
    await at.church.write((db) =>
      db.updateTable('member_import').set({ status: 'UNDOING' }).where('id', '=', two.id).execute(),
    )
    const idempotencyKey = crypto.randomUUID()
    expect(await askStep(at.person, 'startImport', { id: one.id, idempotencyKey })).toEqual(['IMPORT_RUNNING'])
    await at.church.write((db) =>
      db.updateTable('member_import').set({ status: 'PREVIEWED' }).where('id', '=', two.id).execute(),
    )
    expect(await askStep(at.person, 'startImport', { id: one.id, idempotencyKey })).toEqual([])
    expect(await askStep(at.person, 'startImport', { id: one.id, idempotencyKey })).toEqual([])
    await standsAt(at.person, one.id, 'DONE')
    const members = await at.church.write((db) => db.selectFrom('member').select('id').execute())
    expect(members).toHaveLength(1)
    const fresh = crypto.randomUUID()
    expect(await askStep(at.person, 'startImport', { id: one.id, idempotencyKey: fresh })).toEqual(['NOT_ALLOWED_NOW'])
    expect(await importNow(at.person, one.id)).toMatchObject({ status: 'DONE' })
  })
})
