import { beforeEach, describe, expect, it } from 'vitest'
import { createLog } from '../platform/log.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { createWorld } from '../testing/world.js'

const lines: string[] = []
const log = createLog('info', { write: (line) => void lines.push(line) })
const world = await createWorld({ log })

let church: ChurchWorld
let admin: Person
beforeEach(async () => {
  church = await world.church()
  admin = await church.person('ADMIN')
  lines.length = 0
})

/** Does something to the tables of this church that no code of ours counts on. */
const sabotage = (statement: string) =>
  world.database.owner.query(`set search_path to c_${church.church.placeKey}; ${statement}; reset search_path`)

const read = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>)

describe('a defect', () => {
  it('is masked, and found again in the log by its number', async () => {
    await sabotage('drop table event cascade')

    const { status, data, errors, headers, text } = await admin.api.sendText('{ events { totalCount } }')

    const requestId = headers['x-request-id']
    expect(status).toBe(500)
    expect(data).toBeNull()
    expect(errors).toMatchObject([{ path: ['events'], extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } }])
    expect(errors[0]?.message).toContain(requestId)
    expect(text).not.toMatch(/relation|does not exist|42P01|select/)
    expect(read()).toMatchObject([{ level: 50, requestId, path: ['events'], err: { code: '42P01' } }])
  })

  it('leaves the rest of the answer whole', async () => {
    const { id } = await church.event()
    await sabotage('drop table event cascade')

    const { status, data, errors } = await admin.api.sendText(`{ event(id: "${id}") { id } viewer { id } }`)

    expect(status).toBe(200)
    expect(data).toEqual({ event: null, viewer: { id: admin.userId } })
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
  })

  it('stays in its church', async () => {
    await sabotage('drop table event cascade')
    const neighbour = await (await world.church()).person('MEMBER')

    expect((await neighbour.api.sendText('{ events { totalCount } }')).status).toBe(200)
  })

  it('writes into the log no token, no address and nothing of the row that it met', async () => {
    await sabotage(`alter table member add constraint trap check (phone <> '024 777')`)
    const input = { firstName: 'Akosua', lastName: 'Sarpong', email: 'akosua@example.org', phone: '024 777' }

    const { errors, text } = await admin.api.sendText(
      'mutation ($input: CreateMemberInput!) { createMember(input: $input) { errors { code } } }',
      { input },
    )

    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
    expect(text).not.toContain('trap')
    expect(read()).toMatchObject([{ level: 50, err: { code: '23514', constraint: 'trap' } }])
    expect(lines.join('')).not.toContain(admin.token)
    expect(lines.join('')).not.toContain(admin.email)
    expect(lines.join('')).not.toMatch(/akosua|sarpong|024 777/i)
  })

  it('is told also when it happens before GraphQL begins', async () => {
    await sabotage('drop table user_role cascade')

    const { status, errors, headers } = await admin.api.sendText('{ viewer { id } }')

    const requestId = errors[0]?.extensions?.requestId
    expect(status).toBe(500)
    expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }])
    expect(headers['x-request-id']).toBe(requestId)
    expect(read()).toMatchObject([{ level: 50, requestId }])
  })
})

describe('what a client does wrong', () => {
  it('wakes nobody', async () => {
    await admin.api.sendText('{ shoeSize }')
    await admin.api.sendText('{ events(first: 0) { totalCount } }')
    await admin.api.sendText('{ event(id: "7") { id } }')
    await admin.api.sendText('subscription { notificationAdded { sequence } }')
    await admin.api.sendBody('{')
    await church.stranger.sendText('{ viewer { id } }')
    await admin.api.with({ host: 'nobody-here.localhost' }).sendText('{ viewer { id } }')

    expect(lines).toEqual([])
  })
})
