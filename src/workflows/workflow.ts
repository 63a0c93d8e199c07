import type { Instant, LocalDate } from '../platform/instant.js'
import { refuseAll, type Refusal, type UserError } from '../platform/refusal.js'
import { countCharacters, trimmed } from '../platform/text.js'

/** What a member can go through. */
export const workflowTypes = ['BAPTISM', 'CONFIRMATION', 'MEMBERSHIP', 'TRANSFER'] as const

/** One of `workflowTypes`. */
export type WorkflowType = (typeof workflowTypes)[number]

/** Where a workflow stands (domain.md, 9.8). */
export const workflowStatuses = ['PENDING', 'APPROVED', 'REJECTED', 'COMPLETED'] as const

/** One of `workflowStatuses`. */
export type WorkflowStatus = (typeof workflowStatuses)[number]

/** What a member goes through, step by step. */
export interface Workflow {
  readonly id: string
  readonly memberId: string
  readonly type: WorkflowType
  readonly status: WorkflowStatus
  /** The account that may read and move it without a right. */
  readonly assignedTo: string | null
  /** What the staff note; not for the member. */
  readonly note: string | null
  readonly startedBy: string
  readonly decidedBy: string | null
  readonly decidedAt: Instant | null
  readonly completedBy: string | null
  readonly completedAt: Instant | null
  readonly createdAt: Instant
  readonly updatedAt: Instant
  readonly version: number
}

/** One step of a workflow. */
export interface WorkflowStep {
  readonly id: string
  readonly workflowId: string
  /** From 1. */
  readonly position: number
  readonly title: string
  readonly dueOn: LocalDate | null
  readonly doneAt: Instant | null
  readonly doneBy: string | null
}

/** A step as somebody plans it. */
export interface PlannedStep {
  readonly title: string
  readonly dueOn?: LocalDate | null
}

/** What is planned for a workflow, as it is kept. */
export interface WorkflowPlan {
  readonly note: string | null
  readonly steps: readonly PlannedStep[]
}

const maxSteps = 50
const maxNote = 1000

type Fault = UserError<'REQUIRED' | 'TOO_LONG' | 'INVALID'>

/** Everything wrong with a plan at once, or null. */
export function planFaults({ note, steps }: WorkflowPlan): Refusal<Fault['code']> | null {
  const isCount = steps.length > 0 && steps.length <= maxSteps
  return refuseAll<Fault['code']>([
    ...textFault(note, ['note'], { maximum: maxNote }),
    ...(isCount ? [] : [fault('INVALID', `Plan 1 to ${maxSteps} steps.`, ['steps'])]),
    ...(isCount
      ? steps.flatMap(({ title }, index) =>
          textFault(trimmed(title), ['steps', String(index), 'title'], { maximum: 255, isRequired: true }),
        )
      : []),
  ])
}

/** What is wrong with a note, or null. */
export const noteFaults = (note: string | null): Refusal<Fault['code']> | null =>
  refuseAll<Fault['code']>(textFault(note, ['note'], { maximum: maxNote }))

function textFault(
  text: string | null,
  path: readonly string[],
  { maximum, isRequired = false }: { readonly maximum: number; readonly isRequired?: boolean },
): readonly Fault[] {
  if (text === null) return isRequired ? [fault('REQUIRED', 'Must not be empty.', path)] : []
  if (countCharacters(text) <= maximum) return []
  return [{ ...fault('TOO_LONG', `Must not be longer than ${maximum} characters.`, path), params: { maximum } }]
}

const fault = (code: Fault['code'], message: string, path: readonly string[]): Fault => ({
  ...{ code, message, path, params: null },
})

/** Whether it goes on: one of a type may, for each member. */
export const goesOn = ({ status }: Pick<Workflow, 'status'>): boolean => status === 'PENDING' || status === 'APPROVED'
