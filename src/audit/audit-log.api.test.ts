import { beforeAll, describe, expect, it } from 'vitest'
import { tellFailedSignIn } from '../identity/tell-failed-sign-in.js'
import { notAllowed } from '../platform/blocked.js'
import type { ChurchWorld, Person } from '../testing/church-world.js'
import { testPassword } from '../testing/church-world.js'
import { graphql } from '../testing/generated/gql.js'
import { jobsDone } from '../testing/jobs-done.js'
import { createWorld } from '../testing/world.js'

const world = await createWorld()

const AuditLog = graphql(`
  query AuditLog($first: Int, $after: String, $filter: AuditLogFilter) {
    auditLog(first: $first, after: $after, filter: $filter) {
      nodes {
        id
        sequence
        at
        actorKind
        actorId
        actorName
        action
        entity
        entityId
        before
        after
        fields
        ip
        userAgent
        requestId
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`)

const createMember =
  'mutation { createMember(input: { firstName: "Esi", lastName: "Boateng", address: "Ring Road 7" }) { member { id } } }'
const signIn = (email: string, password: string) =>
  `mutation { signIn(input: { email: "${email}", password: "${password}" }) { errors { code } session { accessToken } } }`

let church: ChurchWorld
let admin: Person
beforeAll(async () => {
  await world.startJobs()
  church = await world.church()
  admin = await church.person('ADMIN')
})

const placeKeyOf = async ({ userId }: Person): Promise<string> => {
  const { rows } = await world.database.owner.query<{ key: string }>(
    `select substr(schema_name, 3) as key from control.church join control.user_account a on a.church_id = church.id
     where a.id = $1`,
    [userId],
  )
  return rows[0]?.key ?? ''
}

/** What the log holds, once the jobs are done that write into it. */
const logOf = async (
  person: Person,
  filter: { action?: string; entity?: string; entityId?: string; actorId?: string; from?: string; to?: string } = {},
) => {
  await jobsDone(world, await placeKeyOf(person))
  return (await person.api.send(AuditLog, { first: 100, filter })).data?.auditLog.nodes ?? []
}

