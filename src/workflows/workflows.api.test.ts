import { beforeEach, describe, expect, it } from 'vitest'
import { eraseMember } from '../members/erase-member.js'
import { mergeMembers } from '../members/merge-members.js'
import { type ChurchWorld, done, type Person, testPassword } from '../testing/church-world.js'
import { listen } from '../testing/listener.js'
import { createWorld } from '../testing/world.js'
import { completeWorkflow } from './complete-workflow.js'
import { approveWorkflow } from './decide-workflow.js'
import { startWorkflow } from './start-workflow.js'
import type { WorkflowType } from './workflow.js'

const world = await createWorld()

let church: ChurchWorld
let pastor: Person
let member: Person
let helper: Person
beforeEach(async () => {
  church = await world.church()
  pastor = await church.person('PASTOR')
  member = await church.person('MEMBER')
  helper = await church.person('MEMBER')
})

type Answer = { readonly workflow: { readonly id: string } | null; readonly errors: { code: string; path: string[] }[] }

async function send(by: Person, operation: string, input: string) {
  const text = `mutation { ${operation}(input: { ${input} }) { workflow { id } errors { code path } } }`
  const { data, errors } = await by.api.sendText(text)
  const { workflow = null, errors: refused = [] } = (data?.[operation] as Answer | null | undefined) ?? {}
  const codes = [
    ...refused.map(({ code, path }) => [code, ...path].join(' ')),
    ...errors.map(({ extensions }) => extensions?.code ?? ''),
  ]
  return { id: workflow?.id ?? '', codes }
}
const act = async (by: Person, operation: string, input: string) => (await send(by, operation, input)).codes

const start = async (type: WorkflowType = 'BAPTISM', more = 'steps: [{ title: "One" }, { title: "Two" }]') => {
  const { id, codes } = await send(pastor, 'startWorkflow', `memberId: "${member.memberId}", type: ${type}, ${more}`)
  expect(codes).toEqual([])
  return id
}
const on = (id: string) => `id: "${id}"`

interface Seen {
  readonly id: string
  readonly status: string
  readonly note: string | null
  readonly steps: readonly { readonly id: string; readonly title: string; readonly doneAt: string | null }[]
}
const seen = async (by: Person, filter = ''): Promise<readonly Seen[]> => {
  const { data, errors } = await by.api.sendText(
    `{ memberWorkflows(filter: { ${filter} }) { nodes { id status note member { firstName } steps { id title doneAt } } } }`,
  )
  expect(errors).toEqual([])
  return (data as { memberWorkflows: { nodes: Seen[] } }).memberWorkflows.nodes
}

const doSteps = async (by: Person, id: string) => {
  const [workflow] = (await seen(by)).filter((one) => one.id === id)
  for (const step of workflow?.steps ?? []) {
    expect(await act(by, 'completeWorkflowStep', `${on(id)}, stepId: "${step.id}"`)).toEqual([])
  }
}

const told = async ({ api }: Person) => {
  const { data } = await api.sendText('{ notifications { nodes { type title } } }')
  return (data as { notifications: { nodes: { type: string; title: string }[] } }).notifications.nodes
}

const statusOf = (memberId: string | null) =>
  church.write(async (db) => {
    const { status } = await db
      .selectFrom('member')
      .select('status')
      .where('id', '=', memberId ?? '')
      .executeTakeFirstOrThrow()
    return status
  })

