import { requireViewer } from '../access/index.js'
import { loadMember, type Member } from '../members/index.js'
import { MemberType } from '../members/member.graphql.js'
import { batchedByOwner } from '../platform/batched.js'
import type { Ctx } from '../platform/context.js'
import { Feature, FieldResolver, FromContext, Resolver, Root } from '../platform/graphql/decorators.js'
import { WorkflowObject, WorkflowStepType } from './workflow.graphql.js'
import type { Workflow, WorkflowStep } from './workflow.js'
import { mayMoveWorkflow } from './workflow.policy.js'
import { stepsOfWorkflows } from './workflows.repository.js'

const loadSteps = batchedByOwner(({ workflowId }: WorkflowStep) => workflowId, stepsOfWorkflows)

/** What of a workflow is not in its row, or is not for the member. */
@Feature('membershipWorkflows')
@Resolver(() => WorkflowObject)
export class WorkflowFieldsResolver {
  // Not called `member` here: that is an operation, which no gate closes.
  @FieldResolver(() => MemberType, { name: 'member', nullable: true, description: 'Whose it is.' })
  async whose(@Root() { memberId }: Workflow, @FromContext() ctx: Ctx): Promise<Member | null> {
    return loadMember(ctx, memberId)
  }

  @FieldResolver(() => [WorkflowStepType], { description: 'Its steps, in their order.' })
  async steps(@Root() { id }: Workflow, @FromContext() ctx: Ctx): Promise<readonly WorkflowStep[]> {
    return loadSteps(ctx, id)
  }

  @FieldResolver(() => String, { nullable: true, description: 'What the staff note; null for the member.' })
  note(@Root() workflow: Workflow, @FromContext() ctx: Ctx): string | null {
    return mayMoveWorkflow(requireViewer(ctx), workflow) ? workflow.note : null
  }
}
