import { applicationForm, applicationWords } from './plant-application.js'
import type { Trigger, TriggerStage } from './trigger-stage.js'

async function apply(stage: TriggerStage): Promise<string> {
  const { stranger } = stage.church
  await stage.act({ ...stage.admin, api: stranger }, 'submitMembershipApplication', applicationWords(applicationForm()))
  return stage.church.write(async (db) => {
    return (await db.selectFrom('membership_application').select('id').executeTakeFirstOrThrow()).id
  })
}

const ofApplication = (id: string) => ({ path: `/applications/${id}`, params: { applicationId: id } })

async function workflow({ act, admin, member }: TriggerStage, more = ''): Promise<string> {
  const input = `memberId: "${member.memberId}", type: BAPTISM, steps: [{ title: "Talk" }] ${more}`
  return act(admin, 'startWorkflow.workflow', input)
}

const ofWorkflow = (id: string, more = {}) => ({ path: `/workflows/${id}`, params: { workflow: 'BAPTISM', ...more } })

const applications: readonly Trigger[] = [
  {
    ...{ type: 'APPLICATION_SUBMITTED', category: 'APPLICATION', priority: 'HIGH', actionKind: 'ACTION_REQUIRED' },
    ...{ audience: 'ROLE', heardBy: ['admin', 'colleague', 'secretary'] },
    act: async (stage) => ofApplication(await apply(stage)),
  },
  {
    ...{ type: 'APPLICATION_APPROVED', category: 'APPLICATION', priority: 'HIGH', actionKind: 'ACTION_REQUIRED' },
    ...{ audience: 'ROLE', heardBy: ['colleague', 'secretary'] },
    async act(stage) {
      const id = await apply(stage)
      await stage.act(stage.admin, 'approveMembershipApplication', `id: "${id}"`)
      return ofApplication(id)
    },
  },
  {
    ...{ type: 'APPLICATION_CONFIRMED', category: 'APPLICATION', audience: 'MEMBER', heardBy: [] },
    when: 'to a member who has no account yet',
    async act(stage) {
      const id = await apply(stage)
      await stage.act(stage.admin, 'approveMembershipApplication', `id: "${id}"`)
      await stage.act(stage.admin, 'confirmMembershipApplication', `id: "${id}", invite: false`)
      return { path: '/profile', params: { applicationId: id } }
    },
  },
]

const workflows: readonly Trigger[] = [
  {
    ...{ type: 'WORKFLOW_STARTED', category: 'APPLICATION', audience: 'MEMBER', heardBy: ['member'] },
    act: async (stage) => ofWorkflow(await workflow(stage)),
  },
  {
    ...{ type: 'WORKFLOW_ASSIGNED', category: 'APPLICATION', actionKind: 'ACTION_REQUIRED' },
    ...{ audience: 'USER', heardBy: ['other'] },
    act: async (stage) => ofWorkflow(await workflow(stage, `, assignedTo: "${stage.other.userId}"`)),
  },
  {
    ...{ type: 'WORKFLOW_DECIDED', category: 'APPLICATION', audience: 'MEMBER', heardBy: ['member'] },
    async act(stage) {
      const id = await workflow(stage)
      await stage.act(stage.admin, 'approveWorkflow', `id: "${id}"`)
      return ofWorkflow(id, { status: 'APPROVED' })
    },
  },
  {
    ...{ type: 'WORKFLOW_COMPLETED', category: 'APPLICATION', audience: 'MEMBER', heardBy: ['member'] },
    async act(stage) {
      const id = await workflow(stage)
      await stage.act(stage.admin, 'approveWorkflow', `id: "${id}"`)
      const { id: stepId } = await stage.church.write((db) =>
        db.selectFrom('member_workflow_step').select('id').executeTakeFirstOrThrow(),
      )
      await stage.act(stage.admin, 'completeWorkflowStep', `id: "${id}", stepId: "${stepId}"`)
      await stage.act(stage.admin, 'completeWorkflow', `id: "${id}"`)
      return ofWorkflow(id)
    },
  },
]

/** What is told of applications and workflows. */
export const triggersOfJoining: readonly Trigger[] = [...applications, ...workflows]
