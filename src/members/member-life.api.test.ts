import { beforeAll, describe, expect, it } from 'vitest'
import { requireViewer } from '../access/index.js'
import { type ChurchWorld, type Person, testPassword } from '../testing/church-world.js'
import { plantHousehold, plantMinistry } from '../testing/plant-groups.js'
import { createWorld } from '../testing/world.js'
import { linkUser } from './linked-accounts.repository.js'
import { memberList } from './member-list.queries.js'

const world = await createWorld()

interface Answer {
  readonly member: Readonly<Record<string, unknown>> | null
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[]
}

const fields = 'id firstName lastName email phone status version household { id } ministries { id }'
const acts = {
  changeMemberStatus: 'ChangeMemberStatusInput',
  ...{ archiveMember: 'MemberInput', restoreMember: 'MemberInput' },
  ...{ mergeMembers: 'MergeMembersInput', eraseMember: 'EraseMemberInput' },
} as const
const password = testPassword

describe('the life of a member', () => {
  let church: ChurchWorld
  let admin: Person
  beforeAll(async () => {
    church = await world.church()
    admin = await church.person('ADMIN', { onRoll: false })
  })

  const ask = (act: keyof typeof acts, input: object, person = admin) =>
    person.api.sendText(
      `mutation ($input: ${acts[act]}!) { ${act}(input: $input) { member { ${fields} } errors { code path } } }`,
      { input },
    )
  const send = async (act: keyof typeof acts, input: object): Promise<Answer> => {
    const { data, errors } = await ask(act, input)
    expect(errors).toEqual([])
    return (data as Record<string, Answer>)[act] as Answer
  }
  const read = async (id: string) => {
    const { data } = await admin.api.sendText(`query ($id: ID!) { member(id: $id) { ${fields} } }`, { id })
    return (data as { member: Readonly<Record<string, unknown>> | null }).member
  }
  const listed = async (search: string) =>
    (await church.as(admin, (ctx) => memberList(ctx.db, requireViewer(ctx), { search }))).nodes.map(({ id }) => id)
  const refusal = (code: string, ...path: string[]) => ({ member: null, errors: [{ code, path }] })

  it('changes the status, dated, and not twice', async () => {
    const { id } = await church.member()

    const change = { id, status: 'TRANSFERRED', statusOn: '2026-01-02' }
    expect(await send('changeMemberStatus', change)).toMatchObject({ member: { status: 'TRANSFERRED', version: 2 } })
    expect(await send('changeMemberStatus', change)).toEqual(refusal('NOT_ALLOWED_NOW', 'status'))
    const later = { id, status: 'ACTIVE', statusOn: '2999-01-01' }
    expect(await send('changeMemberStatus', later)).toEqual(refusal('INVALID', 'statusOn'))
    expect(await send('changeMemberStatus', { id, status: 'ERASED' })).toEqual(refusal('INVALID', 'status'))
    const nobody = { id: crypto.randomUUID(), status: 'ACTIVE' }
    expect(await send('changeMemberStatus', nobody)).toEqual(refusal('NOT_FOUND', 'id'))
  })

  it('ends household and ministries with death; the spouse becomes the head', async () => {
    const [head, spouse] = [await church.member(), await church.member()]
    const householdId = await plantHousehold(church, { HEAD: [head], SPOUSE: [spouse] })
    await plantMinistry(church, { LEADER: [head.id] })

    const { member } = await send('changeMemberStatus', { id: head.id, status: 'DECEASED' })

    expect(member).toMatchObject({ household: null, ministries: [] })
    const { rows } = await world.database.owner.query(
      `select member_id, relation from c_${church.church.placeKey}.household_member
       where household_id = $1 and until_on is null`,
      [householdId],
    )
    expect(rows).toEqual([{ member_id: spouse.id, relation: 'HEAD' }])
  })

  it('archives and takes back', async () => {
    const { id } = await church.member({ lastName: 'Archived' })

    expect((await send('archiveMember', { id })).errors).toEqual([])
    expect(await listed('archived')).toEqual([])
    expect(await send('archiveMember', { id })).toEqual(refusal('NOT_ALLOWED_NOW', 'id'))
    expect((await send('restoreMember', { id })).errors).toEqual([])
    expect(await listed('archived')).toEqual([id])
    expect(await send('restoreMember', { id })).toEqual(refusal('NOT_ALLOWED_NOW', 'id'))
  })

  it('is warned of by who may be the same, at entry and afterwards', async () => {
    const large = await world.church()
    const office = await large.person('ADMIN', { onRoll: false })
    const first = await large.member({
      firstName: 'José',
      lastName: 'Ado',
      birthDate: '1990-01-01',
      phone: '024 412 3456',
    })
    const enter = async (input: string) => {
      const text = `mutation { createMember(input: { ${input} }) { likelyDuplicates { id } errors { code } } }`
      const { data } = await office.api.sendText(text)
      return (data as { createMember: { likelyDuplicates: unknown } }).createMember.likelyDuplicates
    }

    expect(await enter('firstName: "Jose", lastName: "ADO", birthDate: "1990-01-01"')).toEqual([{ id: first.id }])
    expect(await enter('firstName: "J", lastName: "A", phone: "+233 (0)24-4123456"')).toEqual([{ id: first.id }])
    expect(await enter('firstName: "Jose", lastName: "Ado", birthDate: "1991-01-01"')).toEqual([])
    const { data } = await office.api.sendText('{ memberDuplicates { reason members { id } } }')
    expect(data).toMatchObject({
      memberDuplicates: [
        { reason: 'NAME_AND_BIRTH_DATE', members: [{ id: first.id }, {}] },
        { reason: 'PHONE', members: [{ id: first.id }, {}] },
      ],
    })
  })

  it('merges two records: everything moves, the old id leads to the kept one', async () => {
    const [kept, merged] = [
      await church.member({ phone: '1' }),
      await church.member({ phone: '2', email: 'a@b.example' }),
    ]
    const householdId = await plantHousehold(church, { HEAD: [merged] })
    const shared = await plantMinistry(church, { LEADER: [merged.id], MEMBER: [kept.id] })
    const alone = await plantMinistry(church, { MEMBER: [merged.id] })

    const { member } = await send('mergeMembers', { keptId: kept.id, mergedId: merged.id, password })

    expect(member).toMatchObject({ id: kept.id, phone: '1', email: 'a@b.example', household: { id: householdId } })
    expect(((member?.['ministries'] ?? []) as { id: string }[]).map(({ id }) => id).toSorted()).toEqual(
      [shared, alone].toSorted(),
    )
    expect(await read(merged.id)).toMatchObject({ id: kept.id })
    expect(await send('restoreMember', { id: merged.id })).toEqual(refusal('NOT_ALLOWED_NOW', 'id'))
    const { rows } = await world.database.owner.query<{ column: string }>(
      `select format('%s.%s', conrelid::regclass::oid::regclass, attname) as column from pg_constraint
       join pg_attribute on attrelid = conrelid and attnum = conkey[1]
       where contype = 'f' and confrelid = 'c_${church.church.placeKey}.member'::regclass`,
    )
    for (const { column } of rows) {
      if (column.endsWith('member_alias.old_id')) continue
      const [, table, name] = /^(.*)\.(\w+)$/.exec(column) ?? []
      const left = await world.database.owner.query(`select from ${table} where ${name} = $1`, [merged.id])
      expect([column, left.rowCount]).toEqual([column, 0])
    }
  })

  it('merges no two accounts, and nobody with oneself', async () => {
    const [one, other] = [await church.person('MEMBER'), await church.person('MEMBER')]
    const [keptId, mergedId] = [one.memberId ?? '', other.memberId ?? '']

    expect(await send('mergeMembers', { keptId, mergedId, password })).toEqual(refusal('NOT_ALLOWED_NOW', 'mergedId'))
    expect(await send('mergeMembers', { keptId, mergedId: keptId, password })).toEqual(refusal('INVALID', 'mergedId'))
  })

  it('erases all that tells who somebody was, with the account', async () => {
    const person = await church.person('MEMBER')
    const id = person.memberId ?? ''

    const { member } = await send('eraseMember', { id, password })

    expect(member).toMatchObject({ firstName: 'Erased', lastName: 'Erased', email: null, status: 'ERASED' })
    expect(await send('eraseMember', { id, password })).toEqual(refusal('NOT_ALLOWED_NOW', 'id'))
    expect(await send('changeMemberStatus', { id, status: 'ACTIVE' })).toEqual(refusal('NOT_ALLOWED_NOW', 'id'))
    expect((await person.api.sendText('{ viewer { id } }')).status).toBe(401)
    const { rows } = await world.database.owner.query(
      'select status, name, password_hash from control.user_account where id = $1',
      [person.userId],
    )
    expect(rows).toEqual([{ status: 'ERASED', name: 'Erased', password_hash: null }])
  })

  it('asks for the password before merging and erasing', async () => {
    const [keptId, id] = [(await church.member()).id, (await church.member()).id]
    const wrong = 'not the password'

    expect(await send('eraseMember', { id, password: wrong })).toEqual(refusal('INVALID_CREDENTIALS', 'password'))
    expect(await send('mergeMembers', { keptId, mergedId: id, password: wrong })).toEqual(
      refusal('INVALID_CREDENTIALS', 'password'),
    )
    expect(await read(id)).toMatchObject({ id, firstName: 'Ama' })
  })

  it('does not let an administrator erase the own record, nor the last administrator', async () => {
    const lonely = await world.church()
    const only = await lonely.person('ADMIN')
    const secretary = await lonely.person('SECRETARY')
    const { id } = await lonely.member()
    await lonely.write((db) => linkUser(db, id, only.userId))
    await world.database.owner.query(
      `update control.user_account set status = 'DISABLED' where church_id = $1 and id <> all ($2)`,
      [lonely.church.id, [only.userId, secretary.userId]],
    )
    const input = { id, password }
    const code = async (person: Person) => {
      const { data, errors } = await ask('eraseMember', input, person)
      expect(errors).toEqual([])
      return (data as Record<string, Answer>)['eraseMember']?.errors
    }

    expect(await code(only)).toEqual([{ code: 'NOT_ALLOWED_NOW', path: ['id'] }])
    expect(await code(secretary)).toEqual([{ code: 'LAST_ADMIN', path: ['id'] }])
  })

  it('is decided by those with the right', async () => {
    const { id } = await church.member()
    const pastor = await church.person('PASTOR')
    const inputs = [
      ['archiveMember', { id }],
      ['restoreMember', { id }],
      ['eraseMember', { id, password }],
      ['mergeMembers', { keptId: id, mergedId: id, password }],
    ] as const

    for (const [act, input] of inputs) expect((await ask(act, input, pastor)).status).toBe(403)
    const leader = await church.person('LEADER')
    expect((await ask('changeMemberStatus', { id, status: 'INACTIVE' }, leader)).status).toBe(403)
  })
})
