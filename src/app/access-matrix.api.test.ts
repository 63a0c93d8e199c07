import { getNamedType, type GraphQLInputType, isInputObjectType } from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SystemRole } from '../access/role.js'
import { accessMatrix } from '../testing/access-matrix.js'
import type { Api } from '../testing/api.js'
import type { ChurchWorld } from '../testing/church-world.js'
import { type Actor, actors, type Cast, gatherCast, keptFromKeys } from '../testing/matrix-cast.js'
import type { MatrixRow, Target } from '../testing/matrix-row.js'
import { grantsOf } from '../testing/specified-grants.js'
import { createWorld } from '../testing/world.js'
import { declaredOperations } from './declarations.js'
import { buildSchema } from './schema.js'

const world = await createWorld()
const schema = buildSchema()
const operations = declaredOperations(schema)

type Outcome = 'allowed' | 'own records only' | 'refused'

const outsiders: readonly Actor[] = ['administrator of another church', 'super-admin']
const isKey = (actor: Actor): boolean => actor.startsWith('API key')

/** What domain.md says of an operation for an actor. */
function specified(row: MatrixRow, actor: Actor): Outcome {
  const { who } = row
  if (who === 'superAdmin') return actor === 'super-admin' ? 'allowed' : 'refused'
  if (who === 'platform') return ['anonymous', 'super-admin'].includes(actor) ? 'allowed' : 'refused'
  if (who === 'anywhere' && actor === 'super-admin') return 'allowed'
  if (outsiders.includes(actor)) return 'refused'
  if (who === 'public' || who === 'anywhere') return 'allowed'
  if (actor === 'anonymous') return 'refused'
  if (isKey(actor)) return specifiedForKey(row, actor)
  if (who === 'signedIn') return 'allowed'
  return who === 'self' ? 'own records only' : granted(row, actor)
}

/** A key is nobody: nothing is its own (4.1, `apiKeys`). */
function specifiedForKey({ who, keys, asksPassword, text }: MatrixRow, actor: Actor): Outcome {
  // Sockets are for people: no key opens one.
  if (asksPassword || String(text).startsWith('subscription')) return 'refused'
  if (who === 'signedIn' || who === 'self') return keys ? 'allowed' : 'refused'
  const isKept = keptFromKeys.includes(who.split('.')[0] ?? '')
  return actor === 'API key with every right' && !isKept ? 'allowed' : 'refused'
}

/** The right of the row in the table of 6.1, and the records of 6.3. */
function granted({ who, self, group }: MatrixRow, actor: Actor): Outcome {
  const [resource, action = ''] = who.split('.')
  const scopes = ['ALL', 'GROUP'].filter((scope) =>
    [action.toUpperCase(), 'MANAGE'].some((held) => grantsOf(actor).includes(`${resource} ${held} ${scope}`)),
  )
  if (scopes.includes('ALL')) return 'allowed'
  if (scopes.includes('GROUP') && group === 'own') return 'own records only'
  return self ? 'own records only' : 'refused'
}

let cast: Cast
let church: ChurchWorld
beforeAll(async () => {
  cast = await gatherCast(world)
  church = cast.church
})

/** Asks by HTTP, or by socket for a subscription; answers with the data, or the code of the refusal. */
async function ask(api: Api, text: string): Promise<{ readonly data: unknown; readonly code: string | null }> {
  if (text.startsWith('subscription')) return listenOnce(api, text)
  const { data, errors } = await api.sendText(text)
  return { data, code: errors[0]?.extensions?.code ?? null }
}

const codeOf = (error: { readonly extensions?: Readonly<Record<string, unknown>> } | undefined): string | null =>
  error ? String(error.extensions?.['code']) : null

async function listenOnce(api: Api, query: string): Promise<{ readonly data: unknown; readonly code: string | null }> {
  const client = api.socket()
  const { promise, resolve } = Promise.withResolvers<{ data: unknown; code: string | null }>()
  client.subscribe(
    { query },
    {
      next: ({ data, errors }) => resolve({ data, code: codeOf(errors?.[0]) }),
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
  const asked = async (target: Target): Promise<'refused' | 'hidden' | 'shown'> => {
    const api = await cast.speaker(actor, row)
    const { data, code } = await ask(api, typeof row.text === 'string' ? row.text : row.text(target))
    if (code !== null && refusals.has(code)) return 'refused'
    expect(code).toBeNull()
    return row.shows?.(data, target) === false ? 'hidden' : 'shown'
  }

  const outcome = await asked(cast.stranger)
  if (outcome === 'shown') return isOwnByNature(row) ? 'own records only' : 'allowed'
  // Refused, too, on what is somebody else's: leaders change their own groups alone.
  for (const own of cast.ownOf(actor)) if ((await asked(own)) === 'shown') return 'own records only'
  return 'refused'
}

/** Whether nobody else can be named to it: see the test of that. */
const isOwnByNature = ({ who, shows }: MatrixRow): boolean => who === 'self' && !shows

/** What the operation must declare to be checked before its resolver runs. */
function ruleOf({ who, self, keys, serves }: MatrixRow) {
  if (serves) return serves === 'who may do nothing else' ? 'account' : 'public'
  if (who !== 'signedIn' && who !== 'self' && !self) return who
  return keys ? 'signedInOrKey' : 'signedIn'
}

/** Whether an id can be said in it. */
const takesId = (type: GraphQLInputType): boolean => {
  const named = getNamedType(type)
  if (!isInputObjectType(named)) return named.name === 'ID'
  return Object.values(named.getFields()).some((field) => takesId(field.type))
}

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

describe('an operation on what is one’s own', () => {
  const own = Object.keys(accessMatrix).filter((name) => accessMatrix[name] && isOwnByNature(accessMatrix[name]))

  it.each(own)('takes no id of anybody: %s', (name) => {
    const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
    const field = fields.map((root) => root?.getFields()[name]).find((found) => found !== undefined)
    expect(field?.args.filter(({ type }) => takesId(type))).toEqual([])
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