describe('a workflow', () => {
  it('is started, assigned, approved, gone through and completed; who is concerned is told', async () => {
    const listener = await listen(world.app, helper.api)
    const id = await start('BAPTISM', 'note: "Ask his mother"')
    expect((await seen(member))[0]?.steps.map(({ title }) => title)).toEqual([
      ...['Conversation about faith', 'Classes', 'Testimony', 'Baptism'],
    ])

    expect(await act(pastor, 'assignWorkflow', `${on(id)}, assignedTo: "${helper.userId}"`)).toEqual([])
    expect((await listener.has(1))[0]?.notification).toMatchObject({ type: 'WORKFLOW_ASSIGNED' })
    await listener.close()
    expect(await act(pastor, 'approveWorkflow', on(id))).toEqual([])
    await doSteps(helper, id)
    expect(await act(helper, 'completeWorkflow', on(id))).toEqual([])

    expect(await seen(member)).toMatchObject([{ status: 'COMPLETED', note: null }])
    expect(await seen(helper)).toMatchObject([{ status: 'COMPLETED', note: 'Ask his mother' }])
    expect(await told(member)).toEqual([
      { type: 'WORKFLOW_COMPLETED', title: 'Baptism: completed' },
      { type: 'WORKFLOW_DECIDED', title: 'Baptism: approved' },
      { type: 'WORKFLOW_STARTED', title: 'Baptism: begun' },
    ])
    expect((await told(helper)).map(({ type }) => type)).toEqual(['WORKFLOW_ASSIGNED'])
    expect(await told(pastor)).toEqual([])
  })

  it('moves as it may and not otherwise', async () => {
    const id = await start()
    const [step] = (await seen(pastor))[0]?.steps ?? []

    expect(await act(pastor, 'completeWorkflow', on(id))).toEqual(['NOT_ALLOWED_NOW id'])
    expect(await act(pastor, 'approveWorkflow', on(id))).toEqual([])
    for (const again of ['approveWorkflow', 'rejectWorkflow', 'completeWorkflow']) {
      expect(await act(pastor, again, on(id))).toEqual(['NOT_ALLOWED_NOW id'])
    }
    await doSteps(pastor, id)
    const stepAgain = `${on(id)}, stepId: "${step?.id}"`
    expect(await act(pastor, 'completeWorkflowStep', stepAgain)).toEqual(['NOT_ALLOWED_NOW stepId'])
    expect(await act(pastor, 'completeWorkflowStep', `${on(id)}, stepId: "${id}"`)).toEqual(['NOT_FOUND stepId'])
    expect(await act(pastor, 'completeWorkflow', on(id))).toEqual([])
    expect(await act(pastor, 'completeWorkflowStep', stepAgain)).toEqual(['NOT_ALLOWED_NOW id'])
    expect(await act(pastor, 'assignWorkflow', on(id))).toEqual(['NOT_ALLOWED_NOW id'])
  })

  it('is one of its type at a time for each member', async () => {
    const again = `memberId: "${member.memberId}", type: MEMBERSHIP`
    const id = await start('MEMBERSHIP')
    expect(await act(pastor, 'startWorkflow', again)).toEqual(['NOT_UNIQUE type'])
    expect(await act(pastor, 'startWorkflow', `memberId: "${helper.memberId}", type: MEMBERSHIP`)).toEqual([])
    expect(await act(pastor, 'rejectWorkflow', `${on(id)}, note: "Too early"`)).toEqual([])
    expect(await seen(pastor, 'status: REJECTED')).toMatchObject([{ note: 'Too early' }])
    expect(await told(member)).toMatchObject([{ title: 'Membership: not approved' }, {}])

    const outcomes = await church.race(pastor, (ctx) =>
      startWorkflow(ctx, { memberId: member.memberId ?? '', type: 'MEMBERSHIP' }),
    )
    expect(outcomes.filter((outcome) => 'id' in outcome)).toHaveLength(1)
  })

  it('is approved by one of those who do it at once, and completed by one', async () => {
    const id = await start()
    const approved = await church.race(pastor, (ctx) => approveWorkflow(ctx, { id }))
    expect(approved.filter((outcome) => 'id' in outcome)).toHaveLength(1)

    await doSteps(pastor, id)
    const completed = await church.race(pastor, (ctx) => completeWorkflow(ctx, { id }))
    expect(completed.filter((outcome) => 'id' in outcome)).toHaveLength(1)
  })

  it('to another church makes the member TRANSFERRED, also by an assignee without a right', async () => {
    const id = await start('TRANSFER', `assignedTo: "${helper.userId}"`)
    await act(pastor, 'approveWorkflow', on(id))
    await doSteps(helper, id)

    expect(await act(helper, 'completeWorkflow', on(id))).toEqual([])

    expect(await statusOf(member.memberId)).toBe('TRANSFERRED')
    const gone = `memberId: "${member.memberId}", type: TRANSFER`
    expect(await act(pastor, 'startWorkflow', gone)).toEqual(['NOT_ALLOWED_NOW memberId'])
  })

  it('to another church ends, too, when the member was noted as gone before', async () => {
    const id = await start('TRANSFER')
    await act(pastor, 'approveWorkflow', on(id))
    await doSteps(pastor, id)
    expect(
      await pastor.api.sendText(
        `mutation { changeMemberStatus(input: { id: "${member.memberId}", status: TRANSFERRED }) { errors { code } } }`,
      ),
    ).toMatchObject({ data: { changeMemberStatus: { errors: [] } } })

    expect(await act(pastor, 'completeWorkflow', on(id))).toEqual([])
  })

  it('is planned within its limits', async () => {
    const plan = (more: string) =>
      act(pastor, 'startWorkflow', `memberId: "${member.memberId}", type: BAPTISM, ${more}`)

    expect(await plan('steps: []')).toEqual(['INVALID steps'])
    const many = Array.from({ length: 51 }, () => '{ title: "x" }').join()
    expect(await plan(`steps: [${many}]`)).toEqual(['INVALID steps'])
    const wrong = `note: "${'x'.repeat(1001)}", steps: [{ title: " " }, { title: "${'x'.repeat(256)}" }]`
    expect(await plan(wrong)).toEqual(['TOO_LONG note', 'REQUIRED steps 0 title', 'TOO_LONG steps 1 title'])
    const long = `${on(await start())}, note: "${'x'.repeat(1001)}"`
    expect(await act(pastor, 'approveWorkflow', long)).toEqual(['TOO_LONG note'])
  })
})

