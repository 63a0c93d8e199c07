import type { Member } from '../members/index.js'

/** The columns of an export of members, in their order: how each is asked for, and its heading (domain.md, 10.1). */
export const memberExportColumns = {
  memberNumber: 'Member ID',
  firstName: 'First Name',
  lastName: 'Last Name',
  email: 'Email',
  phone: 'Phone',
  gender: 'Gender',
  birthDate: 'Date of Birth',
  joinedOn: 'Membership Date',
  status: 'Status',
  address: 'Address',
} as const satisfies Partial<Record<keyof Member, string>>

/** One of `memberExportColumns`. */
export type MemberExportColumn = keyof typeof memberExportColumns

/** Every column, in the order of the file. */
export const allMemberColumns = Object.keys(memberExportColumns) as readonly MemberExportColumn[]
