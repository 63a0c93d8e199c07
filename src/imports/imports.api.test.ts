import { describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { applied, askStep, openImport, previewed, rowsOf, sendFile, standsAt } from '../testing/import-bed.js'
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

const peopleOf = ({ church }: Stage) =>
  church.write((db) =>
    db
      .selectFrom('member')
      .leftJoin('household_member', (join) =>
        join.onRef('household_member.member_id', '=', 'member.id').on('household_member.until_on', 'is', null),
      )
      .leftJoin('household', 'household.id', 'household_member.household_id')
      .select(['member.id', 'member_number', 'first_name', 'last_name', 'email', 'member.phone', 'member.address'])
      .select([
        'birth_date',
        'birth_year_known',
        'gender',
        'marital_status',
        'status',
        'relation',
        'member.archived_at',
      ])
      .select(['household.name as household', 'household.address as household_address', 'member.version'])
      .orderBy('member_number')
      .execute(),
  )

/** As B1 writes it; nobody in it is a real person. */
const b1 = `importKey,householdName,householdRole,displayName,lastName,firstName,middleName,nickName,prefix,suffix,birthDate,gender,maritalStatus,membershipStatus,homePhone,mobilePhone,workPhone,email,address1,address2,city,state,zip\r
1,Quaye Family,Head,Kojo Quaye,Quaye,Kojo,Paul,,Mr.,,1970-01-02,Male,Married,Member,,(030) 555-0001,,Kojo@people.example,1 Ring Road,,Accra,GA,00233\r
2,Quaye Family,Spouse,Esi Quaye,Quaye,Esi,,,Mrs.,,1972-03-04,Female,Married,Member,,,,esi@people.example,1 Ring Road,,Accra,GA,00233\r
3,Quaye Family,Child,Yaw Quaye,Quaye,Yaw,,,,,2010-05-06,Male,Single,Visitor,,,,,1 Ring Road,,Accra,GA,00233\r
4,Tetteh Family,Head,Ama Tetteh,Tetteh,Ama,,,,,,Female,Widowed,Member,,,,,,,,,`

describe('a file of B1', () => {
  it('is recognised, looked through and applied: people, numbers and households', async () => {
    const at = await stage()
    const preview = await previewed(at, b1)
    expect(preview).toMatchObject({ dialect: 'B1', rowCount: 4, counts: { create: 4, refused: 0 } })
    expect(await peopleOf(at)).toEqual([])

    expect(await applied(at.person, preview.id)).toMatchObject({ counts: { create: 4 }, doneRows: 4 })
    const people = await peopleOf(at)
    expect(people.map(({ member_number: number }) => number?.slice(-4))).toEqual(['0001', '0002', '0003', '0004'])
    expect(people).toMatchObject([
      { first_name: 'Kojo', email: 'kojo@people.example', relation: 'HEAD', household: 'Quaye Family' },
      { first_name: 'Esi', marital_status: 'MARRIED', relation: 'SPOUSE', household: 'Quaye Family' },
      { first_name: 'Yaw', birth_date: '2010-05-06', relation: 'CHILD', status: 'INACTIVE' },
      { first_name: 'Ama', gender: 'FEMALE', relation: 'HEAD', household: 'Tetteh Family' },
    ])
    expect(people[0]?.household_address).toBe('1 Ring Road, Accra, GA 00233')
  })

  it('changes nothing the second time, and only what it says the third', async () => {
    const at = await stage()
    await applied(at.person, (await previewed(at, b1)).id)
    const before = await peopleOf(at)
    const again = await previewed(at, b1)
    expect(again.counts).toMatchObject({ create: 0, update: 0, unchanged: 4 })
    await applied(at.person, again.id)
    expect(await peopleOf(at)).toEqual(before)

    const changed = await previewed(at, b1.replace('esi@people.example', 'new@people.example'))
    expect(changed.counts).toMatchObject({ update: 1, unchanged: 3 })
    expect((await rowsOf(at.person, changed.id))[1]).toMatchObject({ row: 3, fate: 'UPDATE', changes: ['email'] })
    await applied(at.person, changed.id)
    expect((await peopleOf(at)).map(({ email }) => email)).toContain('new@people.example')
    const told = await at.church.write((db) =>
      db.selectFrom('audit_log').select(['action', 'after']).where('entity', '=', 'member').orderBy('seq').execute(),
    )
    expect(told.map(({ action }) => action)).toEqual([...Array<string>(4).fill('member.create'), 'member.update'])
    expect(told.at(-1)?.after).toMatchObject({ importId: changed.id })
  })
})

describe('a dry run', () => {
  it('finds people by number, by name and birth date, and by name with an e-mail, and never guesses', async () => {
    const at = await stage()
    const [byNumber] = [await at.church.member({ firstName: 'Num', lastName: 'Ber', phone: '1' })]
    await at.church.member({ firstName: 'José', lastName: 'Mensah', birthDate: '1980-02-01' })
    await at.church.member({ firstName: 'Mail', lastName: 'Only', email: 'mail@people.example' })
    await at.church.member({ firstName: 'Twin', lastName: 'Same', birthDate: '1990-01-01' })
    await at.church.member({ firstName: 'Twin', lastName: 'Same', birthDate: '1990-01-01' })
    const file = [
      'Member ID,First Name,Last Name,Date of Birth,Email,Phone',
      `${byNumber?.memberNumber},Num,Ber,,,2`,
      ',Jose,MENSAH,01/02/1980,,',
      ',Mail,Only,,mail@people.example,',
      ',Twin,Same,1990-01-01,,',
      ',Mail,Only,,other@people.example,',
      ',Jose,Mensah,1980-02-01,,',
      ',,Nameless,,,',
      ',Late,Born,2190-01-01,not an address,',
      `,Long,${'x'.repeat(256)},,,`,
    ].join('\n')
    const { id, counts } = await previewed(at, file)
    const rows = await rowsOf(at.person, id)
    expect(
      rows.map(({ fate, changes, faults }) => [fate, changes.join(), faults.map(({ code }) => code).join()]),
    ).toEqual([
      ['UPDATE', 'phone', ''],
      ['UPDATE', 'firstName,lastName', ''],
      ['UNCHANGED', '', ''],
      ['REFUSED', '', 'SEVERAL_MATCH'],
      ['CREATE', '', ''],
      ['REFUSED', '', 'ROW_REPEATED'],
      ['REFUSED', '', 'REQUIRED'],
      ['REFUSED', '', 'INVALID,INVALID'],
      ['REFUSED', '', 'TOO_LONG'],
    ])
    expect(rows[7]?.faults.map(({ column }) => column)).toEqual(['Email', 'Date of Birth'])
    expect(counts).toMatchObject({ create: 1, update: 2, unchanged: 1, refused: 5 })
  })

  it('reads partial dates, and days and months by the whole column', async () => {
    const at = await stage()
    const file = `First Name,Last Name,Birthdate,Membership Date
A,A,1984,03/14/2020
B,B,03/1984,03/04/2020
C,C,12 March,
D,D,March 1984,
E,E,--03-12,
F,F,1984-03-12,
G,G,31/31/1984,`
    const { id } = await previewed(at, file)
    expect((await rowsOf(at.person, id)).map(({ fate }) => fate)).toEqual([
      ...Array<string>(6).fill('CREATE'),
      'REFUSED',
    ])
    await applied(at.person, id)
    const rows = await at.church.write((db) =>
      db
        .selectFrom('member')
        .select(['birth_date', 'birth_year_known', 'joined_on'])
        .orderBy('member_number')
        .execute(),
    )
    expect(rows.map((row) => [row.birth_date, row.birth_year_known, row.joined_on])).toEqual([
      ['1984-01-01', true, '2020-03-14'],
      ['1984-03-01', true, '2020-03-04'],
      ['1904-03-12', false, null],
      ['1984-03-01', true, null],
      ['1904-03-12', false, null],
      ['1984-03-12', true, null],
    ])
  })

  it('keeps what blank cells say nothing of, or clears it', async () => {
    const at = await stage()
    await at.church.member({ firstName: 'Ama', lastName: 'Mensah', birthDate: '1980-02-01', phone: '1' })
    const file = 'First Name,Last Name,Birthdate,Phone\nAma,Mensah,1980-02-01,\n'
    expect((await previewed(at, file)).counts).toMatchObject({ unchanged: 1 })
    const cleared = await previewed(at, file, { blankCells: 'CLEAR' })
    expect(cleared.counts).toMatchObject({ update: 1 })
    await applied(at.person, cleared.id)
    expect(await peopleOf(at)).toMatchObject([{ phone: null, first_name: 'Ama' }])
  })

  it('asks for columns that say who a row is about, which can be mapped', async () => {
    const at = await stage()
    const { id, path } = await openImport(at.person)
    await sendFile(at.church, path, 'Vorname des Kindes,Nachname des Kindes\nAma,Mensah\n')
    expect(await askStep(at.person, 'previewImport', { id })).toEqual(['COLUMNS_NEEDED'])
    const map = async (columns: object) => {
      const text = 'mutation ($i: MapImportColumnsInput!) { mapImportColumns(input: $i) { errors { code path } } }'
      const { data } = await at.person.api.sendText(text, { i: { id, columns } })
      return (data as { mapImportColumns: { errors: unknown } }).mapImportColumns.errors
    }
    const [first, last] = ['Vorname des Kindes', 'Nachname des Kindes']
    expect(await map([{ heading: 'Nothing', field: 'EMAIL' }])).toMatchObject([{ code: 'NOT_FOUND' }])
    const twice = [
      { heading: first, field: 'LAST_NAME' },
      { heading: last, field: 'LAST_NAME' },
    ]
    expect(await map(twice)).toMatchObject([{ code: 'NOT_UNIQUE' }, { code: 'NOT_UNIQUE' }])
    const right = [
      { heading: first, field: 'FIRST_NAME' },
      { heading: last, field: 'LAST_NAME' },
    ]
    expect(await map(right)).toEqual([])
    expect(await askStep(at.person, 'previewImport', { id })).toEqual([])
    expect(await standsAt(at.person, id, 'PREVIEWED')).toMatchObject({ counts: { create: 1 } })
  })
})

describe('households of a file', () => {
  it('have one HEAD and one SPOUSE, leave those where they are who live somewhere, and no dead', async () => {
    const at = await stage()
    const file = `First Name,Last Name,Birthdate,Family ID,Family Role,Status
A,One,1980-01-01,7,Head,Member
B,One,1981-01-01,7,Head,Member
C,One,1982-01-01,7,Spouse,Member
D,One,1983-01-01,7,Spouse,Deceased
E,Two,2010-01-01,8,Child,
F,Two,1984-01-01,8,Spouse,
G,Three,2011-01-01,9,Child,`
    await applied(at.person, (await previewed(at, file)).id)
    expect((await peopleOf(at)).map(({ relation, household }) => [relation, household])).toEqual([
      ['HEAD', 'One household'],
      ['OTHER', 'One household'],
      ['SPOUSE', 'One household'],
      [null, null],
      ['CHILD', 'Two household'],
      ['HEAD', 'Two household'],
      ['HEAD', 'Three household'],
    ])
    const moved = `${file.replace('F,Two,1984-01-01,8', 'F,Two,1984-01-01,7')}
H,Two,2012-01-01,8,Child,`
    const { id, counts } = await previewed(at, moved)
    expect(counts).toMatchObject({ create: 1, unchanged: 7 })
    await applied(at.person, id)
    expect((await peopleOf(at)).filter(({ household }) => household === 'Two household')).toHaveLength(3)
  })
})

describe('undoing', () => {
  it('erases who was entered, restores what nobody changed since, and tells what it kept', async () => {
    const at = await stage()
    const was = { birthDate: '1980-02-01', phone: '1', email: 'old@people.example' }
    const known = await at.church.member({ firstName: 'Ama', lastName: 'Mensah', ...was })
    const file = `First Name,Last Name,Birthdate,Phone,Email,Household
Ama,Mensah,1980-02-01,2,new@people.example,Home
New,Person,1990-01-01,,,Home
Used,Person,1991-01-01,,,
Edited,Person,1992-01-01,,,`
    const { id } = await previewed(at, file)
    await applied(at.person, id)
    const [, , used, edited] = await peopleOf(at)
    await at.church.ministry([used?.id ?? ''])
    const change = (member: string, fields: string) =>
      at.person.api.sendText(`mutation { updateMember(input: { id: "${member}", ${fields} }) { errors { code } } }`)
    await change(edited?.id ?? '', 'preferredName: "Ed"')
    await change(known.id, 'phone: "3"')

    expect(await askStep(at.person, 'undoImport', { id })).toEqual([])
    expect((await standsAt(at.person, id, 'UNDONE')).counts).toMatchObject({ undone: 1, kept: 3 })
    const people = await peopleOf(at)
    expect(people[0]).toMatchObject({ phone: '3', email: 'old@people.example', household: null })
    expect(people[1]).toMatchObject({ first_name: 'Erased', status: 'ERASED', birth_date: null, household: null })
    expect(people.slice(2)).toMatchObject([{ first_name: 'Used' }, { first_name: 'Edited' }])
    expect((await rowsOf(at.person, id)).map(({ keptBecause }) => keptBecause)).toEqual([
      'Somebody has changed since: phone.',
      null,
      'Something in the church refers to the member by now.',
      'Somebody has changed the member since.',
    ])
    const homes = await at.church.write((db) => db.selectFrom('household').select('archived_at').execute())
    expect(homes.map((home) => home.archived_at !== null)).toEqual([true])
    const [gone] = people.filter(({ status }) => status === 'ERASED')
    const told = await at.church.write((db) =>
      db
        .selectFrom('audit_log')
        .select(['action', 'after'])
        .where('entity_id', '=', gone?.id ?? '')
        .execute(),
    )
    expect(told.map(({ action }) => action).toSorted()).toEqual(['member.create', 'member.erase'])
    expect(JSON.stringify(told)).not.toContain('Person')
    // Nothing of whoever was erased is left in the rows.
    const left = await at.church.write((db) => db.selectFrom('member_import_row').selectAll().execute())
    expect(JSON.stringify(left)).not.toContain('1990-01-01')
    expect(await askStep(at.person, 'undoImport', { id })).toEqual(['NOT_ALLOWED_NOW'])
  })
})
