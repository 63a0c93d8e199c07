import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'
import { beforeAll, describe, expect, it } from 'vitest'
import { askBySocket } from '../../testing/ask-by-socket.js'
import type { ChurchWorld, Person } from '../../testing/church-world.js'
import { createWorld } from '../../testing/world.js'
import { buildSchema } from '../schema.js'

const world = await createWorld()
const schema = buildSchema()

let church: ChurchWorld
let person: Person
beforeAll(async () => {
  church = await world.church()
  person = await church.person('ADMIN')
  await church.member({ firstName: 'Ama', lastName: 'Secret' })
})

/** What has opened other people's databases, templates, shells and logs. */
const injections = [
  `' or '1'='1`,
  `'; drop table member cascade; --`,
  `") union select password_hash from control.user_account --`,
  `$1`,
  `%' and 1=1 and '%'='`,
  `%`,
  `_`,
  `\\`,
  `\\'; select pg_sleep(10); --`,
  `{"$ne": null}`,
  '${7*7}{{7*7}}<%= 7*7 %>',
  `$(touch /tmp/owned)`,
  `../../../etc/passwd`,
  `a\u0000b`,
  `\ud800`,
  `<script>alert(1)</script>`,
  `a & !b | ((c:* <-> d`,
  `-1`,
  `9007199254740993`,
  `2026-02-30T25:61:00Z`,
  Buffer.from(JSON.stringify({ v: 1, s: 'x', k: [`'; drop table member; --`] })).toString('base64url'),
  Buffer.from(JSON.stringify({ v: 1, s: 'NAME_ASC', k: ['x', { __proto__: 1 }, null] })).toString('base64url'),
] as const

interface Way {
  readonly name: string
  readonly query: string
  readonly variables: (injection: string) => Record<string, unknown>
}

/** Every way of bringing a text into an argument of a query, read off the schema: a new filter is attacked unasked. */
const ways = Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field): Way[] => {
  const required = field.args.filter(({ type }) => isNonNullType(type))
  const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : ''
  return field.args.flatMap((arg) =>
    leaves(arg.type).map((leaf) => {
      const used = [...new Set<GraphQLArgument>([arg, ...required])]
      const declared = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')
      const passed = used.map(({ name }) => `${name}: $${name}`).join(', ')
      return {
        name: `${field.name}(${[arg.name, ...leaf.path].join('.')})`,
        query: `query (${declared}) { ${field.name}(${passed})${selection} }`,
        variables: (injection) =>
          Object.fromEntries(
            used.map((one) => [one.name, one === arg ? leaf.value(injection) : valueOf(one.type, injection)]),
          ),
      }
    }),
  )
})

interface Leaf {
  readonly path: readonly string[]
  readonly value: (injection: string) => unknown
}

/** Every place inside a type where a text can stand, and a value of the type with the text there. */
function leaves(type: GraphQLInputType, depth = 0): readonly Leaf[] {
  if (isNonNullType(type)) return leaves(type.ofType, depth)
  if (isListType(type))
    return leaves(type.ofType, depth).map(({ path, value }) => ({ path, value: (text) => [value(text)] }))
  if (!isInputObjectType(type)) return [{ path: [], value: (text) => text }]
  if (depth > 2) return []
  const fields = Object.values(type.getFields())
  return fields.flatMap((field) =>
    leaves(field.type, depth + 1).map(({ path, value }) => ({
      path: [field.name, ...path],
      value: (text) => ({ ...requiredOf(fields, text), [field.name]: value(text) }),
    })),
  )
}

const requiredOf = (fields: readonly GraphQLInputField[], text: string) =>
  Object.fromEntries(
    fields.filter(({ type }) => isNonNullType(type)).map(({ name, type }) => [name, valueOf(type, text)]),
  )

const valueOf = (type: GraphQLInputType, text: string): unknown => leaves(type)[0]?.value(text) ?? null

const mayAnswer = new Set(['BAD_USER_INPUT', 'BAD_CURSOR', 'FORBIDDEN', 'FEATURE_DISABLED', 'TENANT_NOT_FOUND'])

const isEmptyOrRefused = ({ data, errors }: Awaited<ReturnType<Person['api']['sendText']>>): boolean =>
  errors.length > 0 ? errors.every(({ extensions }) => mayAnswer.has(extensions?.code ?? '')) : data !== undefined

describe('a text that wants to be a statement', () => {
  it('finds every argument of every query', () => {
    expect(ways.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'members(search)',
        'members(filter.ministryId)',
        'members(after)',
        'members(sort)',
        'event(id)',
      ]),
    )
  })

  it.each(ways)('is nothing but a text in $name', async ({ query, variables }) => {
    const answers = await Promise.all(
      injections.map(async (injection) => ({
        injection,
        answer: await person.api.sendText(query, variables(injection)),
      })),
    )

    for (const { injection, answer } of answers) {
      expect({
        injection,
        codes: answer.errors.map(({ extensions }) => extensions?.code),
        ok: isEmptyOrRefused(answer),
      }).toMatchObject({ ok: true })
      expect(answer.text).not.toMatch(/syntax error|relation "|at character|\b(22|42)[0-9A-Z]{3}\b/)
    }
  })

  it.each(injections)('finds nobody by %j', async (search) => {
    const { data } = await person.api.sendText(
      'query ($search: String) { members(search: $search) { nodes { lastName } } }',
      { search },
    )

    expect(JSON.stringify(data ?? {})).not.toContain('Secret')
  })

  it('is no place to go on from over a socket either', async () => {
    for (const after of injections) {
      const { codes } = await askBySocket(
        (await church.person('MEMBER')).api,
        'subscription ($after: String) { notificationAdded(after: $after) { sequence } }',
        { after },
      )
      expect(['BAD_CURSOR', 'BAD_USER_INPUT']).toContain(codes[0])
    }
  })

  it('left everything where it was', async () => {
    const { rows } = await world.database.owner.query<{ people: string; churches: string }>(
      `select (select count(*) from "c_${church.church.placeKey}".member where last_name = 'Secret') as people,
              (select count(*) from control.church where id = $1) as churches`,
      [church.church.id],
    )
    expect(rows).toEqual([{ people: '1', churches: '1' }])
  })
})
