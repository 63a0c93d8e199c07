import { requireViewer } from '../access/index.js'
import type { Ctx } from '../platform/context.js'
import { Access, Arg, Args, Feature, FromContext, Mutation, Query, Resolver } from '../platform/graphql/decorators.js'
import { payload } from '../platform/graphql/payload.js'
import { assignWorkflow } from './assign-workflow.js'
import { completeWorkflow, completeWorkflowStep } from './complete-workflow.js'
import { approveWorkflow, rejectWorkflow } from './decide-workflow.js'
import { startWorkflow } from './start-workflow.js'
import { workflowList } from './workflow-list.queries.js'
import {
  AssignWorkflowInput,
  CompleteWorkflowStepInput,
  DecideWorkflowInput,
  StartWorkflowInput,
  WorkflowConnection,
  WorkflowInput,
  WorkflowPayload,
  WorkflowsArguments,
} from './workflow.graphql.js'

/** What members go through, and leading them through it. */
@Feature('membershipWorkflows')
@Resolver()
export class WorkflowsResolver {
  @Access('signedInOrKey')
  @Query(() => WorkflowConnection, {
    description:
      'Workflows, the newest first: all with `members.write`; for others their own, and those they are to look after.',
  })
  memberWorkflows(@Args(() => WorkflowsArguments) request: WorkflowsArguments, @FromContext() ctx: Ctx) {
    return workflowList(ctx.db, requireViewer(ctx), request)
  }

  @Access('members.write')
  @Mutation(() => WorkflowPayload, {
    nullable: true,
    description: 'Begins a workflow of a member; NOT_UNIQUE while one of the same type goes on.',
  })
  startWorkflow(
    @Arg('input', () => StartWorkflowInput, { description: 'What, for whom.' }) input: StartWorkflowInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('workflow', startWorkflow(ctx, input))
  }

  @Access('members.write')
  @Mutation(() => WorkflowPayload, { nullable: true, description: 'Says whose task a workflow is; they are told.' })
  assignWorkflow(
    @Arg('input', () => AssignWorkflowInput, { description: 'Which, and whose.' }) input: AssignWorkflowInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('workflow', assignWorkflow(ctx, input))
  }

  @Access('signedInOrKey')
  @Mutation(() => WorkflowPayload, {
    nullable: true,
    description: 'Notes that a step was done: with `members.write`, or as assignee.',
  })
  completeWorkflowStep(
    @Arg('input', () => CompleteWorkflowStepInput, { description: 'Which step.' }) input: CompleteWorkflowStepInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('workflow', completeWorkflowStep(ctx, input))
  }

  @Access('members.write')
  @Mutation(() => WorkflowPayload, { nullable: true, description: 'Approves a workflow that is PENDING.' })
  approveWorkflow(
    @Arg('input', () => DecideWorkflowInput, { description: 'Which.' }) input: DecideWorkflowInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('workflow', approveWorkflow(ctx, input))
  }

  @Access('members.write')
  @Mutation(() => WorkflowPayload, { nullable: true, description: 'Rejects a workflow that is PENDING.' })
  rejectWorkflow(
    @Arg('input', () => DecideWorkflowInput, { description: 'Which.' }) input: DecideWorkflowInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('workflow', rejectWorkflow(ctx, input))
  }

  @Access('signedInOrKey')
  @Mutation(() => WorkflowPayload, {
    nullable: true,
    description:
      'Ends a workflow that is APPROVED and has no step left: with `members.write`, or as assignee. A TRANSFER makes the member TRANSFERRED.',
  })
  completeWorkflow(
    @Arg('input', () => WorkflowInput, { description: 'Which.' }) input: WorkflowInput,
    @FromContext() ctx: Ctx,
  ) {
    return payload('workflow', completeWorkflow(ctx, input))
  }
}
