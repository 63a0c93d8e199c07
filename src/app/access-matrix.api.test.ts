import { beforeAll, describe, expect, it } from 'vitest'
import { type SystemRole, systemRoles } from '../access/role.js'
import { accessMatrix, type MatrixRow, type Target } from '../testing/access-matrix.js'
import type { Api } from '../testing/api.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { plantNotification } from '../testing/plant-notification.js'
import { grantsOf } from '../testing/specified-grants.js'
import { createWorld } from '../testing/world.js'
import { declaredOperations } from './declarations.js'
import { buildSchema } from './schema.js'

const world = await createWorld()
const operations = declaredOperations(buildSchema())

type Outcome = 'allowed' | 'own records only' | 'refused'

const actors = ['anonymous', ...systemRoles, 'administrator of another church'] as const
type Actor = (typeof actors)[number]

/** What domain.md grants: the right of the row in the table of 6.1, and the records of 6.3. */
function specified({ who, self, group }: MatrixRow, actor: Actor): Outcome {
  if (who === 'platform') return actor === 'anonymous' ? 'allowed' : 'refused'
  if (actor === 'administrator of another church') return 'refused'
  if (who === 'public') return 'allowed'
  if (actor === 'anonymous') return 'refused'
  if (who === 'signedIn') return 'allowed'
  if (who === 'self') return 'own records only'
  const [resource, action = ''] = who.split('.')
  const scopes = ['ALL', 'GROUP'].filter((scope) =>
    [action.toUpperCase(), 'MANAGE'].some((held) => grantsOf(actor).includes(`${resource} ${held} ${scope}`)),
  )
  if (scopes.includes('ALL')) return 'allowed'
  if (scopes.includes('GROUP') && group === 'own') return 'own records only'
  return self ? 'own records only' : 'refused'
}

let church: ChurchWorld
let stranger: Target
const apis = new Map<Actor, Api>()
/** What is an actor's own: its member, and a person in the ministry it leads. */
const owns = new Map<Actor, readonly Target[]>()

const planted = async ({ userId, memberId }: Person, count: number): Promise<Target> => {
  const told = await Promise.all(Array.from({ length: count }, () => plantNotification(church, { to: [userId] })))
  return { userId, memberId: memberId ?? userId, notificationId: told[0]?.id ?? '', unread: count, ministryId: '' }
}

beforeAll(async () => {
  church = await world.church()
  const somebody = await planted(await church.person('MEMBER'), 7)
  stranger = { ...somebody, ministryId: await church.ministry([(await church.member()).id, somebody.memberId]) }
  for (const role of systemRoles) {
    const person = await church.person(role)
    const own = await planted(person, 1)
    const { id: led } = await church.member()
    const ministryId = await church.ministry(person.memberId ? [person.memberId, led] : [])
    apis.set(role, person.api)
    owns.set(role, [
      { ...own, ministryId },
      { ...own, ministryId, memberId: led },
    ])
  }
  apis.set('anonymous', church.stranger)
  const { token } = await (await world.church()).person('ADMIN')
  apis.set('administrator of another church', church.stranger.with({ token }))
})

/** Asks by HTTP, or by socket for a subscription; answers with the data, or the code of the refusal. */
async function ask(api: Api, text: string): Promise<{ readonly data: unknown; readonly code: string | null }> {
  if (text.startsWith('subscription')) return listenOnce(api, text)
  const { data, errors } = await api.sendText(text)
  return { data, code: errors[0]?.extensions?.code ?? null }
}

async function listenOnce(api: Api, query: string): Promise<{ readonly data: unknown; readonly code: string | null }> {
  const client = api.socket()
  const { promise, resolve } = Promise.withResolvers<{ data: unknown; code: string | null }>()
  client.subscribe(
    { query },
    {
      next: ({ data }) => resolve({ data, code: null }),
      error: (error) => resolve({ data: null, code: (error as { reason?: string }).reason ?? 'FORBIDDEN' }),
      complete: () => resolve({ data: null, code: null }),
    },
  )
  const answer = await promise
  await client.dispose()
  return answer
}

const refusals = new Set(['FORBIDDEN', 'UNAUTHENTICATED'])

/** What really happens to an actor. */
async function happens(row: MatrixRow, actor: Actor): Promise<Outcome> {
  const isLobby = row.who === 'platform' && actor === 'anonymous'
  const api = isLobby ? church.stranger.with({ host: 'api.localhost' }) : (apis.get(actor) ?? church.stranger)
  const asked = async (target: Target): Promise<'refused' | 'hidden' | 'shown'> => {
    const { data, code } = await ask(api, typeof row.text === 'string' ? row.text : row.text(target))
    if (code !== null && refusals.has(code)) return 'refused'
    expect(code).toBeNull()
    return row.shows?.(data, target) === false ? 'hidden' : 'shown'
  }

  const outcome = await asked(stranger)
  if (outcome === 'shown') return 'allowed'
  for (const own of owns.get(actor) ?? []) if ((await asked(own)) === 'shown') return 'own records only'
  return 'refused'
}

/** What the operation must declare to be checked before its resolver runs. */
const ruleOf = ({ who, self }: MatrixRow) => (self || who === 'self' ? 'signedIn' : who)

describe('the matrix of operations', () => {
  it('has a row for each operation, and none for another', () => {
    expect(Object.keys(accessMatrix).toSorted()).toEqual(operations.map(({ name }) => name).toSorted())
  })

  it.each(operations)('agrees with what $name declares', ({ name, kind, access, feature, subscription }) => {
    const row = accessMatrix[name]

    const lapsed = kind !== 'mutation' || row?.worksLapsed ? 'reads' : 'writes'
    expect({ access, feature, subscription }).toEqual({
      access: row && ruleOf(row),
      feature: row?.gate ?? null,
      subscription: lapsed,
    })
  })
})

describe.each(Object.entries(accessMatrix))('%s', (_name, row) => {
  it.each(actors)('is for %s what the specification says', async (actor) => {
    expect(await happens(row, actor)).toBe(specified(row, actor))
  })
})

describe('a leader', () => {
  const record = (id: string) =>
    `{ member(id: "${id}") { email phone address gender birthDate joinedOn household { id } } }`
  const whole = {
    email: 'a@b.example',
    phone: '1',
    address: 'Ring Road',
    gender: 'FEMALE',
    joinedOn: '2020-01-01',
  } as const

  it.each(['LEADER', 'PASTOR'] as const satisfies readonly SystemRole[])(
    'reads BASIC fields of the members of own groups, %s of all PERSONAL ones',
    async (role) => {
      const person = await church.person(role)
      const { id } = await church.member({ ...whole, birthDate: '1990-01-01' })
      await church.ministry([person.memberId ?? '', id])

      const { data } = await person.api.sendText(record(id))

      const personal = { address: 'Ring Road', gender: 'FEMALE', birthDate: '1990-01-01', joinedOn: '2020-01-01' }
      const hidden = { address: null, gender: null, birthDate: null, joinedOn: null }
      const rest = role === 'LEADER' ? hidden : personal
      expect(data).toEqual({ member: { email: 'a@b.example', phone: '1', ...rest, household: null } })
    },
  )
})