describe('who may', () => {
  it('keep workflows is who has members.write; the assignee moves one, the member reads it, others know of none', async () => {
    const stranger = await church.person('MEMBER')
    const id = await start('BAPTISM', `assignedTo: "${helper.userId}"`)

    for (const [person, codes] of [
      [member, ['FORBIDDEN']],
      [stranger, ['NOT_FOUND id']],
    ] as const) {
      expect(await act(person, 'completeWorkflow', on(id))).toEqual(codes)
      expect(await act(person, 'completeWorkflowStep', `${on(id)}, stepId: "${id}"`)).toEqual(codes)
    }
    for (const operation of ['approveWorkflow', 'rejectWorkflow', 'assignWorkflow']) {
      for (const person of [member, helper, stranger]) {
        expect(await act(person, operation, on(id))).toEqual(['FORBIDDEN'])
      }
    }
    expect(await act(helper, 'startWorkflow', `memberId: "${member.memberId}", type: BAPTISM`)).toEqual(['FORBIDDEN'])
    expect(await seen(stranger)).toEqual([])
    expect(await seen(helper, 'isMine: true')).toHaveLength(1)
    expect(await seen(pastor, 'isMine: true')).toEqual([])
    expect(await seen(pastor, `memberId: "${member.memberId}", type: BAPTISM`)).toHaveLength(1)
  })

  it('be its assignee is an active account of this church', async () => {
    const other = await (await world.church()).person('PASTOR')
    const id = await start()
    const given = (userId: string) => act(pastor, 'assignWorkflow', `${on(id)}, assignedTo: "${userId}"`)

    expect(await given(other.userId)).toEqual(['NOT_FOUND assignedTo'])
    await church.setStatus(helper.userId, 'DISABLED')
    expect(await given(helper.userId)).toEqual(['NOT_FOUND assignedTo'])
    expect(await given(pastor.userId)).toEqual([])
    expect(await told(pastor)).toEqual([])
    expect(await act(other, 'approveWorkflow', on(id))).toEqual(['NOT_FOUND id'])
    const theirs = `memberId: "${member.memberId}", type: BAPTISM`
    expect(await act(other, 'startWorkflow', theirs)).toEqual(['NOT_FOUND memberId'])
  })

  it('use them is a church with the feature', async () => {
    church = await world.church({ denomination: 'CATHOLIC' })
    const admin = await church.person('ADMIN')

    const { errors } = await admin.api.sendText('{ memberWorkflows { totalCount } }')

    expect(errors[0]?.extensions?.code).toBe('FEATURE_DISABLED')
  })
})

describe('the workflows of a member', () => {
  const rows = () =>
    church.write((db) =>
      db
        .selectFrom('member_workflow')
        .innerJoin('member_workflow_step as step', 'step.workflow_id', 'member_workflow.id')
        .select(['member_id as memberId', 'type', 'status', 'note', 'step.title'])
        .orderBy('type')
        .orderBy('status')
        .execute(),
    )
  const one = 'note: "Private", steps: [{ title: "With Kofi" }]'

  it('move to the record that is kept; of two of a type one goes on', async () => {
    const admin = await church.person('ADMIN')
    const { id: keptId } = await church.member()
    await start('BAPTISM', one)
    await start('TRANSFER', one)
    expect(await act(pastor, 'startWorkflow', `memberId: "${keptId}", type: BAPTISM, ${one}`)).toEqual([])
    const merging = { keptId, mergedId: member.memberId ?? '', password: testPassword }

    await church.as(admin, async (ctx) => done(await mergeMembers(ctx, merging)))

    expect(await rows()).toMatchObject([
      { memberId: keptId, type: 'BAPTISM', status: 'PENDING' },
      { memberId: keptId, type: 'BAPTISM', status: 'REJECTED' },
      { memberId: keptId, type: 'TRANSFER', status: 'PENDING' },
    ])
  })

  it('end with a death, and lose what was written when the member is erased', async () => {
    const admin = await church.person('ADMIN')
    await start('BAPTISM', one)
    await admin.api.sendText(
      `mutation { changeMemberStatus(input: { id: "${member.memberId}", status: DECEASED }) { errors { code } } }`,
    )
    expect(await rows()).toMatchObject([{ status: 'REJECTED', note: 'Private', title: 'With Kofi' }])

    const erasing = { id: member.memberId ?? '', password: testPassword }
    await church.as(admin, async (ctx) => done(await eraseMember(ctx, erasing)))

    expect(await rows()).toMatchObject([{ status: 'REJECTED', note: null, title: 'Erased' }])
  })
})
