import type { ChurchWorld, Person } from './church-world.js'
import { eventually } from './eventually.js'
import { applicationForm, applicationWords, plantApplication } from './plant-application.js'
import { plantWorkflow } from './plant-workflow.js'
import { proveAddress } from './prove-address.js'
import type { World } from './world.js'

interface Stage {
  readonly church: ChurchWorld
  readonly admin: Person
}

interface JoiningDeed {
  readonly text: (stage: Stage) => Promise<string>
  readonly leaves: { readonly church: string | readonly string[] }
}

const deed = (operation: string, action: string | readonly string[], input: JoiningDeed['text']): JoiningDeed => ({
  text: async (stage) => `mutation { ${operation}(input: { ${await input(stage)} }) { errors { code } } }`,
  leaves: { church: action },
})

const onApplication =
  (status: 'PENDING' | 'APPROVED', more = '') =>
  async ({ church, admin }: Stage) =>
    `id: "${await plantApplication(church, admin, { status })}" ${more}`

const onWorkflow =
  (options: Parameters<typeof plantWorkflow>[2] = {}) =>
  async ({ church, admin }: Stage) =>
    `id: "${(await plantWorkflow(church, admin, options)).id}"`

/** The secret that a new application's mail brings; the church may write once an address of it is proved. */
async function secretOf({ mailbox, database }: Pick<World, 'mailbox' | 'database'>, { church, admin }: Stage) {
  await proveAddress({ database }, admin)
  const { received } = await mailbox()
  const form = applicationForm()
  await plantApplication(church, admin, { form })
  const find = () => received.find(({ to }) => to.includes(form.email))
  await eventually(find).toBeDefined()
  return /#token=([\w-]+)/.exec(find()?.mail.text ?? '')?.[1] ?? ''
}

/** Every mutation about applications to join. */
const deedsOfApplications = (post: Pick<World, 'mailbox' | 'database'>): Readonly<Record<string, JoiningDeed>> => ({
  submitMembershipApplication: deed('submitMembershipApplication', 'application.submit', async () =>
    applicationWords(applicationForm()),
  ),
  withdrawMembershipApplication: deed(
    'withdrawMembershipApplication',
    'application.withdraw',
    async (stage) => `token: "${await secretOf(post, stage)}"`,
  ),
  approveMembershipApplication: deed('approveMembershipApplication', 'application.approve', onApplication('PENDING')),
  rejectMembershipApplication: deed(
    'rejectMembershipApplication',
    'application.reject',
    onApplication('PENDING', ', reason: "x"'),
  ),
  confirmMembershipApplication: deed(
    'confirmMembershipApplication',
    ['application.confirm', 'member.create'],
    onApplication('APPROVED', ', invite: false'),
  ),
  updateApplicationNotes: deed(
    'updateApplicationNotes',
    'application.note',
    onApplication('PENDING', ', staffNotes: "x"'),
  ),
})

const deedsOfWorkflows: Readonly<Record<string, JoiningDeed>> = {
  startWorkflow: deed(
    'startWorkflow',
    'workflow.start',
    async ({ church }) => `memberId: "${(await church.member()).id}", type: BAPTISM`,
  ),
  assignWorkflow: deed('assignWorkflow', 'workflow.assign', async (stage) => {
    const assignee = await stage.church.person('MEMBER')
    return `${await onWorkflow()(stage)}, assignedTo: "${assignee.userId}"`
  }),
  approveWorkflow: deed('approveWorkflow', 'workflow.approve', onWorkflow()),
  rejectWorkflow: deed('rejectWorkflow', 'workflow.reject', onWorkflow()),
  completeWorkflowStep: deed('completeWorkflowStep', 'workflow.completeStep', async ({ church, admin }) => {
    const { id, stepId } = await plantWorkflow(church, admin)
    return `id: "${id}", stepId: "${stepId}"`
  }),
  completeWorkflow: deed('completeWorkflow', 'workflow.complete', onWorkflow({ isApproved: true, isDone: true })),
}

/** Every mutation about applications to join and workflows. */
export const deedsOfJoining = (post: Pick<World, 'mailbox' | 'database'>): Readonly<Record<string, JoiningDeed>> => ({
  ...deedsOfApplications(post),
  ...deedsOfWorkflows,
})
