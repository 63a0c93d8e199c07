import { mayManageUsers } from '../access/index.js'
import { viewerCanOf } from '../platform/graphql/viewer-can.js'
import { MemberType } from './member.graphql.js'
import type { MemberCard } from './member.js'
import { mayArchiveMember, mayReadPersonal, mayUpdateMember } from './member.policy.js'

/** What the viewer may do with a member. */
export const MemberViewerCan = viewerCanOf<MemberCard>('Member', MemberType, {
  readPersonal: { description: 'Read address, dates, household and ministries.', may: mayReadPersonal },
  update: { description: 'Change the record.', may: mayUpdateMember },
  archive: { description: 'Archive the record, and take it back.', may: mayArchiveMember },
  linkUser: { description: 'Link an account to the member.', may: mayManageUsers },
})
