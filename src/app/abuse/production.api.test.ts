import { beforeAll, describe, expect, it } from 'vitest'
import { askBySocket } from '../../testing/ask-by-socket.js'
import type { ChurchWorld, Person } from '../../testing/church-world.js'
import { createWorld } from '../../testing/world.js'

const world = await createWorld({ isProduction: true })

let church: ChurchWorld
let member: Person
let admin: Person
beforeAll(async () => {
  church = await world.church()
  member = await church.person('MEMBER')
  admin = await church.person('ADMIN')
})

const introspections = [
  '{ __schema { types { name } } }',
  '{ __type(name: "Member") { fields { name } } }',
  '{ a: __schema { queryType { name } } }',
  '{ ...F } fragment F on Query { ...G } fragment G on Query { __type(name: "Query") { name } }',
  '{ viewer { id } ... on Query { __schema { types { name } } } }',
]

describe('the schema of a production server', () => {
  it.each(introspections)('is shown to nobody without the right: %s', async (query) => {
    const byMember = await member.api.sendText(query)
    const byNobody = await church.stranger.sendText(query)

    expect(byMember).toMatchObject({ status: 403, errors: [{ extensions: { code: 'FORBIDDEN' } }] })
    expect(byNobody).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
    expect(byMember.data ?? byNobody.data).toBeUndefined()
    expect((await admin.api.sendText(query)).status).toBe(200)
  })

  it('stays closed when somebody with the right asked the same before, and when the right is taken away', async () => {
    const query = '{ __schema { queryType { name } } }'
    const former = await church.person('ADMIN')
    expect((await former.api.sendText(query)).status).toBe(200)
    await church.write((db) => db.deleteFrom('user_role').where('user_id', '=', former.userId).execute())

    expect((await former.api.sendText(query)).status).toBe(403)
    expect((await member.api.sendText(query)).status).toBe(403)
  })

  it.each([
    ['a field', '{ viewer { emails } }'],
    ['a type', '{ ... on Views { id } }'],
    ['an argument', '{ members(firsts: 1) { totalCount } }'],
    ['an enum', '{ members(sort: [NAME_ASK]) { totalCount } }'],
    ['an input', 'mutation { signIn(input: { emails: "x" }) { errors { code } } }'],
  ])('is not given away by suggestions about %s', async (_what, query) => {
    const byHttp = await member.api.sendText(query)
    const bySocket = await askBySocket(member.api, query)

    expect(byHttp.status).toBe(400)
    expect(byHttp.text).not.toContain('Did you mean')
    expect(JSON.stringify(bySocket.errors)).not.toContain('Did you mean')
  })

  it('is not given away by variables either', async () => {
    const query = 'query ($sort: [MemberSort!]) { members(sort: $sort) { totalCount } }'

    expect((await member.api.sendText(query, { sort: ['NAME_ASK'] })).text).not.toContain('Did you mean')
  })
})

describe('a production server', () => {
  it('tells browsers to come back by TLS only', async () => {
    const { headers } = await member.api.sendText('{ viewer { id } }')

    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  })
})
