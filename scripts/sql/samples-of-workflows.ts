import type { Viewer } from '../../src/platform/context.js'
import { encodeCursor } from '../../src/platform/page.js'
import * as memberMoves from '../../src/workflows/member-moves.repository.js'
import * as workflowList from '../../src/workflows/workflow-list.queries.js'
import * as workflows from '../../src/workflows/workflows.repository.js'
import { type Call, callsOf } from './calls.js'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'
const now = '2026-03-01T10:00:00Z'
const clock = { now: () => now }
const member: Viewer = {
  ...{ userId: id, email: 'a@b.example', name: 'a name', sessionId: id, memberId: id, roles: [], roleIds: [] },
  ...{ grants: new Map(), apiKeyId: null },
}
const keeper: Viewer = { ...member, grants: new Map([['members.write', 'ALL']]) }
const nextPage = { first: 25, after: encodeCursor('createdAt:desc,id:desc', [now, id]) }
const filter = { status: 'PENDING', type: 'BAPTISM', memberId: id, isMine: true } as const

/** The samples of workflows; see `samples`. */
export const samplesOfWorkflows: Readonly<Record<string, readonly Call[]>> = {
  'workflows/member-moves.repository': callsOf(memberMoves, {
    endWorkflows: [[id], now],
    moveWorkflows: [{ fromId: id, intoId: id, now }],
  }),
  'workflows/workflow-list.queries': callsOf(workflowList, {
    workflowList: {
      'of a member, first page': [member, {}],
      'for who keeps them, next page': [keeper, { filter, ...nextPage }],
    },
  }),
  'workflows/workflows.repository': callsOf(workflows, {
    addWorkflow: [{ id, memberId: id, type: 'BAPTISM', assignedTo: id, note: 'x', startedBy: id, now }],
    addSteps: [clock, { workflowId: id, steps: [{ title: 'x', dueOn: '2026-03-01' }] }],
    findWorkflow: [id],
    lockWorkflow: [id],
    stepsOfWorkflows: [[id]],
    finishStep: [id, { doneBy: id, now }],
    changeWorkflow: {
      decided: [id, { status: 'APPROVED', decidedBy: id, decidedAt: now, note: 'x', now }],
      assigned: [id, { assignedTo: id, now }],
      completed: [id, { status: 'COMPLETED', completedBy: id, completedAt: now, now }],
    },
  }),
}
