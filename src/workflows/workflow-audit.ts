import type { AuditEntry } from '../platform/audit/audit-entry.js'
import type { Workflow, WorkflowStep } from './workflow.js'

/** What the audit log keeps of a workflow before and after a change; the note is told by name only. */
export const workflowAudit = (before: Workflow | null, after: Workflow): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'memberWorkflow', entityId: after.id, before, after, hidden: ['note'] },
})

/** What the audit log keeps of a step that was done. */
export const stepAudit = (before: WorkflowStep, after: WorkflowStep): Omit<AuditEntry, 'action'> => ({
  ...{ entity: 'memberWorkflowStep', entityId: after.id, before, after },
})
