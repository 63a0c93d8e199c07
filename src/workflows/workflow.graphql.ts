import { connectionOf } from '../platform/graphql/connection.js'
import { ArgsType, Feature, Field, InputType, Int, ObjectType } from '../platform/graphql/decorators.js'
import { enumOf } from '../platform/graphql/enums.js'
import { PageArguments } from '../platform/graphql/page-arguments.js'
import { Payload } from '../platform/graphql/payload.js'
import { DateTimeScalar, IdScalar, LocalDateScalar } from '../platform/graphql/scalars.js'
import { type Workflow, workflowStatuses, type WorkflowStatus, type WorkflowType, workflowTypes } from './workflow.js'

const typeEnum = enumOf('MemberWorkflowType', { names: workflowTypes, description: 'What a member goes through.' })

const statusEnum = enumOf('MemberWorkflowStatus', {
  names: workflowStatuses,
  description: 'Where a workflow stands.',
  values: { PENDING: 'Nobody has decided.', APPROVED: 'Approved, and under way.', COMPLETED: 'Every step is done.' },
})

/** One step of a workflow. */
@Feature('membershipWorkflows')
@ObjectType('MemberWorkflowStep', { description: 'One step of a workflow.' })
export class WorkflowStepType {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => Int, { description: 'Its place, from 1.' })
  declare readonly position: number

  @Field(() => String, { description: 'What is to be done.' })
  declare readonly title: string

  @Field(() => LocalDateScalar, { nullable: true, description: 'Until when.' })
  declare readonly dueOn: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was done; null until then.' })
  declare readonly doneAt: string | null

  @Field(() => IdScalar, { nullable: true, description: 'The account that said so.' })
  declare readonly doneBy: string | null
}

/** A workflow, as the member sees it, too. */
@Feature('membershipWorkflows')
@ObjectType('MemberWorkflow', { description: 'What a member goes through, step by step.' })
export class WorkflowObject {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string

  @Field(() => typeEnum, { description: 'What it is.' })
  declare readonly type: string

  @Field(() => statusEnum, { description: 'Where it stands.' })
  declare readonly status: string

  @Field(() => IdScalar, { nullable: true, description: 'The account that is to look after it.' })
  declare readonly assignedTo: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was approved or rejected.' })
  declare readonly decidedAt: string | null

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was completed.' })
  declare readonly completedAt: string | null

  @Field(() => DateTimeScalar, { description: 'When it was started.' })
  declare readonly createdAt: string

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  declare readonly updatedAt: string

  @Field(() => Int, { description: 'Raised by each change.' })
  declare readonly version: number
}

const connection = connectionOf('MemberWorkflow', WorkflowObject)

/** A page of workflows. */
export const WorkflowConnection = connection.Connection

/** The counts of a list of workflows. */
export const WorkflowCounts = connection.ConnectionCounts

/** Which workflows a list shows. */
@InputType('MemberWorkflowFilter', { description: 'Narrows a list of workflows; every field given must fit.' })
class WorkflowFilterInput {
  @Field(() => statusEnum, { nullable: true, description: 'Only workflows that stand like this.' })
  declare readonly status?: WorkflowStatus | null

  @Field(() => typeEnum, { nullable: true, description: 'Only workflows of this type.' })
  declare readonly type?: WorkflowType | null

  @Field(() => IdScalar, { nullable: true, description: 'Only workflows of this member.' })
  declare readonly memberId?: string | null

  @Field(() => Boolean, { nullable: true, description: 'Only workflows that the viewer is to look after.' })
  declare readonly isMine?: boolean | null
}

/** What a list of workflows is asked for. */
@ArgsType()
export class WorkflowsArguments extends PageArguments {
  @Field(() => WorkflowFilterInput, { nullable: true, description: 'Which workflows.' })
  declare readonly filter?: WorkflowFilterInput | null
}

/** A step to be planned. */
@InputType('MemberWorkflowStepInput', { description: 'A step that is planned.' })
class WorkflowStepInput {
  @Field(() => String, { description: 'What is to be done; 255 characters at most.' })
  declare readonly title: string

  @Field(() => LocalDateScalar, { nullable: true, description: 'Until when.' })
  declare readonly dueOn?: string | null
}

/** A workflow to be started. */
@InputType('StartWorkflowInput', { description: 'What begins for which member.' })
export class StartWorkflowInput {
  @Field(() => IdScalar, { description: 'The member.' })
  declare readonly memberId: string

  @Field(() => typeEnum, { description: 'What begins.' })
  declare readonly type: WorkflowType

  @Field(() => [WorkflowStepInput], {
    nullable: true,
    description: '1 to 50 steps; left out, those that churches of this denomination usually take.',
  })
  declare readonly steps?: readonly WorkflowStepInput[] | null

  @Field(() => IdScalar, { nullable: true, description: 'The ACTIVE account that is to look after it.' })
  declare readonly assignedTo?: string | null

  @Field(() => String, { nullable: true, description: 'What the staff note; 1,000 characters at most.' })
  declare readonly note?: string | null
}

/** Which workflow. */
@InputType('WorkflowInput', { description: 'Which workflow.' })
export class WorkflowInput {
  @Field(() => IdScalar, { description: 'Its id.' })
  declare readonly id: string
}

/** Whose task it is. */
@InputType('AssignWorkflowInput', { description: 'Whose task a workflow is.' })
export class AssignWorkflowInput extends WorkflowInput {
  @Field(() => IdScalar, { nullable: true, description: 'An ACTIVE account of the church; null for nobody’s.' })
  declare readonly assignedTo?: string | null
}

/** A step that was done. */
@InputType('CompleteWorkflowStepInput', { description: 'A step that was done.' })
export class CompleteWorkflowStepInput extends WorkflowInput {
  @Field(() => IdScalar, { description: 'The step.' })
  declare readonly stepId: string
}

/** What is decided. */
@InputType('DecideWorkflowInput', { description: 'Which workflow is decided.' })
export class DecideWorkflowInput extends WorkflowInput {
  @Field(() => String, { nullable: true, description: 'What the staff note; left out, it stays. Not for the member.' })
  declare readonly note?: string | null
}

/** What became of a workflow. */
@ObjectType('MemberWorkflowPayload', { implements: Payload, description: 'The workflow, or why not.' })
export class WorkflowPayload extends Payload {
  @Field(() => WorkflowObject, { nullable: true, description: 'The workflow; null when refused.' })
  declare readonly workflow: Workflow | null
}
