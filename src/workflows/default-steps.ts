import type { WorkflowType } from './workflow.js'

const usual: Readonly<Record<WorkflowType, readonly string[]>> = {
  BAPTISM: ['First conversation', 'Preparation', 'Baptism', 'Entry in the register'],
  CONFIRMATION: ['Enrolment', 'Classes', 'Interview', 'Confirmation'],
  MEMBERSHIP: ['Welcome conversation', 'Classes', 'Interview', 'Reception in a service'],
  TRANSFER: ['Request received', 'Letter of transfer sent', 'The new church confirms'],
}

const believers = ['Conversation about faith', 'Classes', 'Testimony', 'Baptism']
const bySession = ['Welcome conversation', 'Classes', 'Meeting with the session', 'Reception in a service']

/** Where the custom of a denomination is another. */
const customs: Readonly<Record<string, Partial<Record<WorkflowType, readonly string[]>>>> = {
  PENTECOSTAL: { BAPTISM: believers },
  NON_DENOMINATIONAL: { BAPTISM: believers },
  BAPTIST: { BAPTISM: believers },
  SEVENTH_DAY_ADVENTIST: { BAPTISM: believers },
  PRESBYTERIAN: { MEMBERSHIP: bySession },
  REFORMED: { MEMBERSHIP: bySession },
}

/** The titles of the steps that a church of this denomination usually takes. */
export const defaultSteps = (type: WorkflowType, denomination: string): readonly string[] =>
  customs[denomination.toUpperCase()]?.[type] ?? usual[type]
