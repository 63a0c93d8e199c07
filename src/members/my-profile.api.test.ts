import { describe, expect, it } from 'vitest'
import { statementsOf } from '../testing/count-statements.js'
import { plantHousehold, plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const update = `mutation ($input: UpdateMyProfileInput!) {
  updateMyProfile(input: $input) {
    member { id phone preferredName emergency { name } membership { directory } education { institution } version }
    errors { code path }
  }
}`
const directory = '{ directory { nodes { id firstName email phone } totalCount } }'

describe('members themselves', () => {
  it('read and change their own record, and nothing that the office decides', async () => {
    const church = await world.church()
    const person = await church.person('MEMBER')
    const input = {
      ...{ phone: '024', preferredName: 'Nana', emergency: { name: 'Kofi' }, directory: 'NAME' },
      education: [{ level: 'SHS', institution: 'Achimota' }],
    }

    const { data } = await person.api.sendText(update, { input })
    expect(data).toMatchObject({
      updateMyProfile: {
        errors: [],
        member: {
          ...{ id: person.memberId, phone: '024', preferredName: 'Nana', emergency: { name: 'Kofi' } },
          ...{ membership: { directory: 'NAME' }, education: [{ institution: 'Achimota' }], version: 2 },
        },
      },
    })
    expect((await person.api.sendText('{ myProfile { phone } }')).data).toEqual({ myProfile: { phone: '024' } })
    const stale = await person.api.sendText(update, { input: { phone: '1', expectedVersion: 1 } })
    expect(stale.data).toMatchObject({ updateMyProfile: { errors: [{ code: 'STALE_VERSION' }] } })
    const wrong = await person.api.sendText(update, { input: { email: 'x' } })
    expect(wrong.data).toMatchObject({ updateMyProfile: { errors: [{ code: 'INVALID', path: ['email'] }] } })
    for (const field of ['firstName: "A"', 'joinedOn: "2020-01-01"', 'sensitive: { idNumber: "1" }']) {
      const { status } = await person.api.sendText(
        `mutation { updateMyProfile(input: { ${field} }) { errors { code } } }`,
      )
      expect(status).toBe(400)
    }
  })

  it('have no profile when the account is nobody’s', async () => {
    const church = await world.church()
    const nobody = await church.person('MEMBER', { onRoll: false })

    expect((await nobody.api.sendText('{ myProfile { id } }')).data).toEqual({ myProfile: null })
    const { data } = await nobody.api.sendText(update, { input: { phone: '1' } })
    expect(data).toMatchObject({ updateMyProfile: { errors: [{ code: 'NOT_FOUND' }] } })
    expect((await church.stranger.sendText('{ myProfile { id } }')).status).toBe(401)
    expect((await church.stranger.sendText(directory)).status).toBe(401)
  })

  it('see of each other what each chose, where the church has a directory', async () => {
    const church = await world.church()
    const person = await church.person('MEMBER')
    const contact = { email: 'a@b.example', phone: '024' }
    const hidden = await church.member({ firstName: 'Hidden', ...contact })
    const named = await church.member({ firstName: 'Named', lastName: 'A', ...contact, directory: 'NAME' })
    const open = await church.member({ firstName: 'Open', lastName: 'B', ...contact, directory: 'CONTACT' })
    const gone = await church.member({ firstName: 'Gone', ...contact, directory: 'CONTACT' })
    await church.write((db) => db.updateTable('member').set({ status: 'INACTIVE' }).where('id', '=', gone.id).execute())

    expect((await person.api.sendText(directory)).data).toEqual({ directory: { nodes: [], totalCount: 0 } })
    await church.write((db) => db.updateTable('church_settings').set({ directory_enabled: true }).execute())

    const { data, text } = await person.api.sendText(directory)
    expect(data).toEqual({
      directory: {
        totalCount: 2,
        nodes: [
          { id: named.id, firstName: 'Named', email: null, phone: null },
          { id: open.id, firstName: 'Open', ...contact },
        ],
      },
    })
    expect(text).not.toContain(hidden.id)
  })
})

describe('the directory that is searched', () => {
  it('finds by the names shown alone, and of a ministry shows those who are in it to each other', async () => {
    const church = await world.church()
    const [one, stranger] = [await church.person('MEMBER'), await church.person('MEMBER')]
    await church.write((db) => db.updateTable('church_settings').set({ directory_enabled: true }).execute())
    const seen = { phone: '0244 777', directory: 'NAME' } as const
    const andre = await church.member({ ...seen, firstName: 'André', lastName: 'Müller', preferredName: 'Dre' })
    const hidden = await church.member({ firstName: 'André', lastName: 'Hidden' })
    const choir = await plantMinistry(church, { LEADER: [one.memberId], MEMBER: [andre.id, hidden.id] })
    const find = async (person: typeof one, more: string) => {
      const { data, errors } = await person.api.sendText(`{ directory(${more}) { nodes { id } totalCount } }`)
      expect(errors).toEqual([])
      return (data as { directory: { nodes: { id: string }[] } }).directory.nodes.map(({ id }) => id)
    }

    for (const search of ['andre', 'MULLER an', 'dre', 'mü']) {
      expect(await find(one, `search: "${search}"`)).toEqual([andre.id])
    }
    for (const search of ['777', 'hidden', andre.memberNumber])
      expect(await find(one, `search: "${search}"`)).toEqual([])
    expect(await find(one, `ministryId: "${choir}"`)).toEqual([andre.id])
    expect(await find(stranger, `ministryId: "${choir}"`)).toEqual([])
  })
})

describe('a page of members', () => {
  it('with households and ministries takes four statements, however long it is', async () => {
    const church = await world.church()
    const admin = await church.person('ADMIN')
    const first = await church.member()
    await plantHousehold(church, { HEAD: [first] })
    await plantMinistry(church, { LEADER: [first.id] })
    const pageWith = (more: string): string => `query ($first: Int) { members(first: $first) {
      totalCount nodes { id firstName household { name } ministries { name } ${more} } } }`
    const [page, records] = [pageWith(''), pageWith('work { profession } personal { birthDate } emergency { phone }')]
    const count = async (text: string, size: number) =>
      (await statementsOf(() => admin.api.sendText(text, { first: size }))).length

    // The church itself is looked up every 30 seconds only.
    await count('{ __typename }', 1)
    const one = await count(page, 1)
    for (let index = 0; index < 50; index += 1) await church.member({ firstName: `M${index}` })

    expect(one).toBeLessThanOrEqual(4)
    // What lists do not show of a record is read once for all.
    expect([await count(page, 50), await count(records, 50)]).toEqual([one, one + 1])
  })
})
