import { genders, memberRows, type MemberText, memberStatuses, type WantedMembers } from '../members/index.js'
import { isId } from '../platform/ids.js'
import { parseLocalDate } from '../platform/instant.js'
import { type Column, type ExportedList, oneOf, type ReadParameter } from './exported-list.js'

const words = (heading: string): Column => ({ heading, holds: 'words' })
const day = (heading: string): Column => ({ heading, holds: 'day' })

/** The members of the list, in the columns of domain.md, 10.1. */
export const memberExport: ExportedList<WantedMembers, MemberText> = {
  kind: 'MEMBERS',
  title: 'Members',
  path: 'members',
  audit: { action: 'member.export', entity: 'member' },
  needs: 'members.manage',
  columns: {
    memberNumber: words('Member ID'),
    firstName: words('First Name'),
    lastName: words('Last Name'),
    email: words('Email'),
    phone: words('Phone'),
    gender: words('Gender'),
    birthDate: day('Date of Birth'),
    joinedOn: day('Membership Date'),
    status: words('Status'),
    address: words('Address'),
    occupation: words('Occupation'),
    workplace: words('Place of Work'),
  },
  readWanted: (read) => ({
    search: read('search', (text) => text),
    filter: {
      status: read('status', oneOf(memberStatuses)),
      gender: read('gender', oneOf(genders)),
      ...readIds(read),
      joinedFrom: read('joinedFrom', parseLocalDate),
      joinedBefore: read('joinedBefore', parseLocalDate),
    },
    withArchived: read('archived', oneOf(['true', 'false'])) === 'true',
  }),
  rows: (db, { viewer }, request) => memberRows(db, viewer, request),
}

const readIds = (read: ReadParameter) => ({
  ministryId: read('ministryId', (text) => (isId(text) ? text : null)),
  householdId: read('householdId', (text) => (isId(text) ? text : null)),
})
