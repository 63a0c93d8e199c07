import { beforeAll, describe, expect, it } from 'vitest'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const record = `{
  id version name { firstName maidenName } contact { phone phoneHome } addressParts { street country }
  personal { birthDate birthMonth birthDay isBirthYearKnown nationality } birthDate
  sensitive { maritalStatus idType idNumber parents { relation name } }
  emergency { name phone relation } work { occupationalStatus profession workplace }
  membership { status joinedOn directory } education { level institution completedYear } faith { homeCell spiritualGifts }
}`
const create = `mutation ($input: CreateMemberInput!) {
  createMember(input: $input) { member ${record} errors { code path } }
}`
const update = `mutation ($input: UpdateMemberInput!) {
  updateMember(input: $input) { member ${record} errors { code path } }
}`
const read = `query ($id: ID!) { member(id: $id) ${record} }`

const whole = {
  ...{ firstName: 'Ama', lastName: 'Mensah', maidenName: 'Adu', phoneHome: '030', birthDate: '1990-02-03' },
  addressParts: { street: 'Ring Road', country: 'gh' },
  personal: { isBirthYearKnown: false, nationality: 'Ghanaian' },
  sensitive: { maritalStatus: 'MARRIED', idType: 'Passport', idNumber: 'G-1234567' },
  emergency: { name: 'Kofi', phone: '024', relation: 'Husband' },
  work: { occupationalStatus: 'EMPLOYED', profession: 'Nurse', workplace: 'Ridge' },
  parents: [{ relation: 'MOTHER', name: 'Esi' }],
  education: [{ level: 'SHS', institution: 'Achimota', completedYear: 2008 }],
  ...{ faith: { homeCell: 'East', spiritualGifts: ['mercy'] }, directory: 'NAME' },
}

interface Answer {
  readonly member: { readonly id: string } | null
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[]
}

describe('the record of a member', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church({ denomination: 'PENTECOSTAL' })
    admin = await church.person('ADMIN', { onRoll: false })
  })

  const send = async (text: string, input: object): Promise<Answer> => {
    const { data, errors } = await admin.api.sendText(text, { input })
    expect(errors).toEqual([])
    return Object.values(data as Record<string, Answer>)[0] as Answer
  }
  const enter = async (): Promise<string> => (await send(create, whole)).member?.id ?? ''

  it('is kept and shown in groups, a birthday without a year as month and day', async () => {
    expect(await send(create, whole)).toMatchObject({
      errors: [],
      member: {
        ...{ name: { firstName: 'Ama', maidenName: 'Adu' }, contact: { phoneHome: '030' }, birthDate: null },
        addressParts: { street: 'Ring Road', country: 'GH' },
        personal: { birthDate: null, birthMonth: 2, birthDay: 3, isBirthYearKnown: false, nationality: 'Ghanaian' },
        sensitive: { ...whole.sensitive, parents: [{ relation: 'MOTHER', name: 'Esi' }] },
        ...{ emergency: whole.emergency, work: whole.work, education: whole.education, faith: whole.faith },
        membership: { status: 'ACTIVE', directory: 'NAME' },
      },
    })
  })

  it('is changed group by group; null empties a group', async () => {
    const id = await enter()

    const change = { id, emergency: null, work: { profession: 'Midwife' }, parents: [], faith: { homeCell: 'West' } }
    expect(await send(update, change)).toMatchObject({
      member: {
        emergency: { name: null, phone: null, relation: null },
        work: { profession: 'Midwife', workplace: 'Ridge' },
        sensitive: { idNumber: 'G-1234567', parents: [] },
        faith: { homeCell: 'West', spiritualGifts: ['mercy'] },
      },
    })
    const told = { id, birthDate: '1991-02-03' }
    expect(await send(update, told)).toMatchObject({ member: { birthDate: '1991-02-03' } })
  })

  it('refuses all that is wrong, each with its path', async () => {
    const wrong = {
      ...{ firstName: 'A', lastName: 'B', maidenName: 'x'.repeat(256), directory: null },
      addressParts: { country: '7!', houseNo: 'x'.repeat(51) },
      sensitive: { idNumber: 'x'.repeat(101) },
      parents: [
        { relation: 'MOTHER', name: ' ' },
        { relation: 'MOTHER', name: 'Esi' },
      ],
      education: [{ level: 'SHS', institution: 'x', completedYear: 12 }],
      faith: { bccName: 'St. Ann' },
    }

    const { member, errors } = await send(create, wrong)
    const told = errors.map(({ code, path }) => `${code} ${path.join('.')}`).toSorted()

    expect(member).toBeNull()
    expect(told).toEqual([
      'INVALID addressParts.country',
      'INVALID education.0.completedYear',
      'INVALID faith.bccName',
      'INVALID parents.1.relation',
      'REQUIRED directory',
      'REQUIRED parents.0.name',
      'TOO_LONG addressParts.houseNo',
      'TOO_LONG maidenName',
      'TOO_LONG sensitive.idNumber',
    ])
    const id = await enter()
    expect(await send(update, { id, personal: { isBirthYearKnown: true } })).toMatchObject({
      errors: [{ code: 'INVALID', path: ['personal', 'isBirthYearKnown'] }],
    })
    const parents = [{ relation: 'FATHER', name: 'Yaw', parentMemberId: crypto.randomUUID() }]
    expect(await send(update, { id, parents })).toMatchObject({
      errors: [{ code: 'NOT_FOUND', path: ['parents', '0', 'parentMemberId'] }],
    })
  })

  it('keeps the number of the paper sealed, and out of the audit log', async () => {
    const id = await enter()

    const schema = `c_${church.church.placeKey}`
    const { rows } = await world.database.owner.query<{ text: string }>(
      `select encode(id_number, 'escape') as text from ${schema}.member where id = $1
       union all select row_to_json(audit_log)::text from ${schema}.audit_log where entity_id = $1`,
      [id],
    )

    expect(rows.length).toBeGreaterThan(1)
    expect(rows.map(({ text }) => text).join(' ')).not.toMatch(/1234567|MARRIED|Ring Road|Kofi/)
  })

  it('shows each class of fields to those it is for, and tells the audit log who read what is sensitive', async () => {
    const id = await enter()
    const [pastor, leader] = [await church.person('PASTOR'), await church.person('LEADER')]
    await plantMinistry(church, { LEADER: [leader.memberId], MEMBER: [id] })
    const seenBy = async (person: Person) => (await person.api.sendText(read, { id })).data as { member: object }
    const personal = ['addressParts', 'personal', 'emergency', 'work', 'membership', 'education', 'faith']

    expect((await seenBy(pastor)).member).toMatchObject({ sensitive: null, emergency: whole.emergency })
    expect((await seenBy(leader)).member).toMatchObject({
      ...{ name: { firstName: 'Ama' }, sensitive: null },
      ...Object.fromEntries(personal.map((group) => [group, null])),
    })
    expect((await seenBy(admin)).member).toMatchObject({ sensitive: { idNumber: 'G-1234567' } })
    const { rows } = await world.database.owner.query<{ actor_id: string }>(
      `select actor_id from c_${church.church.placeKey}.audit_log
       where action = 'member.readSensitive' and entity_id = $1 and actor_id <> $2`,
      [id, admin.userId],
    )
    expect(rows).toEqual([])
    const own = await pastor.api.sendText(read, { id: pastor.memberId })
    expect(own.data).toMatchObject({ member: { sensitive: { idNumber: null, parents: [] } } })
  })
})
