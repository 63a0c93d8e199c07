import type { WorkflowStatus, WorkflowType } from '../workflows/index.js'

/** When in which zone, and where, something takes place. */
export type Gathering = {
  readonly event: string
  readonly startsAt: string
  readonly timeZone: string
  readonly location: string | null
}

/** A church's own ministry, by the name it had. */
type OfMinistry = { readonly ministry: string }

/** A kind of workflow. */
type OfWorkflow = { readonly workflow: WorkflowType }

/** When it happened. */
type Happened = { readonly at: string }

/** How many rows of an import had which end. */
type ImportCounts = { readonly [fate: string]: number }

/**
 * What the text of a notification is made from, by its type: all that somebody needs who says it in another language.
 * Nobody is named in it: what is told outlives people (decision 44).
 */
export type NoticeParams = {
  APPLICATION_SUBMITTED: { readonly applicationId: string }
  APPLICATION_APPROVED: { readonly applicationId: string }
  APPLICATION_CONFIRMED: { readonly applicationId: string }
  WORKFLOW_STARTED: OfWorkflow
  WORKFLOW_ASSIGNED: OfWorkflow
  WORKFLOW_DECIDED: OfWorkflow & { readonly status: WorkflowStatus }
  WORKFLOW_COMPLETED: OfWorkflow
  EVENT_CREATED: Gathering
  /** `isAdded` of an occurrence that a series has once more. */
  EVENT_CHANGED: Gathering & { readonly isAdded?: boolean }
  EVENT_CANCELLED: Gathering & { readonly reason: string | null }
  EVENT_REMINDER: Gathering
  REGISTRATION_CONFIRMED: Gathering
  REGISTRATION_WAITLISTED: Gathering
  REGISTRATION_PROMOTED: Gathering
  REGISTRATION_CANCELLED: Gathering
  MINISTRY_JOIN_REQUESTED: OfMinistry
  MINISTRY_JOINED: OfMinistry & { readonly meetingSchedule: string | null; readonly location: string | null }
  MINISTRY_REMOVED: OfMinistry & { readonly wasIn: boolean }
  MINISTRY_ARCHIVED: OfMinistry
  PASSWORD_CHANGED: Happened
  EMAIL_CHANGED: Happened
  ACCOUNT_LOCKED: Happened
  SESSION_REUSE: Happened
  ROLE_CHANGED: { readonly role: string; readonly isHeld: boolean }
  IMPORT_FINISHED: {
    readonly end: 'APPLIED' | 'UNDONE' | 'FAILED'
    readonly fileName: string
    readonly counts: ImportCounts
  }
}

/** The types of notifications whose text is ours; what people write themselves has none. */
export type NoticeType = keyof NoticeParams

/** A text that people read. */
export interface NoticeText {
  readonly title: string
  readonly message: string
}

/** What every type says in one language. */
export type NoticeTexts = { readonly [Type in NoticeType]: (params: NoticeParams[Type]) => NoticeText }

/** What mails say around what they tell. */
export interface MailWords {
  readonly newsFrom: (church: string, count: number) => string
  /** In the place of what is confidential; its type follows the title. */
  readonly confidential: NoticeText
  readonly because: (church: string) => string
  readonly toEnd: string
}
