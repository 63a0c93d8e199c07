import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { budgets } from '../platform/limits/budgets.js'
import { createLog } from '../platform/log.js'
import type { Api } from '../testing/api.js'
import { askBySocket } from '../testing/ask-by-socket.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { recordedLog } from '../testing/recorded-log.js'
import { createWorld } from '../testing/world.js'
import { readTrustedDocuments } from './trusted-documents.js'

const me = 'query Me { viewer { id } }'
const live = 'subscription Live { notificationAdded(after: "x") { sequence } }'

const folder = await mkdtemp(join(tmpdir(), 'manifests-'))
await writeFile(join(folder, 'today.json'), JSON.stringify({ 'sha256:me-2': me, live }))
await writeFile(join(folder, 'last-month.json'), JSON.stringify({ 'me-1': me }))
const silent = createLog('silent')
const world = await createWorld({ documents: await readTrustedDocuments(folder, 'enforce', silent) })

let church: ChurchWorld
let member: Person
let admin: Person
beforeAll(async () => {
  church = await world.church()
  member = await church.person('MEMBER')
  admin = await church.person('ADMIN')
})

const send = (api: Api, body: object) => api.sendBody(JSON.stringify(body))

describe('a server that trusts only documents it knows', () => {
  it.each([
    ['as the draft says', { documentId: 'me-2' }],
    ['as the draft says, with its algorithm', { documentId: 'sha256:me-2' }],
    ['as Apollo sends it', { extensions: { persistedQuery: { version: 1, sha256Hash: 'me-2' } } }],
    ['of a client a month old', { documentId: 'me-1' }],
    ['by its whole text', { query: me }],
  ])('runs one by its id %s', async (_way, body) => {
    expect(await send(member.api, body)).toMatchObject({ status: 200, data: { viewer: { id: member.userId } } })
  })

  it('does not run the text that comes beside an id', async () => {
    const { data } = await send(member.api, { documentId: 'me-2', query: '{ members { totalCount } }' })

    expect(data).toEqual({ viewer: { id: member.userId } })
  })

  it('refuses other texts, for the one who lacks the right and after somebody who has it', async () => {
    const query = '{ viewer { email } }'

    expect((await send(admin.api, { query })).status).toBe(200)
    for (const api of [member.api, church.stranger]) {
      expect(await send(api, { query })).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: 'PERSISTED_QUERY_REQUIRED' } }],
      })
    }
  })

  it('takes a refused text from the budget, also one that somebody else may send', async () => {
    const query = '{ viewer { locale } }'
    for (let turn = 0; turn < 3; turn += 1) await send(admin.api, { query })
    const payer = { church: church.church.id, who: member.userId }
    const spent = async () => (await world.app.parts.limits.look(budgets.user, payer)).spent
    const before = await spent()

    await send(member.api, { query })

    expect(await spent()).toBe(before + 1)
  })

  it.each(['nothing', '__proto__', 'toString', ''])('knows no document called %j', async (documentId) => {
    expect(await send(member.api, { documentId })).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    })
  })

  it('asks the same of sockets', async () => {
    expect((await askBySocket(member.api, 'subscription { notificationAdded { sequence } }')).codes).toEqual([
      'PERSISTED_QUERY_REQUIRED',
    ])
    // Known, and so it runs: what is wrong with it shows only then.
    expect((await askBySocket(member.api, live)).codes).toEqual(['BAD_CURSOR'])
  })
})

describe('manifests', () => {
  it('that only log tell of each unknown text once', async () => {
    const log = recordedLog()
    const documents = await readTrustedDocuments(folder, 'log', log)

    for (const query of ['{ a }', '{ a }', '{ b }', me])
      expect(documents.textOf({ query, documentId: null }, null)).toBe(query)

    expect(log.lines).toEqual(Array(2).fill('warn: an operation stands in no manifest'))
  })

  it.each([
    ['a text', 'mutation { signIn(input: { email: "ama@people.example", password: "hush-hush" }) { accessToken } }'],
    ['a text of many lines', 'mutation { sendMessage(input: { text: """hush-hush""" }) { id } }'],
    ['a number', '{ signIn(code: 417417) { id } }'],
    ['a comment', '{ a } # hush-hush'],
    ['what is no GraphQL', '{ signIn(password: "hush-hush'],
  ])('that only log do not tell the values of an operation, such as %s', async (_what, query) => {
    const lines: string[] = []
    const log = createLog('debug', { write: (line) => void lines.push(line) })
    const documents = await readTrustedDocuments(folder, 'log', log)

    documents.textOf({ query, documentId: null }, null)

    expect(lines).toHaveLength(1)
    expect(lines.join('')).not.toMatch(/hush|people|417/)
    expect(lines.join('')).toMatch(/ a |signIn|sendMessage/)
  })

  it('must be there and be read', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'manifests-'))
    await expect(readTrustedDocuments(empty, 'log', silent)).rejects.toThrow('it holds no manifest')
    for (const wrong of ['[]', '{}', '{"a":1}', 'null']) {
      await writeFile(join(empty, 'wrong.json'), wrong)
      await expect(readTrustedDocuments(empty, 'enforce', silent)).rejects.toThrow(
        'wrong.json is not an object of id to text',
      )
    }
    expect((await readTrustedDocuments('/nowhere', 'off', silent)).trust).toBe('off')
  })
})
