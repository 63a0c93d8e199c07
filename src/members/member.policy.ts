import type { Viewer } from '../platform/context.js'

/** Whether the viewer may read everything about every member, also by filter and order; a right in GROUP scope may not. */
export const mayReadWholeRoll = (viewer: Viewer): boolean => viewer.grants.get('members.read') === 'ALL'

/** Whether the viewer may list members at all: everybody, or those of groups they lead. */
export const mayReadRoll = (viewer: Viewer): boolean => viewer.grants.has('members.read')

/** Whether the viewer may read everything about this member: dates, address, family. */
export const mayReadPersonal = (viewer: Viewer, member: { readonly id: string }): boolean =>
  mayReadWholeRoll(viewer) || viewer.memberId === member.id

/** Whether the viewer may create members of this church. */
export const mayCreateMember = (viewer: Viewer): boolean => viewer.grants.get('members.create') === 'ALL'

/** Whether the viewer may change the records of others. */
export const mayUpdateMember = (viewer: Viewer): boolean => viewer.grants.get('members.write') === 'ALL'

/** Whether the viewer may change the photo of this member: their own, or anybody's. */
export const mayChangePhoto = (viewer: Viewer, member: { readonly id: string }): boolean =>
  mayUpdateMember(viewer) || viewer.memberId === member.id

/** Whether the viewer may take members off the roll, and put them back. */
export const mayArchiveMember = (viewer: Viewer): boolean => viewer.grants.get('members.delete') === 'ALL'

/** Whether the viewer may read and decide what only few may: identity papers, duplicates, erasing. */
export const mayManageMembers = (viewer: Viewer): boolean => viewer.grants.get('members.manage') === 'ALL'

/** Whether the viewer may read the SENSITIVE fields of this member: marital status, identity paper, parents. */
export const mayReadSensitive = (viewer: Viewer, member: { readonly id: string }): boolean =>
  mayManageMembers(viewer) || viewer.memberId === member.id