describe('auditLog', () => {
  it('tells who changed what, when and from where, and of PERSONAL fields only that they were changed', async () => {
    const created = await admin.api.with({ headers: { 'user-agent': 'a browser' } }).sendText(createMember)

    const [entry] = await logOf(admin, { action: 'member.create' })

    expect(entry).toMatchObject({
      ...{ actorKind: 'USER', actorId: admin.userId, actorName: 'ADMIN of a test', entity: 'member', before: null },
      ...{ userAgent: 'a browser', requestId: created.headers['x-request-id'] },
      after: { firstName: 'Esi', lastName: 'Boateng' },
    })
    expect(entry?.ip).toBeTruthy()
    expect(entry?.fields).toContain('address')
    expect(JSON.stringify(entry)).not.toContain('Ring Road')
  })

  it('shows of an update both sides of what differs', async () => {
    const { id } = await church.member({ firstName: 'Kofi' })
    await admin.api.sendText(
      `mutation { updateMember(input: { id: "${id}", firstName: "Kofi Junior" }) { errors { code } } }`,
    )

    const [entry] = await logOf(admin, { entity: 'member', entityId: id })

    expect(entry).toMatchObject({
      action: 'member.update',
      before: { firstName: 'Kofi', version: 1 },
      after: { firstName: 'Kofi Junior', version: 2 },
      fields: ['firstName', 'version'],
    })
  })

  it('says nothing of what was refused or rolled back, and leaves no gap for it', async () => {
    const own = await world.church()
    const person = await own.person('ADMIN', { onRoll: false })
    await person.api.sendText(createMember)
    await person.api.sendText('mutation { createMember(input: { firstName: " ", lastName: "x" }) { errors { code } } }')
    await own.as(person, async (ctx) => {
      const fails = { ...ctx, unit: { ...ctx.unit, answer: async () => Promise.reject(notAllowed('a test')) } }
      await expect(own.createEventIn(fails, {})).rejects.toThrow('a test')
    })
    await own.event()

    const entries = await logOf(person)

    expect(entries.map(({ sequence, action }) => `${sequence} ${action}`)).toEqual([
      '2 event.create',
      '1 member.create',
    ])
  })

  it('numbers what is done at the same time without a gap, in the order of commits', async () => {
    const own = await world.church()
    const person = await own.person('ADMIN', { onRoll: false })

    await own.race(person, (ctx) => own.createEventIn(ctx, {}))

    const entries = await logOf(person)
    expect(entries.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 10 }, (_, index) => String(10 - index)),
    )
  })

  it('narrows by actor, action and time, and goes on where a page ended', async () => {
    const own = await world.church()
    const [first, second] = [await own.person('ADMIN', { onRoll: false }), await own.person('ADMIN', { onRoll: false })]
    for (const person of [first, second, first]) await person.api.sendText(createMember)

    const page = await first.api.send(AuditLog, { first: 2 })
    const rest = await first.api.send(AuditLog, { first: 2, after: page.data?.auditLog.pageInfo.endCursor ?? null })

    const [newest] = page.data?.auditLog.nodes ?? []
    expect(page.data?.auditLog).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } })
    expect(rest.data?.auditLog.nodes).toMatchObject([{ sequence: '1' }])
    expect(await logOf(first, { actorId: second.userId })).toMatchObject([{ sequence: '2' }])
    expect(await logOf(first, { action: 'event.create' })).toEqual([])
    expect(await logOf(first, { from: newest?.at ?? '' })).toMatchObject([{ sequence: '3' }])
    expect(await logOf(first, { to: newest?.at ?? '' })).toHaveLength(2)
  })

  it('still names somebody whose account is gone', async () => {
    const own = await world.church()
    const [leaver, stayer] = [
      await own.person('ADMIN', { onRoll: false }),
      await own.person('ADMIN', { onRoll: false }),
    ]
    await leaver.api.sendText(createMember)
    await world.database.owner.query('delete from control.user_account where id = $1', [leaver.userId])

    expect(await logOf(stayer)).toMatchObject([{ actorId: leaver.userId, actorName: 'ADMIN of a test' }])
  })

  it('is for those who hold audit.read, and for nobody else', async () => {
    for (const role of ['PASTOR', 'SECRETARY', 'MEMBER'] as const) {
      const { errors } = await (await church.person(role)).api.send(AuditLog, {})
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
    }
    const { errors } = await church.stranger.send(AuditLog, {})
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }])
  })
})

describe('signing in', () => {
  it('is told, with who it was', async () => {
    const own = await world.church()
    const person = await own.person('ADMIN', { onRoll: false })

    const { data } = await own.stranger.sendText(signIn(person.email, testPassword))

    expect(data).toMatchObject({ signIn: { errors: [] } })
    expect(await logOf(person)).toMatchObject([
      { action: 'user.signIn', entity: 'user', entityId: person.userId, actorId: person.userId, after: null },
    ])
  })

  it('is told when it fails, for known and unknown addresses, and never the password', async () => {
    const own = await world.church()
    const person = await own.person('ADMIN', { onRoll: false })
    await own.stranger.sendText(signIn(person.email, 'wrong horse battery'))
    await own.stranger.sendText(signIn('nobody@elsewhere.example', 'wrong horse battery'))
    await own.stranger.sendText(signIn('wrong horse battery', 'wrong horse battery'))

    const entries = await logOf(person)

    expect(new Set(entries.map(({ action }) => action))).toEqual(new Set(['user.signInFailed']))
    expect(entries.at(-1)).toMatchObject({
      entityId: person.userId,
      actorId: null,
      after: { attempts: 1, email: person.email },
    })
    expect(JSON.stringify(entries)).toContain('nobody@elsewhere.example')
    expect(JSON.stringify(entries)).not.toContain('horse')
  })

  it('fills no table by failing again and again', async () => {
    const own = await world.church()
    const person = await own.person('ADMIN', { onRoll: false })

    const failure = { email: 'guess@elsewhere.example', userId: null }
    await Promise.all(Array.from({ length: 30 }, () => own.as(person, (ctx) => tellFailedSignIn(ctx, failure))))

    const entries = await logOf(person)
    expect(entries.map(({ after }) => (after as { attempts: number }).attempts).toSorted()).toEqual([1, 9])
    const { rows } = await world.database.owner.query(
      'select attempts, told from control.account_failure where church_id = $1',
      [own.church.id],
    )
    expect(rows).toEqual([{ attempts: 30, told: 10 }])
  })
})
